"""Reading for a verification: rows as they are, and what cannot be read is told instead of raised.

Columns are read without SQLAlchemy's types: those raise where somebody has written a text into a column of bytes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.model.dossier import Deployed, Dossier, Entry, Head
from app.ports.proofs import BEFORE_ALL
from app.store.draft_tables import comment, photo
from app.store.history import COLUMNS as EVENT_COLUMNS
from app.store.instances import COLUMNS
from app.store.notice_tables import message
from app.store.proof_rows import DERIVED, Row, as_bytes, dossier_of, entry_of, people_of
from app.store.session import Select, Session
from app.store.tables import app_user, attachment, deployment, event, instance, series, work_item
from app.store.work import COLUMNS as WORK_COLUMNS
from app.store.work import SHARED


def _raw(*columns: sa.ColumnElement[Any]) -> Select:
    """Columns as the driver gives them."""
    return sa.select(*(sa.type_coerce(column, sa.types.NULLTYPE) for column in columns))


_EARLIER = instance.alias()
_CASES = (
    _raw(
        *COLUMNS,
        instance.c.state,
        instance.c.variables,
        instance.c.tracking_code,
        *(instance.c[name] for name in DERIVED),
        _EARLIER.c.number,
    )
    .select_from(instance.outerjoin(_EARLIER, instance.c.linked_to == _EARLIER.c.id))
    .where(instance.c.id > sa.bindparam("after"))
    .order_by(instance.c.id)
    .limit(sa.bindparam("limit"))
)
#: Histories whose case is gone, within a page of cases: so all pages together read the history once.
_STRAYS = (
    sa.select(event.c.instance_id)
    .where(
        event.c.instance_id > sa.bindparam("after"),
        event.c.instance_id <= sa.bindparam("last"),
        ~sa.exists().where(instance.c.id == event.c.instance_id),
    )
    .group_by(event.c.instance_id)
    .order_by(event.c.instance_id)
    .limit(sa.bindparam("limit"))
)
#: No internal number is larger.
_LAST = 2**63 - 1


def _of(table: sa.Table, columns: Iterable[sa.ColumnElement[Any]]) -> Select:
    """The rows of a table that belong to the given cases."""
    chosen = table.c.instance_id.in_(sa.bindparam("cases", expanding=True))
    return _raw(table.c.instance_id, *columns).where(chosen).order_by(table.c.instance_id, table.c[table.c.keys()[0]])


_REPEATED = tuple(work_item.c[name] for name in ("ready_at", *SHARED))
_WORK = _of(work_item, (*WORK_COLUMNS, *_REPEATED))
_FILES = _of(attachment, attachment.c)
_PHOTOS = _of(photo, photo.c)
_MESSAGES = _of(message, message.c)
_COMMENTS = _of(comment, comment.c)
_LOGINS = sa.select(app_user.c.id, app_user.c.login).where(app_user.c.id.in_(sa.bindparam("ids", expanding=True)))
_ENTRIES = (
    _raw(*EVENT_COLUMNS)
    .where(event.c.instance_id == sa.bindparam("instance_id"), event.c.number > sa.bindparam("after"))
    .order_by(event.c.number)
    .limit(sa.bindparam("limit"))
)
_HEADS = (
    sa.select(instance.c.id, instance.c.number, instance.c.events, instance.c.head, instance.c.started_at)
    .where(instance.c.id > sa.bindparam("after"))
    .order_by(instance.c.id)
    .limit(sa.bindparam("limit"))
)
_DIGESTS = _raw(event.c.instance_id, event.c.number, event.c.digest).where(
    sa.tuple_(event.c.instance_id, event.c.number).in_(sa.bindparam("places", expanding=True))
)
_DEPLOYED = _raw(
    deployment.c.sop, deployment.c.version, deployment.c.digest, deployment.c.deployed_by, deployment.c.deployed_at
).order_by(deployment.c.sop, deployment.c.version)
_ID = sa.select(instance.c.id).where(instance.c.number == sa.bindparam("number"))
_COUNTED = sa.select(series.c.series, series.c.year, series.c.last)


#: The rows of each table that belong to cases.
PARTS: Mapping[str, Select] = {
    "work_item": _WORK,
    "attachment": _FILES,
    "photo": _PHOTOS,
    "message": _MESSAGES,
    "comment": _COMMENTS,
}


class Proofs(Session):
    """See `app.ports.proofs` for what each method promises."""

    def id_of(self, number: str) -> int | None:
        return self.run(_ID, {"number": number}).scalar_one_or_none()

    def dossiers(self, *, after: int = BEFORE_ALL, limit: int = 100) -> Sequence[Dossier]:
        rows = {row[0]: row for row in self.run(_CASES, {"after": after, "limit": limit})}
        last = max(rows) if len(rows) == limit else _LAST
        strays = {row[0] for row in self.run(_STRAYS, {"after": after, "last": last, "limit": limit})}
        ids = sorted(rows.keys() | strays)[:limit]
        tables = {table: self._rows(statement, ids) for table, statement in PARTS.items()} if ids else {}
        found = [
            dossier_of(key, rows.get(key), {table: kept.get(key, []) for table, kept in tables.items()}) for key in ids
        ]
        logins = self._logins({person for dossier in found for person in people_of(dossier)})
        return [replace(dossier, logins=logins) for dossier in found]

    def entries(self, instance_id: int, *, after: int = 0, limit: int = 1000) -> Sequence[Entry]:
        rows = self.run(_ENTRIES, {"instance_id": instance_id, "after": after, "limit": limit})
        return [entry_of(row) for row in rows]

    def heads(self, *, after: int = BEFORE_ALL, limit: int = 1000) -> Sequence[Head]:
        return [Head(*row) for row in self.run(_HEADS, {"after": after, "limit": limit})]

    def digests_at(self, places: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], bytes]:
        rows = self.run(_DIGESTS, {"places": list(places)}) if places else ()
        return {(instance_id, number): as_bytes(digest) for instance_id, number, digest in rows}

    def deployed(self) -> Sequence[Deployed]:
        return [
            Deployed(sop, version, as_bytes(digest).hex(), by, at)
            for sop, version, digest, by, at in self.run(_DEPLOYED)
        ]

    def numbers_given(self) -> Mapping[tuple[str, int], int]:
        return {(name, year): last for name, year, last in self.run(_COUNTED)}

    def _rows(self, statement: Select, ids: Sequence[int]) -> Mapping[int, list[Row]]:
        kept: dict[int, list[Row]] = {}
        for row in self.run(statement, {"cases": ids}):
            kept.setdefault(row[0], []).append(row[1:])
        return kept

    def _logins(self, ids: Collection[int]) -> Mapping[int, str]:
        return dict(tuple(row) for row in self.run(_LOGINS, {"ids": list(ids)})) if ids else {}
