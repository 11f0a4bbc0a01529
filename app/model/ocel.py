"""OCEL 2.0 as JSON: a log of objects that change and of events that touch them.

Objects are applications (`permohonan`), companies, files and people. An event belongs to its application (qualifier
`permohonan`), is done by somebody (`pelaku`) and may concern a file (`berkas`) or the company (`perusahaan`). What
changes in an application (status, last day of the service clock) has the times of its changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from json import dumps

from app.model.event import EPOCH, Happening
from app.model.event_log import Entry, Trace
from app.model.instance import Status
from app.model.values import Json

_TEXT, _NUMBER, _FLAG = "string", "integer", "boolean"
OBJECT_TYPES: Mapping[str, Mapping[str, str]] = {
    "permohonan": {
        "sop": _TEXT,
        "version": _NUMBER,
        "definition": _TEXT,
        "status": _TEXT,
        "outcome": _TEXT,
        "due": _TEXT,
        "late": _FLAG,
        "linked_to": _TEXT,
    },
    "perusahaan": {"name": _TEXT, "nib": _TEXT},
    "berkas": {"media_type": _TEXT, "size": _NUMBER, "digest": _TEXT},
    "orang": {"label": _TEXT},
}
_EVENT_ATTRIBUTES: Mapping[str, str] = {
    "element": _TEXT,
    "lifecycle": _TEXT,
    "role": _TEXT,
    "group": _TEXT,
    "capacity": _TEXT,
    "system": _TEXT,
    "number": _NUMBER,
}
_CLOCK = frozenset({Happening.CLOCK_STARTED, Happening.CLOCK_RESUMED})
#: What happens to a case as a whole is also its company's matter.
_WHOLE = frozenset({Happening.INSTANCE_STARTED, Happening.INSTANCE_ENDED, Happening.INSTANCE_CANCELLED})
#: What a move to another version changes.
_MOVED = ("version", "definition")
_OVER = {Happening.INSTANCE_ENDED: Status.ENDED, Happening.INSTANCE_CANCELLED: Status.CANCELLED}


#: How a log begins. Then come events separated by commas, `MIDDLE`, objects separated by commas, and `tail`.
HEAD = b'{"events":[\n'
MIDDLE = b'\n],"objects":[\n'


def tail(names: Iterable[str]) -> bytes:
    """How a log ends: with its types. `names` are those of all events in it."""
    objects = [{"name": name, "attributes": _declared(kinds)} for name, kinds in OBJECT_TYPES.items()]
    events = [{"name": name, "attributes": _declared(_EVENT_ATTRIBUTES)} for name in sorted(set(names))]
    return b'\n],"objectTypes":' + _bytes(objects) + b',"eventTypes":' + _bytes(events) + b"}\n"


def events(it: Trace, person: Callable[[str], str]) -> Iterator[bytes]:
    """The events of a case. `person` is what somebody is called."""
    for entry in it.entries:
        yield _bytes(
            {
                "id": f"{it.case.number}/{entry.number}",
                "type": entry.name,
                "time": _moment(entry.at),
                "attributes": [
                    {"name": name, "value": value} for name, value in _told(entry) if value not in ("", None)
                ],
                "relationships": _touched(it, entry, person),
            }
        )


def objects(it: Trace) -> Iterator[bytes]:
    """The objects that belong to this case alone: itself and its files."""
    yield _application(it)
    for entry in it.entries:
        if entry.kind is Happening.ATTACHMENT_ADDED:
            told = {name: entry.payload.get(name) for name in OBJECT_TYPES["berkas"]}
            yield _object(_file(it, entry), "berkas", _fixed(told))


def shared(it: Trace, person: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """The objects that other cases have as well, with their ids: the company and people. Each is written once."""
    if it.case.business_key:
        company: dict[str, Json] = {"name": it.case.title, "nib": it.case.business_key}
        yield _company(it), _object(_company(it), "perusahaan", _fixed(company))
    for actor in dict.fromkeys(entry.actor for entry in it.entries if entry.actor.startswith("user:")):
        key = _person(actor, person)
        yield key, _object(key, "orang", _fixed({"label": person(actor)}))


def _application(it: Trace) -> bytes:
    case = it.case
    known: dict[str, Json] = {"sop": case.sop, "version": case.version, "definition": case.digest, "late": it.is_late}
    moves = [entry for entry in it.entries if entry.kind is Happening.INSTANCE_MIGRATED]
    first = moves[0].payload.get("before") if moves else None
    known |= {name: first.get(name) for name in _MOVED} if isinstance(first, dict) else {}
    known |= {"linked_to": it.linked_to} if it.linked_to else {}
    changes: list[Json] = _fixed(known)
    changes.append(_change("status", Status.RUNNING.value, case.started_at))
    changes += [_change(name, entry.payload.get(name), entry.at) for entry in moves for name in _MOVED]
    for entry in it.entries:
        if entry.kind in _CLOCK:
            changes.append(_change("due", entry.payload.get("due"), entry.at))
        if entry.kind in _OVER:
            changes.append(_change("status", _OVER[entry.kind].value, entry.at))
    if it.outcome and case.ended_at:
        changes.append(_change("outcome", it.outcome, case.ended_at))
    related = [_related(_company(it), "perusahaan")] if case.business_key else []
    added = [entry for entry in it.entries if entry.kind is Happening.ATTACHMENT_ADDED]
    related += [_related(_file(it, entry), "berkas") for entry in added]
    return _object(case.number, "permohonan", changes, related)


def _told(entry: Entry) -> Iterator[tuple[str, Json]]:
    yield "element", entry.element
    yield "lifecycle", entry.lifecycle.value if entry.lifecycle else ""
    yield "role", entry.role
    yield "group", entry.group
    yield "capacity", entry.capacity
    yield "system", "" if entry.actor.startswith("user:") else entry.actor
    yield "number", entry.number


def _touched(it: Trace, entry: Entry, person: Callable[[str], str]) -> list[Json]:
    found: list[Json] = [_related(it.case.number, "permohonan")]
    if entry.actor.startswith("user:"):
        found.append(_related(_person(entry.actor, person), "pelaku"))
    if entry.kind is Happening.ATTACHMENT_ADDED:
        found.append(_related(_file(it, entry), "berkas"))
    if entry.kind in _WHOLE and it.case.business_key:
        found.append(_related(_company(it), "perusahaan"))
    return found


def _object(key: str, kind: str, attributes: list[Json], relationships: list[Json] | None = None) -> bytes:
    return _bytes({"id": key, "type": kind, "attributes": attributes, "relationships": relationships or []})


def _company(it: Trace) -> str:
    return f"perusahaan:{it.case.business_key}"


def _file(it: Trace, entry: Entry) -> str:
    return f"{it.case.number}/berkas/{entry.number}"


def _person(actor: str, person: Callable[[str], str]) -> str:
    return f"orang:{person(actor)}"


def _related(key: str, qualifier: str) -> Json:
    return {"objectId": key, "qualifier": qualifier}


def _declared(kinds: Mapping[str, str]) -> list[Json]:
    return [{"name": name, "type": kind} for name, kind in kinds.items()]


def _fixed(values: Mapping[str, Json]) -> list[Json]:
    """Values that never change: they hold since the beginning of time, as the standard has it."""
    return [_change(name, value, EPOCH) for name, value in values.items() if value is not None]


def _change(name: str, value: Json, at: datetime) -> Json:
    return {"name": name, "time": _moment(at), "value": value}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _bytes(value: object) -> bytes:
    return dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
