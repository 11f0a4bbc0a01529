"""Texts compared line by line."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from app.compare.difference import Line

#: Longer texts are not compared line by line: it takes a time that grows with the square of them.
MOST_LINES = 4000
_AROUND = 2


def line_changes(old: bytes, new: bytes) -> tuple[Line, ...]:
    """The lines that differ, with two around them; none for what is no text, or too long."""
    before, after = _lines(old), _lines(new)
    if before is None or after is None or len(before) + len(after) > MOST_LINES:
        return ()
    matcher = SequenceMatcher(None, before, after)
    groups = [list(_told(group, before, after)) for group in matcher.get_grouped_opcodes(_AROUND)]
    return tuple(line for number, group in enumerate(groups) for line in (*([Line("…", "")] if number else []), *group))


def _told(
    group: Sequence[tuple[str, int, int, int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[Line]:
    for tag, first, last, begin, end in group:
        if tag == "equal":
            yield from (Line(" ", text) for text in before[first:last])
            continue
        yield from (Line("-", text) for text in before[first:last])
        yield from (Line("+", text) for text in after[begin:end])


def _lines(data: bytes) -> list[str] | None:
    try:
        return data.decode().splitlines()
    except UnicodeDecodeError:
        return None
