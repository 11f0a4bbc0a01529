"""`make bench`: all figures in one run, as a table. Ratios count; these machines are shared and noisy."""

from tests.benchmarks import completion, inside, pages, reenactment
from tests.benchmarks.table import Figure, show


def main() -> None:
    figures: list[Figure] = [*completion.figures(), *inside.figures(), *pages.figures(), *reenactment.figures()]
    show(figures)


if __name__ == "__main__":
    main()
