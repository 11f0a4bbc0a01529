"""What is erased from a history (UU 27/2022): how a payload loses it, and who erased it, when, on what ground.

An event whose payload was erased keeps its place in the chain, for that covers only the payload's digest. An event
`payload:erased` behind it says who erased it and on what ground; it carries the `rest`, the payload without what was
to go, as the eraser found it. The chain vouches for that from there on, not from the beginning.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.model.event import Event, Happening, told
from app.model.values import Json

#: Entries of a payload that hold values by the name of a variable.
VALUED = ("variables", "outputs", "changed", "locals")
#: Entries of a payload that say what happened and nothing of a person's: they stay when an event is erased.
SKELETON = frozenset(
    {"token", "work", "due", "group", "topic", "message", "attempt", "retry_at", "error", "end", "sop", "version"}
    | {"definition", "linked_to", "sender", "comment", "internal", "withdrawn", "media_type", "size", "as", "signed"}
    | {"own_work", "from", "to", "number", "before", "skipped", "items"}
)


class Article(StrEnum):
    """Why personal data are erased: the articles of Undang-Undang Nomor 27 Tahun 2022 that order it."""

    NOT_NEEDED = "pasal 43 ayat (1) huruf a"  #: no longer needed for what they were processed for
    WITHDRAWN = "pasal 43 ayat (1) huruf b"  #: consent was withdrawn
    ASKED = "pasal 43 ayat (1) huruf c"  #: the person concerned asks for it
    UNLAWFUL = "pasal 43 ayat (1) huruf d"  #: obtained or processed against the law
    RETENTION = "pasal 44 ayat (1) huruf a"  #: the time to keep them is over


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of the event `number`: erased by `actor`, on a `ground`. `variables` are the names of those that were erased;
    `rest` is what is left of the payload, None when nothing is."""

    number: int
    at: datetime
    actor: str
    ground: str
    variables: frozenset[str] = frozenset()
    rest: Mapping[str, Json] | None = None


def erasures(events: Iterable[Event]) -> dict[int, Erasure]:
    """The erasures in a history by the number of the event that was erased. Of several the last one counts, with the
    names of all. An erasure whose own payload was erased, because its rest held what was to go, is told by its rest."""
    notes = [(event, told(event)) for event in events if event.kind is Happening.PAYLOAD_ERASED]
    rests = {note.get("number"): note.get("rest") for _, note in notes}
    found: dict[int, Erasure] = {}
    for event, written in notes:
        left = written or rests.get(event.number)
        note = left if isinstance(left, dict) else {}
        number, rest = note.get("number"), note.get("rest")
        if isinstance(number, int):
            earlier = found[number].variables if number in found else frozenset()
            names = earlier | set(_texts(note.get("variables")))
            left = rest if isinstance(rest, dict) else None
            found[number] = Erasure(number, event.at, event.actor, str(note.get("ground", "")), names, left)
    return found


def kept(event: Event, erased: Mapping[int, Erasure]) -> Mapping[str, Json]:
    """The payload of an event, or what is left of it; empty when nothing is."""
    if event.payload is not None:
        return told(event)
    erasure = erased.get(event.number)
    return (erasure.rest if erasure else None) or {}


def skeleton(payload: Mapping[str, Json]) -> dict[str, Json]:
    """A payload that only says what happened."""
    return {name: value for name, value in payload.items() if name in SKELETON}


def without(payload: Mapping[str, Json], names: frozenset[str], files: frozenset[str]) -> dict[str, Json]:
    """A payload without the values of these variables, and without the names of these files (digests).

    The note of an erasure loses its rest when that holds any of it: a later one carries it.
    """
    slim = {name: _slim(value, names, files) if name in VALUED else value for name, value in payload.items()}
    rest = slim.get("rest")
    if isinstance(rest, dict) and without(rest, names, files) != rest:
        del slim["rest"]
    return slim


def without_files(value: Json, files: frozenset[str]) -> Json:
    """A value in which references to these files (`{digest, name, ...}`) say only that there was one."""
    if isinstance(value, list):
        return [without_files(item, files) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("digest") in files:
        return {**value, "digest": "", "name": ""}
    return {name: without_files(item, files) for name, item in value.items()}


def names_in(payload: Mapping[str, Json]) -> frozenset[str]:
    """The variables of which a payload holds a value."""
    held = (payload.get(entry) for entry in VALUED)
    return frozenset(name for values in held if isinstance(values, dict) for name in values)


def texts_in(value: Json) -> Iterator[str]:
    """All texts in a value, numbers written out; no truth values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _slim(values: Json, names: frozenset[str], files: frozenset[str]) -> Json:
    if not isinstance(values, dict):
        return values
    return {name: without_files(value, files) for name, value in values.items() if name not in names}


def _texts(value: Json) -> Iterator[str]:
    return (item for item in value if isinstance(item, str)) if isinstance(value, list) else iter(())
