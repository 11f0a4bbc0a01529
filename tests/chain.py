"""The chain of a history, as tests look at it."""

from collections.abc import Iterable

from app.model.dossier import Entry
from app.model.event import GENESIS, Event, microseconds
from app.model.verification import fits, is_payload_sound


def first_break(events: Iterable[Event]) -> int | None:
    """The number of the first event of one instance, given from the first on, that does not fit the chain; None when
    all do."""
    head, expected = GENESIS, 1
    for event in events:
        entry = _entry(event)
        if event.number != expected or not is_payload_sound(entry) or not fits(head, event.instance, entry):
            return expected
        head, expected = event.digest, expected + 1
    return None


def _entry(it: Event) -> Entry:
    at = microseconds(it.at)
    return Entry(
        it.number, at, it.kind, it.actor, it.element, it.flow, it.payload, it.salt, it.payload_digest, it.digest
    )
