"""The history of an instance: an append-only chain of events. **This is a public format**: add, never rename.

An event says who, when (UTC, microseconds), what, at which element, by which sequence flow, and carries a payload of
JSON. Events of an instance are numbered 1, 2, 3, ... without gaps and chained:

    digest(n) = SHA-256( digest(n-1) || header(n) || SHA-256(salt(n) || payload(n)) )

with 32 zero bytes before the first. `header` is the UTF-8 text of the JSON array
`[instance number, n, microseconds since 1970, kind, actor, element, flow]` without blanks. Because the chain covers
only the digest of salt and payload, personal data in a payload can be erased (UU 27/2022) and the chain still verifies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from json import JSONDecodeError, JSONEncoder, loads

from app.model.values import Json

GENESIS = bytes(32)
#: JSON as the format wants it: no blanks, signs as they are. Made once, for it is used for every event.
_text = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Happening(StrEnum):
    """Kinds of events, as `subject:what`. The payload's keys stand behind each.

    `element` of the event is the BPMN element, `flow` the sequence flow by which the token came. Whatever a person did
    in another's place carries `as` {for (login, or the title of a vacant post), capacity ("Plh." or "Plt.")} as well.
    """

    INSTANCE_STARTED = "instance:started"  #: sop, version, definition, variables, linked_to?
    INSTANCE_ENDED = "instance:ended"  #: end
    INSTANCE_CANCELLED = "instance:cancelled"  #: reason, withdrawn? (how many `work:cancelled` before it are its own)
    #: version, definition (from now on), before {version, definition}, skipped? [elements that were knowingly left
    #: out], items? [{token, name?, group?}] (open work that is called otherwise, or belongs to another group, by now)
    INSTANCE_MIGRATED = "instance:migrated"
    ELEMENT_PASSED = "element:passed"  #: (empty)
    WORK_OPENED = "work:opened"  #: token, work (kind), due?, group?, topic?, message?, locals?
    WORK_CLAIMED = "work:claimed"  #: token
    WORK_RELEASED = "work:released"  #: token, reason?
    WORK_HANDED_OVER = "work:handed_over"  #: token, to (login), reason?
    WORK_TAKEN_OVER = "work:taken_over"  #: token, from (login), to (login), reason
    #: token, work (kind), outputs, changed {variable: old value}, error?, signed? {method, at}, own_work? [element]
    WORK_COMPLETED = "work:completed"
    WORK_CANCELLED = "work:cancelled"  #: token
    WORK_FAILED = "work:failed"  #: token, reason, attempt, retry_at
    INCIDENT_OPENED = "incident:opened"  #: token, reason, outputs?
    INCIDENT_RESOLVED = "incident:resolved"  #: token, note?
    VARIABLES_CORRECTED = "variables:corrected"  #: outputs (new values), changed {variable: old value}, reason
    CLOCK_STARTED = "clock:started"  #: due
    CLOCK_PAUSED = "clock:paused"  #: (empty)
    CLOCK_RESUMED = "clock:resumed"  #: due
    CLOCK_STOPPED = "clock:stopped"  #: (empty)
    ATTACHMENT_ADDED = "attachment:added"  #: digest, name, media_type, size, taken_at?, lat?, lon?, accuracy?
    MESSAGE_SENT = "message:sent"  #: sender (`applicant` or `office`), message (its id), digest (SHA-256 of its text)
    #: number (of the event), ground, article?, variables? [names of those erased], rest? (what is left of its payload)
    PAYLOAD_ERASED = "payload:erased"
    COMMENT_ADDED = "comment:added"  #: comment (its id), text, mentions [logins], internal
    COMMENT_WITHDRAWN = "comment:withdrawn"  #: comment (its id), number (of the event that added it)
    #: What tells of a document names `document` (its id) and `title` besides, and says `applicant` of one for him.
    DOCUMENT_ISSUED = "document:issued"  #: template, kind, visit, date, series/serial/number?, replaces?, registered?
    DOCUMENT_FILED = "document:filed"  #: digest (SHA-256 of the PDF)
    DOCUMENT_SIGNED = "document:signed"  #: digest (of the signed PDF), by (login), capacity, level
    DOCUMENT_REPLACED = "document:replaced"  #: by (the id of the one in its place)
    DOCUMENT_REVOKED = "document:revoked"  #: note
    DOCUMENT_CANCELLED = "document:cancelled"  #: note


#: What tells of documents.
OF_DOCUMENTS = frozenset(kind for kind in Happening if kind.startswith("document:"))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, before it has a number and a place in the chain."""

    kind: Happening
    element: str | None = None
    flow: str | None = None
    payload: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the history. `actor` is `user:<login>`, `worker:<topic>`, `clock` or `system`.

    `payload` is the JSON text as bytes, None when erased; `payload_digest` stays.
    """

    instance: str
    number: int
    at: datetime
    kind: Happening
    actor: str
    element: str | None
    flow: str | None
    payload: bytes | None
    salt: bytes
    payload_digest: bytes
    digest: bytes


def chain(
    facts: Iterable[Fact], *, instance: str, after: int, head: bytes, at: datetime, actor: str, salts: Iterator[bytes]
) -> Iterator[Event]:
    """Give the facts of one step their numbers (after + 1, ...) and their place in the chain that ends in `head`.

    `salts` yields 16 random bytes for each event.
    """
    for number, fact in enumerate(facts, after + 1):
        payload = _text(fact.payload).encode()
        salt = next(salts)
        payload_digest = sha256(salt + payload).digest()
        head = link(head, header(instance, number, at, fact.kind, actor, fact.element, fact.flow), payload_digest)
        yield Event(
            instance, number, at, fact.kind, actor, fact.element, fact.flow, payload, salt, payload_digest, head
        )


def header(
    instance: str, number: int, at: datetime, kind: str, actor: str, element: str | None, flow: str | None
) -> bytes:
    """The bytes of an event that the chain covers besides its payload."""
    return covered(instance, number, microseconds(at), kind, actor, element, flow)


def covered(instance: str, number: int, at: int, kind: str, actor: str, element: str | None, flow: str | None) -> bytes:
    """`header` for a time in microseconds since 1970."""
    row = [instance, number, at, kind, actor, element, flow]
    return _text(row).encode()


def link(previous: bytes, head: bytes, payload_digest: bytes) -> bytes:
    """The digest of an event, from the digest before it."""
    return sha256(previous + head + payload_digest).digest()


def told(event: Event) -> dict[str, Json]:
    """What the payload of an event says; nothing when it was erased, or somebody has made it unreadable."""
    try:
        payload = loads(event.payload or b"{}")
    except (JSONDecodeError, UnicodeDecodeError):
        return {}
    return payload if isinstance(payload, dict) else {}


def microseconds(at: datetime) -> int:
    """Microseconds since 1970, exact (a float would round)."""
    return (at - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """The time of a number of microseconds since 1970, in UTC."""
    return EPOCH + timedelta(microseconds=value)
