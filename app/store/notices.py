"""Notices: made for everybody they are for in one statement, read by person, counted along a narrow index."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.instance import WorkItem
from app.model.notice import DEFAULT_WAYS, Announcement, Mailbox, Notice, Post, Topic, Way
from app.store.codec import from_json, to_json, when
from app.store.notice_tables import IS_UNSEEN, notice, notice_choice
from app.store.session import Session
from app.store.tables import IS_INCIDENT, IS_OPEN, IS_TO_BE_REMINDED, Id, app_user, membership, work_item
from app.store.work import COLUMNS, work

#: The columns of a notice in the order of `app.model.notice.Notice`.
NOTICE = (
    notice.c.id,
    notice.c.person,
    notice.c.topic,
    notice.c.key,
    notice.c.instance_id,
    notice.c.work_id,
    notice.c.facts,
    notice.c.made_at,
    notice.c.seen_at,
    notice.c.mail,
    notice.c.daily,
    notice.c.attempts,
    notice.c.owner,
    notice.c.mail_note,
)


def _given(name: str, kind: sa.types.TypeEngine[Any]) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=kind)


#: How a person wants to be told of the topic.
_way = sa.func.coalesce(notice_choice.c.way, _given("default_way", sa.Text()))
_BY_MAIL = sa.and_(
    _given("by_mail", sa.Boolean()),
    app_user.c.email.is_not(None),
    sa.or_(_way == Way.AT_ONCE.value, _way == Way.DAILY.value),
)
_IS_DAILY = _way == Way.DAILY.value
_MEANT = sa.union_all(
    sa.select(membership.c.user_id).where(membership.c.group_name == _given("group", sa.Text())),
    sa.select(sa.cast(_given("person", Id), Id)),
    sa.select(app_user.c.id).where(app_user.c.login == _given("login", sa.Text())),
)
_WORK = (
    sa.select(work_item.c.id)
    .where(work_item.c.instance_id == _given("instance", Id), work_item.c.token == _given("token", sa.Integer()))
    .scalar_subquery()
)
_KNOWN = sa.exists().where(notice.c.person == app_user.c.id, notice.c.key == _given("key", sa.Text()))
#: What an announcement becomes for each person it is for.
_MADE: dict[str, sa.ColumnElement[Any]] = {
    "person": app_user.c.id,
    "topic": _given("topic", sa.Text()),
    "key": _given("key", sa.Text()),
    "instance_id": _given("instance", Id),
    "work_id": _WORK,
    "facts": _given("facts", sa.Text()),
    "made_at": _given("made_at", sa.BigInteger()),
    "mail": sa.case((_BY_MAIL, sa.literal(Post.WAITING.value)), else_=sa.literal(Post.NONE.value)),
    "daily": sa.and_(_BY_MAIL, _IS_DAILY),
    "attempts": sa.literal(0),
    "mail_at": sa.case(
        (sa.not_(_BY_MAIL), sa.null()),
        (_IS_DAILY, _given("digest_at", sa.BigInteger())),
        else_=_given("made_at", sa.BigInteger()),
    ),
}
_ANNOUNCE = sa.insert(notice).from_select(
    list(_MADE),
    sa.select(*_MADE.values())
    .select_from(
        app_user.outerjoin(
            notice_choice,
            sa.and_(notice_choice.c.person == app_user.c.id, notice_choice.c.topic == _given("topic", sa.Text())),
        )
    )
    .where(
        app_user.c.id.in_(_MEANT),
        app_user.c.active,
        app_user.c.login != _given("but", sa.Text()),
        _way != Way.OFF.value,
        sa.not_(_KNOWN),
    ),
)
_BY_ID = sa.select(*NOTICE).where(notice.c.id == sa.bindparam("id"))
_PAGE = (
    sa.select(*NOTICE)
    .where(notice.c.person == sa.bindparam("person"))
    .order_by(notice.c.id.desc())
    .limit(sa.bindparam("limit"))
)
_PAGE_BEFORE = _PAGE.where(notice.c.id < sa.bindparam("before"))
_FEW_UNSEEN = sa.select(notice.c.id).where(notice.c.person == sa.bindparam("person"), IS_UNSEEN)
_UNSEEN = sa.select(sa.func.count()).select_from(_FEW_UNSEEN.limit(sa.bindparam("limit")).subquery())
_SEE = sa.update(notice).where(notice.c.person == sa.bindparam("of"), IS_UNSEEN).values(seen_at=sa.bindparam("at_time"))
_SEE_ONE = _SEE.where(notice.c.id == sa.bindparam("notice_id"))
_SEE_FINISHED = (
    sa.update(notice)
    .where(
        IS_UNSEEN,
        notice.c.topic == Topic.WORK.value,
        ~sa.exists().where(work_item.c.id == notice.c.work_id, sa.or_(IS_OPEN, IS_INCIDENT)),
    )
    .values(seen_at=sa.bindparam("at_time"))
)
_MAILBOX = sa.select(app_user.c.email, app_user.c.locale).where(app_user.c.id == sa.bindparam("id"))
_WAYS = sa.select(notice_choice.c.topic, notice_choice.c.way).where(notice_choice.c.person == sa.bindparam("id"))
_SAVE_MAILBOX = sa.update(app_user).where(app_user.c.id == sa.bindparam("user_id"))
_FORGET_WAYS = sa.delete(notice_choice).where(notice_choice.c.person == sa.bindparam("of"))
_CHOOSE = sa.insert(notice_choice)
_REMIND = (
    sa.select(*COLUMNS)
    .where(IS_TO_BE_REMINDED, work_item.c.remind_at <= sa.bindparam("now"))
    .order_by(work_item.c.remind_at)
    .limit(sa.bindparam("limit"))
)


class Notices(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def announce(self, announcements: Sequence[Announcement], *, digest_at: datetime, by_mail: bool) -> None:
        if announcements:
            shared = {"digest_at": microseconds(digest_at), "by_mail": by_mail}
            self.run(_ANNOUNCE, [{**_announced(each), **shared} for each in announcements])

    def unseen(self, person: int, *, up_to: int) -> int:
        count: int = self.run(_UNSEEN, {"person": person, "limit": up_to}).scalar_one()
        return count

    def notices(self, person: int, *, before: int | None = None, limit: int = 50) -> Sequence[Notice]:
        statement = _PAGE if before is None else _PAGE_BEFORE
        return [read(row) for row in self.run(statement, {"person": person, "before": before, "limit": limit})]

    def notice(self, notice_id: int) -> Notice | None:
        row = self.run(_BY_ID, {"id": notice_id}).one_or_none()
        return read(row) if row else None

    def see(self, person: int, at: datetime, *, notice_id: int | None = None) -> None:
        statement = _SEE if notice_id is None else _SEE_ONE
        self.run(statement, {"of": person, "at_time": microseconds(at), "notice_id": notice_id})

    def see_finished_work(self, at: datetime) -> None:
        self.run(_SEE_FINISHED, {"at_time": microseconds(at)})

    def mailbox(self, person: int) -> Mailbox:
        row = self.run(_MAILBOX, {"id": person}).one_or_none()
        ways = {Topic(topic): Way(way) for topic, way in self.run(_WAYS, {"id": person})}
        return Mailbox(row[0] or "", row[1], ways) if row else Mailbox()

    def save_mailbox(self, person: int, mailbox: Mailbox) -> None:
        self.run(_SAVE_MAILBOX, {"user_id": person, "email": mailbox.address or None, "locale": mailbox.locale})
        self.run(_FORGET_WAYS, {"of": person})
        if mailbox.ways:
            rows = [{"person": person, "topic": topic.value, "way": way.value} for topic, way in mailbox.ways.items()]
            self.run(_CHOOSE, rows)

    def due_reminders(self, now: datetime, *, limit: int) -> Sequence[WorkItem]:
        return [work(row) for row in self.run(_REMIND, {"now": microseconds(now), "limit": limit})]


def _announced(it: Announcement) -> dict[str, Any]:
    return {
        "topic": it.topic.value,
        "default_way": DEFAULT_WAYS[it.topic].value,
        "key": it.key,
        "group": it.audience.group,
        "person": it.audience.person,
        "login": it.audience.login,
        "but": it.audience.but,
        "instance": it.instance,
        "token": it.token,
        "facts": to_json(it.facts),
        "made_at": microseconds(it.made_at),
    }


def read(row: Sequence[Any]) -> Notice:
    """The notice of a row of `NOTICE`."""
    return Notice(
        id=row[0],
        person=row[1],
        topic=Topic(row[2]),
        key=row[3],
        instance=row[4],
        work=row[5],
        facts=from_json(row[6]),
        made_at=moment(row[7]),
        seen_at=when(row[8]),
        mail=Post(row[9]),
        daily=row[10],
        attempts=row[11],
        owner=row[12],
        note=row[13] or "",
    )
