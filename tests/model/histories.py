"""Histories as one writes them down: a line for each event, in the time of the office.

16 Mar 08.00 opened   periksa by f_periksa token=1
"""

from datetime import datetime
from json import dumps, loads

from app.model.calendar import PONTIANAK
from app.model.event import Event, Happening

#: The kinds that are written in short.
SHORT = {
    "started": Happening.INSTANCE_STARTED,
    "ended": Happening.INSTANCE_ENDED,
    "closed": Happening.INSTANCE_CANCELLED,
    "passed": Happening.ELEMENT_PASSED,
    "opened": Happening.WORK_OPENED,
    "claimed": Happening.WORK_CLAIMED,
    "released": Happening.WORK_RELEASED,
    "handed": Happening.WORK_HANDED_OVER,
    "done": Happening.WORK_COMPLETED,
    "cancelled": Happening.WORK_CANCELLED,
    "incident": Happening.INCIDENT_OPENED,
    "resolved": Happening.INCIDENT_RESOLVED,
    "clock-started": Happening.CLOCK_STARTED,
    "clock-paused": Happening.CLOCK_PAUSED,
    "clock-resumed": Happening.CLOCK_RESUMED,
    "clock-stopped": Happening.CLOCK_STOPPED,
    "comment": Happening.COMMENT_ADDED,
}


def history(text: str) -> list[Event]:
    """The events of a text."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return [_event(number, words) for number, words in enumerate(lines, 1)]


def _event(number: int, words: list[str]) -> Event:
    day, month, hour, kind, *rest = words
    at = datetime.strptime(f"{day} {month} 2026 {hour}", "%d %b %Y %H.%M").replace(tzinfo=PONTIANAK)
    element = rest.pop(0) if rest and "=" not in rest[0] else None
    flow = rest[1] if rest[:1] == ["by"] else None
    payload = dict(_said(word) for word in rest if "=" in word)
    erased = "=erased" in rest
    data = None if erased else dumps(payload).encode()
    return Event("IP-1", number, at, SHORT[kind], "user:x", element, flow, data, b"", b"", b"")


def _said(word: str) -> tuple[str, object]:
    name, _, value = word.partition("=")
    return name, loads(value) if value.isdigit() else value
