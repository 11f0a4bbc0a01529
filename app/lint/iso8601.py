"""Dates and durations as BPMN writes them (ISO 8601), as far as timers use them."""

import re
from datetime import datetime

_DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?"
)
_CYCLE = re.compile(r"R[0-9]*/(?P<duration>.+)")


def is_duration(text: str) -> bool:
    """Whether the text is a duration such as `P5D` or `PT1H30M`; negative ones are not."""
    return _DURATION.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether the text is a date or a date with time, such as `2026-03-17T09:00:00+07:00`."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == "-"


def is_cycle(text: str) -> bool:
    """Whether the text is a repeated duration such as `R3/PT1H`."""
    cycle = _CYCLE.fullmatch(text)
    return cycle is not None and is_duration(cycle["duration"])
