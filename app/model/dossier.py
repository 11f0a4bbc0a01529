"""All that the books hold of one case, as it is verified: read without trusting any of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.model.desk import Comment, Photo
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.model.notice import Message


class Entry(NamedTuple):
    """An event as it is kept, whatever is kept: `at` in microseconds since 1970, `kind` any text.

    `app.model.event.Event` is what a sound entry means.
    """

    number: int
    at: int
    kind: str
    actor: str
    element: str | None
    flow: str | None
    payload: bytes | None
    salt: bytes
    payload_digest: bytes
    digest: bytes


@dataclass(frozen=True)
class Dossier:
    """What the books hold of a case besides its history.

    `number` is None when there is a history without a case, `case` when its row cannot be read. `unreadable` are the
    tables with a row of this case that cannot be read, `stale` the columns (`table.column`) that repeat something else
    and do not agree with it. `linked_to` is the number of the case it follows.
    """

    id: int
    number: str | None
    case: ProcessInstance | None = None
    linked_to: str | None = None
    work: Sequence[WorkItem] = ()
    files: Sequence[Attachment] = ()
    photos: Sequence[Photo] = ()
    messages: Sequence[Message] = ()
    comments: Sequence[Comment] = ()
    unreadable: frozenset[str] = frozenset()
    stale: tuple[str, ...] = ()
    logins: Mapping[int, str] = field(default_factory=dict)  #: of the people the rows name, by id


class Deployed(NamedTuple):
    """A version of an SOP as it is kept; `digest` hexadecimal, `at` in microseconds since 1970."""

    sop: str
    version: int
    digest: str
    by: str
    at: int


class Head(NamedTuple):
    """How far the history of a case has come: what a seal says of it. `started_at` in microseconds since 1970."""

    id: int
    number: str
    events: int
    digest: bytes
    started_at: int
