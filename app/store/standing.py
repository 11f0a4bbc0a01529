"""Posts and absences, second factors, one-time links and OpenID subjects."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.people import Absence, PasswordLink, Post, SecondFactor, User
from app.store.codec import from_json, stamp, to_json, when
from app.store.people import BY_ID, MEMBERS, read_users
from app.store.people_tables import absence, password_link, post, second_factor, subject
from app.store.session import Session
from app.store.tables import app_user, membership

_USER: sa.BindParameter[int] = sa.bindparam("user")
_ID: sa.BindParameter[int] = sa.bindparam("row_id")
_DAY: sa.BindParameter[str] = sa.bindparam("day")
_PATTERN = sa.func.lower(sa.bindparam("pattern"))
_FOUND = sa.or_(*(sa.func.lower(it).like(_PATTERN, escape="\\") for it in (app_user.c.login, app_user.c.name)))
_PAGE = (
    sa.select(app_user.c.id)
    .where(app_user.c.id > sa.bindparam("after"), _FOUND)
    .order_by(app_user.c.id)
    .limit(sa.bindparam("limit"))
)
_PEOPLE = MEMBERS.where(app_user.c.id.in_(_PAGE))
_OF_GROUP = sa.select(membership.c.user_id).where(membership.c.group_name == sa.bindparam("group"))
_STAFF = MEMBERS.where(app_user.c.id.in_(_OF_GROUP), app_user.c.active)
_POSTS = sa.select(post).where(post.c.user_id == _USER).order_by(post.c.begins, post.c.id)
_ACTING = (
    sa.select(post)
    .where(post.c.acting_for.is_not(None), post.c.begins <= _DAY, sa.or_(post.c.ends.is_(None), post.c.ends >= _DAY))
    .order_by(post.c.begins, post.c.id)
)
_ABSENCES = sa.select(absence).where(absence.c.user_id == _USER).order_by(absence.c.begins, absence.c.id)
_AWAY = (
    sa.select(absence).where(absence.c.ends >= _DAY, absence.c.begins <= _DAY).order_by(absence.c.begins, absence.c.id)
)
_FACTOR = sa.select(second_factor).where(second_factor.c.user_id == _USER)
_LINK = sa.select(password_link.c.digest, password_link.c.user_id, password_link.c.expires_at)
_SUBJECT = sa.select(subject.c.user_id).where(
    subject.c.issuer == sa.bindparam("issuer"), subject.c.subject == sa.bindparam("subject")
)
_KNOWN_AS = sa.select(subject.c.subject).where(subject.c.user_id == _USER, subject.c.issuer == sa.bindparam("issuer"))


class Standings(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def people(self, text: str = "", *, after: int = 0, limit: int = 50) -> Sequence[User]:
        return read_users(self.run(_PEOPLE, {"pattern": _pattern(text), "after": after, "limit": limit}))

    def members(self, group: str) -> Sequence[User]:
        return read_users(self.run(_STAFF, {"group": group}))

    def posts(self, user_id: int) -> Sequence[Post]:
        return [_post(row) for row in self.run(_POSTS, {"user": user_id})]

    def acting_posts(self, day: date) -> Sequence[Post]:
        return [_post(row) for row in self.run(_ACTING, {"day": day.isoformat()})]

    def absences(self, user_id: int) -> Sequence[Absence]:
        return [_absence(row) for row in self.run(_ABSENCES, {"user": user_id})]

    def absences_on(self, day: date) -> Sequence[Absence]:
        return [_absence(row) for row in self.run(_AWAY, {"day": day.isoformat()})]

    def second_factor(self, user_id: int) -> SecondFactor | None:
        row = self.run(_FACTOR, {"user": user_id}).one_or_none()
        return _factor(row) if row else None

    def password_link(self, digest: str) -> PasswordLink | None:
        row = self.run(_LINK.where(password_link.c.digest == digest)).one_or_none()
        return PasswordLink(row[0], row[1], moment(row[2])) if row else None

    def user_by_subject(self, issuer: str, subject: str) -> User | None:
        found = self.run(_SUBJECT, {"issuer": issuer, "subject": subject}).scalar_one_or_none()
        return next(iter(read_users(self.run(BY_ID, {"id": found}))), None)

    def subject_of(self, user_id: int, issuer: str) -> str | None:
        found: str | None = self.run(_KNOWN_AS, {"user": user_id, "issuer": issuer}).scalar_one_or_none()
        return found

    def save_post(self, post: Post) -> None:
        self._save(_post_table, post.id, _post_columns(post))

    def remove_post(self, post_id: int) -> None:
        self.run(sa.delete(_post_table).where(_post_table.c.id == _ID), {"row_id": post_id})

    def save_absence(self, absence: Absence) -> None:
        self._save(_absence_table, absence.id, _absence_columns(absence))

    def remove_absence(self, absence_id: int) -> None:
        self.run(sa.delete(_absence_table).where(_absence_table.c.id == _ID), {"row_id": absence_id})

    def save_second_factor(self, factor: SecondFactor) -> None:
        self.remove_second_factor(factor.user)
        self.run(sa.insert(second_factor), _factor_columns(factor))

    def remove_second_factor(self, user_id: int) -> None:
        self.run(sa.delete(second_factor).where(second_factor.c.user_id == _USER), {"user": user_id})

    def save_password_link(self, link: PasswordLink) -> None:
        self.remove_password_link(link.user)
        columns = {"digest": link.digest, "user_id": link.user, "expires_at": microseconds(link.expires_at)}
        self.run(sa.insert(password_link), columns)

    def remove_password_link(self, user_id: int) -> None:
        self.run(sa.delete(password_link).where(password_link.c.user_id == _USER), {"user": user_id})

    def add_subject(self, issuer: str, subject: str, user_id: int) -> None:
        self.run(sa.insert(_subject_table), {"issuer": issuer, "subject": subject, "user_id": user_id})

    def _save(self, table: sa.Table, row_id: int, columns: dict[str, Any]) -> None:
        if row_id == 0:
            self.run(sa.insert(table), columns)
        else:
            self.run(sa.update(table).where(table.c.id == _ID), {"row_id": row_id, **columns})


_post_table, _absence_table, _subject_table = post, absence, subject


def _pattern(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _post(row: Sequence[Any]) -> Post:
    post_id, user, title, begins, ends, nip, rank, acting_for = row
    last = date.fromisoformat(ends) if ends else None
    return Post(post_id, user, title, date.fromisoformat(begins), last, nip, rank, acting_for)


def _post_columns(post: Post) -> dict[str, Any]:
    return {
        "user_id": post.user,
        "title": post.title,
        "begins": post.begins.isoformat(),
        "ends": post.ends.isoformat() if post.ends else None,
        "nip": post.nip,
        "rank": post.rank,
        "acting_for": post.acting_for,
    }


def _absence(row: Sequence[Any]) -> Absence:
    absence_id, user, begins, ends, deputy, note = row
    return Absence(absence_id, user, date.fromisoformat(begins), date.fromisoformat(ends), deputy, note)


def _absence_columns(absence: Absence) -> dict[str, Any]:
    return {
        "user_id": absence.user,
        "begins": absence.begins.isoformat(),
        "ends": absence.ends.isoformat(),
        "deputy": absence.deputy,
        "note": absence.note,
    }


def _factor(row: Sequence[Any]) -> SecondFactor:
    user, secret, confirmed, last_step, failures, failed_at, recovery, proof, proved_at = row
    codes = frozenset(from_json(recovery))
    return SecondFactor(user, secret, confirmed, last_step, failures, when(failed_at), codes, proof, when(proved_at))


def _factor_columns(factor: SecondFactor) -> dict[str, Any]:
    return {
        "user_id": factor.user,
        "secret": factor.secret,
        "confirmed": factor.confirmed,
        "last_step": factor.last_step,
        "failures": factor.failures,
        "failed_at": stamp(factor.failed_at),
        "recovery": to_json(sorted(factor.recovery)),
        "proof": factor.proof,
        "proved_at": stamp(factor.proved_at),
    }
