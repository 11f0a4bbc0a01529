"""Not more than two splits into parallel flows follow each other or stand in each other.

Source: house rule (measured).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, warning
from app.model.finding import Finding
from app.model.ways import reached

REASON = (
    "The engine looks ahead along every way, so its work grows with the product of the branches: a case with "
    "four splits of three branches takes some hundred times longer. More than 64 ways are refused."
)

_SPLITS = 2
_WAYS = 64


def check(subject: Subject) -> Iterator[Finding]:
    chains = list(_chains(subject))
    splits, ways, first = max(chains, key=lambda chain: chain[:2], default=(0, 0, ""))
    if splits > _SPLITS:
        says = error if ways > _WAYS else warning
        yield says(
            __name__,
            subject.nodes[first],
            "{splits} splits into parallel flows follow each other, the first is {first} ({ways} ways in "
            "all); draw some of their tasks in a row, or as a multi-instance task.",
            splits=splits,
            first=subject.called(first),
            ways=ways,
        )


def _chains(subject: Subject) -> Iterator[tuple[int, int, str]]:
    """For every split the longest chain of splits that it begins: number of splits, product of branches, its id."""
    ways = subject.ways
    kinds = ("parallelGateway", "inclusiveGateway")
    elements = subject.outline.elements.values()
    splits = [each.id for each in elements if each.type in kinds and len(ways[each.id]) > 1]
    following = {name: reached(ways[name], ways.__getitem__).intersection(splits) - {name} for name in splits}
    longest: dict[str, tuple[int, int]] = {}
    # What comes later has fewer splits ahead of it, except in a loop, where all have the same.
    for name in sorted(splits, key=lambda each: len(following[each])):
        behind = [longest[other] for other in following[name] if other in longest]
        count, product = max(behind, default=(0, 1))
        longest[name] = (count + 1, product * len(ways[name]))
        yield *longest[name], name
