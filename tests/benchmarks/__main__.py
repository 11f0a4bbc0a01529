"""`make bench`: all figures in one run, as a table. Ratios count; these machines are shared and noisy."""

from tests.benchmarks import completion, inside, pages, paper, replay
from tests.benchmarks.table import Figure, show

#: In the order of the table.
TOPICS = (completion, inside, pages, replay, paper)


def main() -> None:
    figures: list[Figure] = [figure for topic in TOPICS for figure in topic.figures()]
    show(figures)


if __name__ == "__main__":
    main()
