"""What the events about documents do to what the history implies. Raises KeyError, TypeError or ValueError for payloads
that are not what they should be, as `app.model.happens` wants it."""

from collections.abc import Mapping
from dataclasses import replace

from app.model.document import CLOSED, DocumentState
from app.model.dossier import Entry
from app.model.implied import Implied, ImpliedDocument
from app.model.values import Json


def issued(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        it.erased_documents += 1
    else:
        it.documents[_id(payload)] = ImpliedDocument(entry.number, entry.element, entry.at, payload)


def went_on(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    """It was filed, signed, replaced, revoked or cancelled; what was filed after it was replaced stays replaced."""
    number = _id(payload)
    if number not in it.documents:
        return
    found, state = it.documents[number], DocumentState(entry.kind.removeprefix("document:"))
    stays = found.state if found.state in CLOSED and "digest" in payload else state
    filed = payload["digest"] if state is DocumentState.FILED else found.filed
    signed = payload["digest"] if state is DocumentState.SIGNED else found.signed
    it.documents[number] = replace(found, event=entry.number, state=stays, filed=filed, signed=signed)


def _id(payload: Mapping[str, Json]) -> int:
    found = payload["document"]
    if not isinstance(found, int):
        raise TypeError
    return found
