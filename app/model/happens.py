"""What each kind of event does to what the history implies."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from json import loads

from app.model.dossier import Entry
from app.model.event import OF_DOCUMENTS, Happening
from app.model.happens_documents import issued, went_on
from app.model.implied import Implied, ImpliedFile, ImpliedWork
from app.model.instance import Status, WorkState
from app.model.values import Json

#: Where the events that set variables tell of their values.
VALUES = {
    Happening.INSTANCE_STARTED.value: "variables",
    Happening.WORK_COMPLETED.value: "outputs",
    Happening.VARIABLES_CORRECTED.value: "outputs",
}


def happen(it: Implied, entry: Entry) -> bool:
    """Let the next entry of a history happen. False when its kind is unknown or its payload not what it should be."""
    if it.first is None:
        it.first = entry
    if entry.payload is None:
        it.gone.add(entry.number)
    payload = _object(entry.payload)
    if entry.payload is None and (rest := _rest(it, entry)):
        entry, payload = entry._replace(payload=b""), rest
    does = HAPPENS.get(entry.kind)
    if payload is None or does is None:
        return False
    try:
        does(it, entry, payload)
    except (KeyError, TypeError, ValueError):
        return entry.payload is None
    return True


def _rest(it: Implied, entry: Entry) -> dict[str, Json] | None:
    """What an erasure has left of a payload that tells of variables; None when it says nothing of them any more."""
    rest = it.rests.get(entry.number, {})
    return dict(rest) if isinstance(rest.get(VALUES.get(entry.kind, "")), dict) else None


def _object(payload: bytes | None) -> dict[str, Json] | None:
    """The payload; empty when it was erased, None when it is no JSON object."""
    if payload is None:
        return {}
    try:
        value = loads(payload)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _started(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        return it.forget()
    it.started = payload
    it.version, it.definition = payload.get("version"), payload.get("definition")
    it.know(payload["variables"])
    it.at_last_step = it.variables
    return None


def _moved(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.move(entry.number, payload)


def _ended(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.status, it.ended_at, it.end = Status.ENDED, entry.at, payload.get("end", entry.element)


def _cancelled(it: Implied, entry: Entry, _: Mapping[str, Json]) -> None:
    it.status, it.ended_at = Status.CANCELLED, entry.at


def _passed(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    """An element without a wait leaves nothing behind."""


def _opened(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.open_at[entry.element] = it.open_at.get(entry.element, 0) + 1
    token = _token(it, entry, payload)
    it.work[token] = ImpliedWork(token, entry.element, payload, entry.at, entry.number, definition=it.definition)


def _completed(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.open_at[entry.element] = it.open_at.get(entry.element, 0) - 1
    if entry.payload is None:
        it.forget()
    elif "outputs" in payload and entry.element not in it.collected:
        it.know(payload["outputs"])
    it.at_last_step = it.variables
    _change(it, entry, payload, state=WorkState.DONE, done_at=entry.at, **_done_by(it, entry, payload))


def _done_by(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> dict[str, str | None]:
    """Who has done it: of answers that were sent once more by a retry, he who had given them."""
    work = it.work.get(_token(it, entry, payload))
    if "outputs" not in payload or (work and work.outputs is not None):
        return {}
    return {"done_by": _login(entry)}


def _withdrawn(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.open_at[entry.element] = it.open_at.get(entry.element, 0) - 1
    _change(it, entry, payload, state=WorkState.CANCELLED, done_at=entry.at)


def _claimed(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    _change(it, entry, payload, assignee=_login(entry))


def _released(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    _change(it, entry, payload, assignee=None)


def _given(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    _change(it, entry, payload, assignee=payload.get("to"))


def _failed(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    _change(it, entry, payload, retried=True)


def _stopped(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    outputs = payload.get("outputs")
    done_by = _login(entry) if outputs is not None else None
    _change(it, entry, payload, state=WorkState.INCIDENT, retried=True, outputs=outputs, done_by=done_by)


def _goes_on(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    _change(it, entry, payload, state=WorkState.OPEN)


def _corrected(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        return it.forget()
    values = payload["outputs"]
    for token, work in it.work.items():
        if isinstance(work.outputs, dict) and isinstance(values, dict):
            it.work[token] = replace(work, outputs={name: values.get(name, old) for name, old in work.outputs.items()})
    return it.know(values)


def _clock(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    match entry.kind:
        case Happening.CLOCK_STARTED:
            it.clock = {"due": payload.get("due")}
        case Happening.CLOCK_PAUSED:
            it.clock = {**it.clock, "paused": entry.at}
        case Happening.CLOCK_RESUMED:
            it.clock = {"due": payload.get("due")}
        case _:
            it.clock = {**it.clock, "stopped": entry.at}
    it.clock_known = "due" not in it.clock or it.clock["due"] is not None


def _attached(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        it.erased_files += 1
    else:
        it.files.append(ImpliedFile(entry.number, entry.at, entry.actor, entry.element, payload))


def _sent(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        it.erased_messages += 1
    else:
        it.messages[_whole(payload["message"])] = (entry.number, payload)


def _commented(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    it.comments[entry.number] = (entry.number, payload)


def _comment_withdrawn(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    if entry.payload is None:
        it.erased_withdrawals += 1
    else:
        it.withdrawn.add(_whole(payload["number"]))


def _erased(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> None:
    number, rest, names = _whole(payload["number"]), payload.get("rest"), payload.get("variables")
    it.erased[number] = entry.number
    if isinstance(names, list):
        it.lost |= {str(name) for name in names}
    if isinstance(rest, dict):
        it.left[number] = rest
        it.explained |= {told for told in (rest.get("number"),) if isinstance(told, int)}


def _token(it: Implied, entry: Entry, payload: Mapping[str, Json]) -> int:
    """Raises KeyError where it was erased; from then on only the counts at that element are told."""
    if "token" not in payload:
        it.blurred.add(entry.element)
    return _whole(payload["token"])


def _change(it: Implied, entry: Entry, payload: Mapping[str, Json], **changes: object) -> None:
    token = _token(it, entry, payload)
    if token in it.work:
        it.work[token] = replace(it.work[token], event=entry.number, **changes)  # type: ignore[arg-type]  # fields of it


def _login(entry: Entry) -> str | None:
    return entry.actor.removeprefix("user:") if entry.actor.startswith("user:") else None


def _whole(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


#: What each kind of event does.
HAPPENS: Mapping[str, Callable[[Implied, Entry, Mapping[str, Json]], None]] = {
    Happening.INSTANCE_STARTED: _started,
    Happening.INSTANCE_ENDED: _ended,
    Happening.INSTANCE_CANCELLED: _cancelled,
    Happening.INSTANCE_MIGRATED: _moved,
    Happening.ELEMENT_PASSED: _passed,
    Happening.WORK_OPENED: _opened,
    Happening.WORK_CLAIMED: _claimed,
    Happening.WORK_RELEASED: _released,
    Happening.WORK_HANDED_OVER: _given,
    Happening.WORK_TAKEN_OVER: _given,
    Happening.WORK_COMPLETED: _completed,
    Happening.WORK_CANCELLED: _withdrawn,
    Happening.WORK_FAILED: _failed,
    Happening.INCIDENT_OPENED: _stopped,
    Happening.INCIDENT_RESOLVED: _goes_on,
    Happening.VARIABLES_CORRECTED: _corrected,
    Happening.CLOCK_STARTED: _clock,
    Happening.CLOCK_PAUSED: _clock,
    Happening.CLOCK_RESUMED: _clock,
    Happening.CLOCK_STOPPED: _clock,
    Happening.ATTACHMENT_ADDED: _attached,
    Happening.MESSAGE_SENT: _sent,
    Happening.PAYLOAD_ERASED: _erased,
    Happening.COMMENT_ADDED: _commented,
    Happening.COMMENT_WITHDRAWN: _comment_withdrawn,
    **dict.fromkeys(OF_DOCUMENTS, went_on),
    Happening.DOCUMENT_ISSUED: issued,
}
