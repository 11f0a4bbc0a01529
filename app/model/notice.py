"""Notices: what a person is told because something has happened, in the app and, as he chooses, by e-mail.

An *announcement* is made in the transaction of the step that causes it. The books make a *notice* of it for each person
it is for, once for each person and key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.model.values import Variables


class Topic(StrEnum):
    """What notices are about; a person chooses for each of them how he wants to be told."""

    WORK = "work"  #: new work for one of my groups
    REMINDER = "reminder"  #: something of mine falls due soon, or is late
    MENTION = "mention"  #: a colleague has named me in a comment
    CASE = "case"  #: my own application has changed
    MESSAGE = "message"  #: a message in a case of mine
    INCIDENT = "incident"  #: a case has stopped and needs a supervisor
    RELEASE = "release"  #: a change of an SOP waits for a releaser, or mine was decided on


class Way(StrEnum):
    """How a person wants to be told of a topic."""

    AT_ONCE = "at_once"  #: in the app, and by e-mail at once
    DAILY = "daily"  #: in the app, and in one e-mail each working day
    APP = "app"  #: in the app alone
    OFF = "off"  #: not at all


#: How people are told of a topic until they choose.
DEFAULT_WAYS: Mapping[Topic, Way] = {
    Topic.WORK: Way.APP,
    Topic.REMINDER: Way.AT_ONCE,
    Topic.MENTION: Way.AT_ONCE,
    Topic.CASE: Way.AT_ONCE,
    Topic.MESSAGE: Way.AT_ONCE,
    Topic.INCIDENT: Way.AT_ONCE,
    Topic.RELEASE: Way.AT_ONCE,
}


class Post(StrEnum):
    """What has become of a notice's e-mail: none, or waiting -> sent | refused."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"  #: the mail server will never take it, or it was tried too often


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an announcement is for: all of a group, one person, or the person with a login; never `but` (a login)."""

    group: str | None = None
    person: int | None = None
    login: str | None = None
    but: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be told. `key` says which happening it tells of; `token` is that of the work item it is about.

    `facts` hold `what` (see `SENTENCES`), `number` and `title` of the case, and `words` with their English `words_en`.
    Without an `instance` it is about an SOP: `number` is its title then, and `proposal` the id of a proposal.
    """

    topic: Topic
    key: str
    audience: Audience
    instance: int | None
    facts: Variables
    made_at: datetime
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """An announcement as one person has it. `work` is the id of the work item it is about.

    `mail` says what has become of its e-mail; `daily` that it goes with others in one e-mail; `attempts` counts the
    failures so far, `note` is what the mail server said last, and `owner` is the worker that is sending it just now.
    """

    id: int
    person: int
    topic: Topic
    key: str
    instance: int | None
    work: int | None
    facts: Variables
    made_at: datetime
    seen_at: datetime | None = None
    mail: Post = Post.NONE
    daily: bool = False
    attempts: int = 0
    owner: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where and how a person wants to be told; `ways` holds only what he has chosen himself."""

    address: str = ""
    locale: str = "id"
    ways: Mapping[Topic, Way] = field(default_factory=dict)

    def way(self, topic: Topic) -> Way:
        return self.ways.get(topic, DEFAULT_WAYS[topic])


@dataclass(frozen=True, slots=True)
class Message:
    """A message between applicant and office in a case; `files` are ids of its attachments."""

    id: int
    instance: int
    sender: int
    from_office: bool
    text: str
    files: tuple[int, ...]
    sent_at: datetime


#: What a notice says, Indonesian and English. They stand here and not in the catalogue of the web, for the worker that
#: writes the e-mails says the same and knows no catalogue.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "work": ("Tugas baru: {words}", "New task: {words}"),
    "soon": ("Segera jatuh tempo ({due}): {words}", "Due soon ({due}): {words}"),
    "late": ("Lewat tenggat ({due}): {words}", "Late, it was due on {due}: {words}"),
    "mentioned": ("{who} menyebut Anda dalam komentar", "{who} mentioned you in a comment"),
    "case": ("{words}", "{words}"),
    "ended": ("Permohonan Anda selesai: {words}", "Your application has ended: {words}"),
    "cancelled": ("Permohonan Anda dibatalkan oleh dinas", "Your application was cancelled by the office"),
    "answered": ("Pesan dari dinas", "Message from the office"),
    "asked": ("Pesan dari pemohon", "Message from the applicant"),
    "stopped": ("Proses terhenti dan perlu diperbaiki: {words}", "A case has stopped and needs a correction: {words}"),
    "proposed": (
        "{who} mengusulkan perubahan SOP, menunggu keputusan: {words}",
        "{who} has proposed a change of an SOP, it waits for a decision: {words}",
    ),
    "approved": (
        "{who} menyetujui usulan Anda; versi {words} berlaku",
        "{who} has approved your proposal; version {words} is in force",
    ),
    "rejected": ("{who} mengembalikan usulan Anda: {words}", "{who} has sent your proposal back: {words}"),
}


def sentence(facts: Variables, locale: str, day: Callable[[date], str]) -> str:
    """What a notice says in a language (`id` or `en`); `day` writes a date in it."""
    english = locale == "en"
    due = str(facts.get("due") or "")
    places = {
        "words": facts.get("words_en" if english and facts.get("words_en") else "words", ""),
        "who": facts.get("who", ""),
        "due": day(date.fromisoformat(due)) if due else "",
    }
    return SENTENCES[str(facts["what"])][english].format_map(places)
