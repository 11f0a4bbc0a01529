"""Notices, e-mail and messages: what the books answer and keep."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.model.instance import WorkItem
from app.model.notice import Announcement, Mailbox, Message, Notice


class NoticesReader(Protocol):
    """Reads notices, e-mail and messages."""

    def unseen(self, person: int, *, up_to: int) -> int:
        """How many notices a person has not seen, counting no further than `up_to`."""

    def notices(self, person: int, *, before: int | None = None, limit: int = 50) -> Sequence[Notice]:
        """The notices of a person, newest first; `before` is the id of the last one seen (keyset paging)."""

    def notice(self, notice_id: int) -> Notice | None: ...
    def mailbox(self, person: int) -> Mailbox: ...
    def next_letter(self) -> datetime | None:
        """When the next e-mail can be leased; None: there is none."""

    def due_reminders(self, now: datetime, *, limit: int) -> Sequence[WorkItem]:
        """Open work items whose `remind_at` has come, first due first."""

    def messages(self, instance_id: int) -> Sequence[Message]:
        """The messages of a case in the order they were sent."""


class NoticesUnit(NoticesReader, Protocol):
    """Keeps notices, e-mail and messages."""

    def announce(self, announcements: Sequence[Announcement], *, digest_at: datetime, by_mail: bool) -> None:
        """Make a notice for each person an announcement is for, as he has chosen; once for each person and key.

        With `by_mail`, those who want it and have an address get an e-mail: at once, or at `digest_at`. One statement.
        """

    def see(self, person: int, at: datetime, *, notice_id: int | None = None) -> None:
        """Mark a notice of a person, or all of them, as seen."""

    def see_finished_work(self, at: datetime) -> None:
        """Mark what tells of work that is no longer open as seen, for everybody: it is no news any more."""

    def save_mailbox(self, person: int, mailbox: Mailbox) -> None: ...
    def lease_letter(self, *, owner: str, now: datetime, until: datetime) -> Sequence[Notice]:
        """Take the notices of the next e-mail that is due: one, or all of a person that go together, oldest first.

        They are of one person and no two owners ever hold the same one. Nobody else can take them before `until`.
        """

    def save_letter(self, notices: Sequence[Notice], *, retry_at: datetime | None = None) -> None:
        """Keep what has become of the e-mail of these notices, where their `owner` still holds them.

        Those that wait can be leased again at `retry_at`.
        """

    def add_message(self, message: Message) -> Message: ...
