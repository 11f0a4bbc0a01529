"""Who has read which case."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.reading import CaseReading, Reading, ReadingQuery, span_of
from app.store.archive_tables import reading
from app.store.session import Select, Session
from app.store.tables import app_user, instance

_COLUMNS = (
    reading.c.id,
    reading.c.person,
    app_user.c.login,
    app_user.c.name,
    reading.c.instance_id,
    instance.c.number,
    instance.c.title,
    reading.c.what,
    reading.c.at,
)
_NOTED = sa.select(reading.c.id).where(
    reading.c.instance_id == sa.bindparam("instance_id"),
    reading.c.person == sa.bindparam("person"),
    reading.c.what == sa.bindparam("what"),
    reading.c.span == sa.bindparam("span"),
)
_NOTE = sa.text(
    "INSERT INTO reading (instance_id, person, what, at, span) VALUES (:instance_id, :person, :what, :at, :span)"
    " ON CONFLICT (instance_id, person, what, span) DO NOTHING"
)


class Readings(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def readings(self, query: ReadingQuery) -> Sequence[CaseReading]:
        wanted = {"instance_id": query.instance, "person": query.person, "before": query.before}
        given = {name: value for name, value in wanted.items() if value is not None}
        return [_reading(row) for row in self.run(_listing(frozenset(given)), {**given, "limit": query.limit})]

    def is_read(self, person: int, instance_id: int, what: Reading, at: datetime) -> bool:
        key = {"instance_id": instance_id, "person": person, "what": what.value, "span": span_of(at)}
        return self.run(_NOTED, key).first() is not None

    def note_readings(self, person: int, instances: Iterable[int], what: Reading, at: datetime) -> None:
        note = {"person": person, "what": what.value, "at": microseconds(at), "span": span_of(at)}
        if rows := [{**note, "instance_id": instance_id} for instance_id in instances]:
            self.run(_NOTE, rows)


@lru_cache
def _listing(given: frozenset[str]) -> Select:
    conditions = {
        "instance_id": reading.c.instance_id == sa.bindparam("instance_id"),
        "person": reading.c.person == sa.bindparam("person"),
        "before": reading.c.id < sa.bindparam("before"),
    }
    joined = reading.join(instance).join(app_user, app_user.c.id == reading.c.person)
    statement = sa.select(*_COLUMNS).select_from(joined).where(*(conditions[name] for name in sorted(given)))
    return statement.order_by(reading.c.id.desc()).limit(sa.bindparam("limit"))


def _reading(row: Sequence[Any]) -> CaseReading:
    note, person, login, name, case, number, title, what, at = row
    return CaseReading(note, person, login, name, case, number, title, Reading(what), moment(at))
