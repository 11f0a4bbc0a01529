"""Who is named in a history: those who acted, and those they acted for, gave a task to or took it from."""

from collections.abc import Iterable
from json import loads

from app.model.event import Event, Happening

PASSED_ON = frozenset({Happening.WORK_HANDED_OVER, Happening.WORK_TAKEN_OVER})


def named(events: Iterable[Event]) -> set[str]:
    """The logins in a history. Some may be none: the place somebody filled can also be a vacant post."""
    logins: set[str] = set()
    for event in events:
        logins.add(event.actor.removeprefix("user:"))
        payload = event.payload or b""
        # Few events name a second person; the others need not be decoded.
        if event.kind in PASSED_ON or b'"as":' in payload:
            logins |= _others(payload)
    return logins


def _others(payload: bytes) -> set[str]:
    told = loads(payload) if payload else {}
    place = told.get("as")
    names = [told.get("from"), told.get("to"), place.get("for") if isinstance(place, dict) else None]
    return {name for name in names if isinstance(name, str)}
