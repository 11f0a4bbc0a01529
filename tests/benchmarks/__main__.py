"""`make bench`: all figures in one run, as a table. Ratios count; these machines are shared and noisy."""

from tests.benchmarks import (
    archive,
    backtest,
    believe,
    completion,
    editor,
    history,
    inside,
    letters,
    measure,
    moving,
    pages,
    paper,
    reenactment,
    replay,
    studio,
    trying,
)
from tests.benchmarks.table import show

TOPICS = (
    completion,
    inside,
    pages,
    archive,
    replay,
    believe,
    paper,
    history,
    reenactment,
    measure,
    letters,
    backtest,
    editor,
    moving,
    studio,
    trying,
)


def main() -> None:
    show([figure for topic in TOPICS for figure in topic.figures()])


if __name__ == "__main__":
    main()
