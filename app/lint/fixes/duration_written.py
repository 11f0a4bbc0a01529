"""Writes a duration in ISO 8601 that somebody has put in words: `3 hari` becomes `P3D`.

Working days are no duration: how long they last depends on the calendar.
"""

import re

from app.lint.fixes.mended import Mended
from app.lint.iso8601 import is_duration
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import descendants, text

RULES = frozenset({"timer"})
_WORDS = re.compile(r"(?P<number>\d{1,6})\s*(?P<unit>[a-z]+)", re.IGNORECASE)
_UNITS = {
    **dict.fromkeys(("hari", "day", "days"), "P{}D"),
    **dict.fromkeys(("minggu", "week", "weeks"), "P{}W"),
    **dict.fromkeys(("bulan", "month", "months"), "P{}M"),
    **dict.fromkeys(("tahun", "year", "years"), "P{}Y"),
    **dict.fromkeys(("jam", "hour", "hours"), "PT{}H"),
    **dict.fromkeys(("menit", "minute", "minutes"), "PT{}M"),
    **dict.fromkeys(("detik", "second", "seconds"), "PT{}S"),
}


def offer(subject: Subject, element: str) -> LajurError | None:
    meant = _meant(subject, element)
    return LajurError("Write {duration}", duration=meant) if meant else None


def mend(subject: Subject, source: Source, element: str) -> Mended:
    for place in source.inside(source.find(element), "timeDuration"):
        source.write(place, _meant(subject, element))
    return Mended(source.changed())


def _meant(subject: Subject, element: str) -> str:
    node = subject.nodes.get(element)
    written = [text(each) for each in descendants(node, "timeDuration")] if node is not None else []
    return as_duration(written[0]) if len(written) == 1 else ""


def as_duration(words: str) -> str:
    """A duration in words, or in small letters, as ISO 8601 has it; empty when it is neither, or is right already."""
    found = _WORDS.fullmatch(words.strip())
    if found and (pattern := _UNITS.get(found["unit"].lower())):
        return pattern.format(int(found["number"]))
    upper = words.strip().upper()
    return upper if upper != words and is_duration(upper) else ""
