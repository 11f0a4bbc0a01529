"""`make bench`: all figures in one run, as a table. Ratios count; these machines are shared and noisy."""

from tests.benchmarks import completion, history, inside, pages
from tests.benchmarks.table import Figure, show


def main() -> None:
    figures: list[Figure] = [*completion.figures(), *inside.figures(), *pages.figures(), *history.figures()]
    show(figures)


if __name__ == "__main__":
    main()
