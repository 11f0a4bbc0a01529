"""Dates and durations as BPMN writes them (ISO 8601), as far as timers use them."""

import re
from datetime import datetime

_DURATION = re.compile(
    r"P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?")
_TIMES = re.compile(r"R([1-9][0-9]{0,8})?")


def is_duration(text: str) -> bool:
    """Whether the text is a duration such as `P5D` or `PT1H30M`; negative ones are not."""
    return _DURATION.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether the text is a date or a date with time, such as `2026-03-17T09:00:00+07:00` or `...@Asia/Pontianak`."""
    date = text.partition("@")[0]
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return False
    return _DATE.fullmatch(date) is not None


def is_cycle(text: str) -> bool:
    """Whether the text is a repeated pause such as `R3/PT1H`, `R/P1D` or `R3/2026-03-17/P1D`."""
    times, _, rest = text.partition("/")
    begin, _, pause = rest.rpartition("/")
    often = _TIMES.fullmatch(times) is not None
    return often and (not begin or is_date(begin)) and is_duration(pause) and re.search("[1-9]", pause) is not None
