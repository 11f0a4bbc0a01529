"""What an erasure of personal data takes away from a case: what is wished for, what is there, what will vanish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model.desk import Comment, Draft
from app.model.document import Document
from app.model.erasure import Erasure, without_files
from app.model.event import Event
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.model.notice import Message, Notice
from app.model.register import RegisterEntry
from app.model.values import Json, Variables


@dataclass(frozen=True)
class Wish:
    """What is to be erased: names of variables, ids of files, messages and comments, numbers of events."""

    variables: frozenset[str] = frozenset()
    files: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()
    comments: frozenset[int] = frozenset()
    events: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return any((self.variables, self.files, self.messages, self.comments, self.events))


@dataclass(frozen=True)
class Gone:
    """What is to go: variables, files (digests), and the words that stood in the variables."""

    names: frozenset[str]
    files: frozenset[str]
    words: frozenset[str]

    def slim(self, variables: Variables) -> dict[str, Json]:
        """The variables that are left."""
        return {name: without_files(value, self.files) for name, value in variables.items() if name not in self.names}


@dataclass(frozen=True)
class Content:
    """All that the books hold of a case. `followers` are the cases that have taken it up again, `earlier` the one it
    has taken up."""

    case: ProcessInstance
    events: Sequence[Event]
    work: Sequence[WorkItem]
    files: Sequence[Attachment]
    messages: Sequence[Message]
    comments: Sequence[Comment]
    drafts: Sequence[Draft]
    notices: Sequence[Notice]
    lines: Sequence[RegisterEntry]
    documents: Sequence[Document]
    followers: Sequence[ProcessInstance]
    earlier: ProcessInstance | None
    erased: Mapping[int, Erasure]


@dataclass(frozen=True)
class Loss:
    """What vanishes from a case, which will then be `after`.

    `rests` say by the number of an event what is left of its payload, `lost` of which variables it loses values.
    `work`, `drafts`, `notices`, `lines` (of the books of letters) and `documents` are those that change, as they will
    be. `shared` are the digests of files whose bytes stay, for something else names them. `needed` says by variable or
    file name why it cannot be erased yet: the places that will still read it. `elsewhere` are places where the same
    words stand and stay.
    """

    content: Content
    after: ProcessInstance
    rests: Mapping[int, Mapping[str, Json]]
    lost: Mapping[int, Sequence[str]]
    work: Sequence[WorkItem]
    drafts: Sequence[Draft]
    notices: Sequence[Notice]
    lines: Sequence[RegisterEntry]
    documents: Sequence[Document]
    files: Sequence[Attachment]
    shared: frozenset[str]
    messages: Sequence[Message]
    comments: Sequence[Comment]
    needed: Mapping[str, Sequence[str]]
    elsewhere: Sequence["Trace"]


@dataclass(frozen=True, slots=True)
class Trace:
    """A place where words that are erased stand, too: `kind` is `variable`, `event`, `message`, `comment`, `file`,
    `document` (its PDF) or `case` (another one), `which` its name, number or id."""

    kind: str
    which: str
