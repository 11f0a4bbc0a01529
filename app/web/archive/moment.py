"""Which moment of a case is asked for: the number of an entry of its history, or a time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.model.event import Event
from app.model.in_force import number_at
from app.web.shared.languages import gettext

#: In an address a plus sign means a blank: the zone of a time that was copied as it stands begins with one.
LOST_PLUS = re.compile(r" (?=\d{2}:\d{2}$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The number of the entry to show, and a sentence when that is not quite what was asked for."""

    number: int
    problem: str = ""


def asked(text: str, events: Sequence[Event], zone: tzinfo) -> Asked:
    """Reads `?at=`. Without it the last entry is meant; a time without a zone is one of the office."""
    text, last = text.strip(), len(events)
    if not text:
        return Asked(last)
    if re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII):
        return _numbered(int(text), last)
    try:
        moment = datetime.fromisoformat(LOST_PLUS.sub("+", text))
    except ValueError:
        words = gettext("“%(at)s” is neither the number of an entry nor a time. The last entry is shown.", at=text[:40])
        return Asked(last, words)
    return _timed(moment if moment.tzinfo else moment.replace(tzinfo=zone), events)


def _numbered(number: int, last: int) -> Asked:
    if number < 1:
        return Asked(1, gettext("Entries are counted from 1. The first is shown."))
    if number > last:
        return Asked(last, gettext("This case has %(count)s entries. The last is shown.", count=last))
    return Asked(number)


def _timed(moment: datetime, events: Sequence[Event]) -> Asked:
    number = number_at(events, moment)
    return Asked(number) if number else Asked(1, gettext("The case had not begun at that time. The first is shown."))
