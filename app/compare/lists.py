"""Lists compared: what has come, what has gone, what stands elsewhere."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

#: Longer lists are compared without looking at their order.
MOST = 2000


def pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which items belong together, as positions in `old` and `new`: equal ones, and those in each other's place.

    None stands for an item that is only in one of the two.
    """
    for tag, first, last, begin, end in _steps(old, new):
        together = min(last - first, end - begin)
        yield from zip(range(first, first + together), range(begin, begin + together), strict=True)
        if tag != "equal":
            yield from ((position, None) for position in range(first + together, last))
            yield from ((None, position) for position in range(begin + together, end))


def out_of_order(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Items of both lists that stand elsewhere among the others; as few as explain the new order."""
    common = set(old) & set(new)
    before, after = [each for each in old if each in common], [each for each in new if each in common]
    if before == after or len(before) > MOST:
        return frozenset()
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = {before[block.a + step] for block in blocks for step in range(block.size)}
    return frozenset(common - kept)


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) + len(new) > MOST:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
