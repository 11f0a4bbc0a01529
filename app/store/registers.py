"""The books of letters."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds, moment
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.store.archive_tables import register_entry
from app.store.codec import from_json, pattern, register_text, to_json
from app.store.session import Select, Session
from app.store.tables import instance

_MONTH = register_entry.c.month
_OWN = (register_entry.c.book == sa.bindparam("book"), register_entry.c.year == sa.bindparam("year"))
_ENTRIES = sa.select(
    register_entry.c.book,
    register_entry.c.year,
    register_entry.c.number,
    register_entry.c.day,
    register_entry.c.at,
    register_entry.c.instance_id,
    instance.c.number,
    register_entry.c.event,
    register_entry.c.actor,
    register_entry.c.columns,
).select_from(register_entry.join(instance))
_MONTHS = (
    sa.select(register_entry.c.year, _MONTH, sa.func.count())
    .where(register_entry.c.book == sa.bindparam("book"))
    .group_by(register_entry.c.year, _MONTH)
    .order_by(register_entry.c.year, _MONTH)
)
_AMONG = _ENTRIES.where(register_entry.c.instance_id.in_(sa.bindparam("instances", expanding=True))).order_by(
    register_entry.c.instance_id, register_entry.c.event, register_entry.c.book
)
_NUMBERS = sa.select(register_entry.c.number).where(*_OWN).order_by(register_entry.c.number)
_ADD = sa.insert(register_entry)


class Registers(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def register(self, query: RegisterQuery) -> Sequence[RegisterEntry]:
        values = {"book": query.book.value, "year": query.year, "after": query.after, "limit": query.limit}
        wanted = {"month": query.month, "pattern": pattern(query.text) if query.text else None}
        given = {name: value for name, value in wanted.items() if value is not None}
        return [_entry(row) for row in self.run(_listing(frozenset(given)), {**values, **given})]

    def register_months(self, book: Book) -> Sequence[tuple[int, int, int]]:
        return [(year, month, count) for year, month, count in self.run(_MONTHS, {"book": book.value})]

    def register_among(self, instances: Iterable[int]) -> Sequence[RegisterEntry]:
        return [_entry(row) for row in self.run(_AMONG, {"instances": list(instances)})]

    def register_numbers(self, book: Book, year: int) -> Sequence[int]:
        return list(self.run(_NUMBERS, {"book": book.value, "year": year}).scalars())

    def add_register_entry(self, entry: RegisterEntry) -> None:
        row = {
            "book": entry.book.value,
            "year": entry.year,
            "number": entry.number,
            "month": entry.day.month,
            "day": entry.day.isoformat(),
            "at": microseconds(entry.at),
            "instance_id": entry.instance,
            "event": entry.event,
            "actor": entry.actor,
            "columns": to_json(dict(entry.columns)),
            "search": register_text(entry),
        }
        self.run(_ADD, row)


@lru_cache
def _listing(given: frozenset[str]) -> Select:
    conditions = {
        "month": sa.bindparam("month") == _MONTH,
        "pattern": register_entry.c.search.like(sa.bindparam("pattern"), escape="\\"),
    }
    statement = _ENTRIES.where(*_OWN, register_entry.c.number > sa.bindparam("after"))
    statement = statement.where(*(conditions[name] for name in sorted(given)))
    return statement.order_by(register_entry.c.number).limit(sa.bindparam("limit"))


def _entry(row: Sequence[Any]) -> RegisterEntry:
    book, year, number, day, at, instance_id, case, event, actor, columns = row
    return RegisterEntry(
        Book(book),
        year,
        number,
        date.fromisoformat(day),
        moment(at),
        instance_id,
        case,
        event,
        actor,
        from_json(columns),
    )
