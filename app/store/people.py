"""Users, their groups, and their attempts to sign in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds
from app.model.people import User
from app.store.session import Session
from app.store.tables import app_user, membership, sign_in_attempt

MEMBERS = (
    sa.select(
        app_user.c.id,
        app_user.c.login,
        app_user.c.name,
        app_user.c.password,
        app_user.c.active,
        app_user.c.epoch,
        app_user.c.locale,
        membership.c.group_name,
    )
    .select_from(app_user.outerjoin(membership))
    .order_by(app_user.c.id)
)
BY_ID = MEMBERS.where(app_user.c.id == sa.bindparam("id"))
_BY_LOGIN = MEMBERS.where(app_user.c.login == sa.bindparam("login"))
_AMONG = MEMBERS.where(
    sa.or_(
        app_user.c.id.in_(sa.bindparam("ids", expanding=True)),
        app_user.c.login.in_(sa.bindparam("logins", expanding=True)),
    )
)
_ADD = sa.insert(app_user).returning(app_user.c.id)
_SAVE = sa.update(app_user).where(app_user.c.id == sa.bindparam("user_id"))
_JOIN = sa.insert(membership)
_LEAVE = sa.delete(membership).where(membership.c.user_id == sa.bindparam("user_id"))
_ATTEMPT = sa.insert(sign_in_attempt)
_FORGET = sa.delete(sign_in_attempt).where(sign_in_attempt.c.at < sa.bindparam("before"))
_LAST_GOOD = (
    sa.select(sa.func.coalesce(sa.func.max(sign_in_attempt.c.id), 0))
    .where(sign_in_attempt.c.login == sa.bindparam("login"), sign_in_attempt.c.ok)
    .scalar_subquery()
)
_FAILED = sa.select(sa.func.count()).where(
    sign_in_attempt.c.login == sa.bindparam("login"),
    sign_in_attempt.c.at >= sa.bindparam("since"),
    sign_in_attempt.c.id > _LAST_GOOD,
)


class People(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def user(self, user_id: int) -> User | None:
        return next(iter(read_users(self.run(BY_ID, {"id": user_id}))), None)

    def user_by_login(self, login: str) -> User | None:
        return next(iter(read_users(self.run(_BY_LOGIN, {"login": login}))), None)

    def users(self) -> Sequence[User]:
        return read_users(self.run(MEMBERS))

    def users_among(self, ids: Iterable[int], logins: Iterable[str]) -> Sequence[User]:
        return read_users(self.run(_AMONG, {"ids": sorted(ids), "logins": sorted(logins)}))

    def add_user(self, login: str, name: str, groups: Iterable[str], password: str) -> User:
        user = User(0, login, name, frozenset(groups), password)
        user_id = self.run(_ADD, _columns(user)).scalar_one()
        self._join(user_id, user.groups)
        return replace(user, id=user_id)

    def save_user(self, user: User) -> None:
        self.run(_SAVE, {"user_id": user.id, **_columns(user)})
        self.run(_LEAVE, {"user_id": user.id})
        self._join(user.id, user.groups)

    def _join(self, user_id: int, groups: frozenset[str]) -> None:
        if groups:
            self.run(_JOIN, [{"user_id": user_id, "group_name": group} for group in sorted(groups)])

    def note_sign_in(self, login: str, at: datetime, *, ok: bool) -> None:
        self.run(_ATTEMPT, {"login": login, "at": microseconds(at), "ok": ok})

    def forget_sign_ins(self, before: datetime) -> None:
        self.run(_FORGET, {"before": microseconds(before)})

    def failed_sign_ins(self, login: str, since: datetime) -> int:
        count: int = self.run(_FAILED, {"login": login, "since": microseconds(since)}).scalar_one()
        return count


def _columns(user: User) -> dict[str, Any]:
    names = ("login", "name", "password", "active", "epoch", "locale")
    return {name: getattr(user, name) for name in names}


def read_users(rows: Iterable[Sequence[Any]]) -> list[User]:
    """Rows of `MEMBERS` hold one membership each, those of a user stand together."""
    users = []
    for (user_id, login, name, password, active, epoch, locale), group in groupby(rows, key=lambda row: tuple(row[:7])):
        groups = frozenset(row[7] for row in group if row[7] is not None)
        users.append(User(user_id, login, name, groups, password, active, epoch, locale))
    return users
