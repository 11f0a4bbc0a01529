"""E-mails of notices, leased to the worker that sends them; messages between applicant and office."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.notice import Message, Notice, Post
from app.store.codec import from_json, stamp, to_json
from app.store.notice_tables import IS_UNPOSTED, message, notice
from app.store.notices import NOTICE, read
from app.store.session import Session
from app.store.tables import app_user

#: So many notices go into one e-mail; the rest follows in the next.
TOGETHER = 200

_NEXT = sa.select(notice.c.mail_at, notice.c.person).where(IS_UNPOSTED).order_by(notice.c.mail_at).limit(1)
_NEXT_DUE = _NEXT.where(notice.c.mail_at <= sa.bindparam("now"))
#: Who holds a person's row leases his e-mails; so two workers never make two out of one.
_HOLD = (
    sa.select(app_user.c.id)
    .where(app_user.c.id == sa.bindparam("id"))
    .with_for_update(skip_locked=True, key_share=True)
)
_DUE = (
    sa.select(*NOTICE)
    .where(IS_UNPOSTED, notice.c.person == sa.bindparam("person"), notice.c.mail_at <= sa.bindparam("now"))
    .order_by(notice.c.id)
    .limit(TOGETHER)
)
_LEASE = (
    sa.update(notice)
    .where(notice.c.id.in_(sa.bindparam("ids", expanding=True)))
    .values(owner=sa.bindparam("by"), mail_at=sa.bindparam("until"))
)
_SAVE = sa.update(notice).where(notice.c.id == sa.bindparam("notice_id"), notice.c.owner == sa.bindparam("held_by"))
_MESSAGES = (
    sa.select(
        message.c.id,
        message.c.instance_id,
        message.c.sender,
        message.c.from_office,
        message.c.text,
        message.c.files,
        message.c.sent_at,
    )
    .where(message.c.instance_id == sa.bindparam("instance"))
    .order_by(message.c.id)
)
_ADD = sa.insert(message).returning(message.c.id)


class Letters(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def next_letter(self) -> datetime | None:
        row = self.run(_NEXT).one_or_none()
        return moment(row[0]) if row else None

    def lease_letter(self, *, owner: str, now: datetime, until: datetime) -> Sequence[Notice]:
        due = self.run(_NEXT_DUE, {"now": microseconds(now)}).one_or_none()
        if due is None or self.run(_HOLD, {"id": due[1]}).one_or_none() is None:
            return []
        waiting = [read(row) for row in self.run(_DUE, {"person": due[1], "now": microseconds(now)})]
        taken = together(waiting)
        self.run(_LEASE, {"ids": [each.id for each in taken], "by": owner, "until": microseconds(until)})
        return [replace(each, owner=owner) for each in taken]

    def save_letter(self, notices: Sequence[Notice], *, retry_at: datetime | None = None) -> None:
        again = stamp(retry_at)
        rows: list[dict[str, Any]] = [
            {
                "notice_id": each.id,
                "held_by": each.owner,
                "mail": each.mail.value,
                "attempts": each.attempts,
                "mail_at": again if each.mail is Post.WAITING else None,
                "mail_note": each.note or None,
                "owner": None,
            }
            for each in notices
        ]
        self.run(_SAVE, rows)

    def messages(self, instance_id: int) -> Sequence[Message]:
        return [message_of(row) for row in self.run(_MESSAGES, {"instance": instance_id})]

    def add_message(self, message: Message) -> Message:
        row = {
            "instance_id": message.instance,
            "sender": message.sender,
            "from_office": message.from_office,
            "text": message.text,
            "files": to_json(message.files),
            "sent_at": microseconds(message.sent_at),
        }
        return replace(message, id=self.run(_ADD, row).scalar_one())


def together(waiting: Sequence[Notice]) -> Sequence[Notice]:
    """Of the notices of one person that are due, oldest first, those that go in the next e-mail."""
    if not waiting or not waiting[0].daily:
        return waiting[:1]
    return [each for each in waiting if each.daily]


def message_of(row: Sequence[Any]) -> Message:
    """The message of a row, its columns in the order of the table."""
    message_id, instance, sender, from_office, text, files, sent_at = row
    return Message(message_id, instance, sender, from_office, text, tuple(from_json(files)), moment(sent_at))
