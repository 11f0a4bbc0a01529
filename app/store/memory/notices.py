"""Notices, their e-mails, and messages in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.model.instance import WorkItem, WorkState
from app.model.notice import Announcement, Audience, Mailbox, Message, Notice, Post, Topic, Way
from app.model.people import User
from app.store.codec import from_json, to_json
from app.store.letters import TOGETHER, together
from app.store.memory.shelf import View

OPEN = frozenset({WorkState.OPEN, WorkState.INCIDENT})


class Notices(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def announce(self, announcements: Sequence[Announcement], *, digest_at: datetime, by_mail: bool) -> None:
        for it in announcements:
            for person in _meant(it.audience, self._shelf.users.values()):
                mailbox = self.mailbox(person.id)
                known = (each for each in self._shelf.notices.values() if each.person == person.id)
                if mailbox.way(it.topic) is not Way.OFF and it.key not in {each.key for each in known}:
                    self._make(it, person, mailbox if by_mail else replace(mailbox, address=""), digest_at)

    def _make(self, it: Announcement, person: User, mailbox: Mailbox, digest_at: datetime) -> None:
        about = (
            work.id for work in self._shelf.work.values() if (work.instance, work.token) == (it.instance, it.token)
        )
        notice_id, way = self.next_number("notice.id", 0), mailbox.way(it.topic)
        posted = bool(mailbox.address) and way in (Way.AT_ONCE, Way.DAILY)
        self._shelf.notices[notice_id] = Notice(
            id=notice_id,
            person=person.id,
            topic=it.topic,
            key=it.key,
            instance=it.instance,
            work=next(about, None),
            facts=from_json(to_json(it.facts)),
            made_at=it.made_at,
            mail=Post.WAITING if posted else Post.NONE,
            daily=posted and way is Way.DAILY,
        )
        if posted:
            self._shelf.letters[notice_id] = digest_at if way is Way.DAILY else it.made_at

    def unseen(self, person: int, *, up_to: int) -> int:
        return min(up_to, sum(each.person == person and each.seen_at is None for each in self._shelf.notices.values()))

    def notices(self, person: int, *, before: int | None = None, limit: int = 50) -> Sequence[Notice]:
        found = [each for _, each in sorted(self._shelf.notices.items(), reverse=True) if each.person == person]
        return [each for each in found if before is None or each.id < before][:limit]

    def notice(self, notice_id: int) -> Notice | None:
        return self._shelf.notices.get(notice_id)

    def see(self, person: int, at: datetime, *, notice_id: int | None = None) -> None:
        self._see(at, (each for each in self.notices(person, limit=10**9) if notice_id in (None, each.id)))

    def see_finished_work(self, at: datetime) -> None:
        still = {work.id for work in self._shelf.work.values() if work.state in OPEN}
        told = (each for each in self._shelf.notices.values() if each.topic is Topic.WORK)
        self._see(at, [each for each in told if each.work not in still])

    def _see(self, at: datetime, notices: Iterable[Notice]) -> None:
        for each in notices:
            if each.seen_at is None:
                self._shelf.notices[each.id] = replace(each, seen_at=at)

    def mailbox(self, person: int) -> Mailbox:
        user = self._shelf.users.get(person)
        return replace(self._shelf.mailboxes.get(person, Mailbox()), locale=user.locale) if user else Mailbox()

    def save_mailbox(self, person: int, mailbox: Mailbox) -> None:
        self._shelf.mailboxes[person] = mailbox
        self._shelf.users[person] = replace(self._shelf.users[person], locale=mailbox.locale)

    def due_reminders(self, now: datetime, *, limit: int) -> Sequence[WorkItem]:
        open_ones = (work for work in self._shelf.work.values() if work.state is WorkState.OPEN)
        due = ((work.remind_at, work.id, work) for work in open_ones if work.remind_at and work.remind_at <= now)
        return [work for _, _, work in sorted(due)][:limit]


class Letters(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def next_letter(self) -> datetime | None:
        return min(self._shelf.letters.values(), default=None)

    def lease_letter(self, *, owner: str, now: datetime, until: datetime) -> Sequence[Notice]:
        due = sorted((at, notice_id) for notice_id, at in self._shelf.letters.items() if at <= now)
        if not due:
            return []
        person = self._shelf.notices[due[0][1]].person
        waiting = [self._shelf.notices[notice_id] for notice_id in sorted(notice_id for _, notice_id in due)]
        taken = together([each for each in waiting if each.person == person][:TOGETHER])
        for each in taken:
            self._shelf.letters[each.id] = until
            self._shelf.notices[each.id] = replace(each, owner=owner)
        return [replace(each, owner=owner) for each in taken]

    def save_letter(self, notices: Sequence[Notice], *, retry_at: datetime | None = None) -> None:
        for each in notices:
            kept = self._shelf.notices[each.id]
            if kept.owner == each.owner:
                after = replace(kept, mail=each.mail, attempts=each.attempts, note=each.note, owner=None)
                self._shelf.notices[each.id] = after
                del self._shelf.letters[each.id]
                if each.mail is Post.WAITING and retry_at is not None:
                    self._shelf.letters[each.id] = retry_at

    def messages(self, instance_id: int) -> Sequence[Message]:
        return [each for _, each in sorted(self._shelf.messages.items()) if each.instance == instance_id]

    def add_message(self, message: Message) -> Message:
        kept = replace(message, id=self.next_number("message.id", 0))
        self._shelf.messages[kept.id] = kept
        return kept


def _meant(audience: Audience, people: Iterable[User]) -> list[User]:
    """The people an announcement is for, in the order of their ids."""
    meant = [
        person
        for person in people
        if person.is_in(audience.group) or person.id == audience.person or person.login == audience.login
    ]
    return [person for person in meant if person.active and person.login != audience.but]
