"""Lists are sorted and counted by the service clock, by company and by place."""

from datetime import date
from json import loads

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

#: As in `app.model.urgency` and `app.store.codec`; a migration does not change with the code around it.
_PAUSED, _NOT_STARTED, _IN_TIME, _TOO_LATE, _OVER = (million * 1_000_000 for million in (4, 5, 6, 7, 8))
_WAITING = "state IN ('open', 'incident') AND kind IN ('user', 'service')"
_FOR_PEOPLE = "state = 'open' AND kind = 'user'"


def upgrade() -> None:
    sorted_text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.add_column("instance", sa.Column("urgency", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.add_column("instance", sa.Column("company", sorted_text, nullable=False, server_default=sa.text("''")))
    op.add_column("work_item", sa.Column("sop", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("work_item", sa.Column("urgency", sa.Integer, nullable=False, server_default=sa.text("0")))
    _fill_in()
    op.create_index("instance_by_company", "instance", ["company", "id"])
    op.create_index("instance_by_sop", "instance", ["sop", "status", "urgency"])
    op.create_index("instance_by_urgency", "instance", ["urgency", "id"])
    _index_some("work_item_by_urgency", ["group_name", "urgency", "id"], _FOR_PEOPLE)
    place = ["element", "sop", "opened_at", "urgency", "state", "kind", "instance_id"]
    _index_some("work_item_by_place", place, _WAITING)


def _fill_in() -> None:
    """What is there already gets its values, too."""
    books = op.get_bind()
    cases = sa.table("instance", *map(sa.column, ("id", "sop", "status", "clock", "title", "urgency", "company")))
    found = books.execute(sa.select(cases.c.id, cases.c.status, cases.c.clock, cases.c.title))
    rows = [
        {"case": case, "rank": _urgency(loads(clock), status == "running"), "name": _folded(title)}
        for case, status, clock, title in found
    ]
    if not rows:
        return
    fill = sa.update(cases).where(cases.c.id == sa.bindparam("case"))
    books.execute(fill.values(urgency=sa.bindparam("rank"), company=sa.bindparam("name")), rows)
    work = sa.table("work_item", *map(sa.column, ("instance_id", "sop", "urgency")))
    own = cases.c.id == work.c.instance_id
    for name in ("sop", "urgency"):
        value = sa.select(cases.c[name]).where(own).scalar_subquery()
        books.execute(sa.update(work).values({name: value}))


def _urgency(clock: dict[str, str], running: bool) -> int:
    due, stopped = clock.get("due"), clock.get("stopped_on")
    if due and stopped:
        return _IN_TIME if stopped <= due else _TOO_LATE
    if not running:
        return _OVER
    if not due:
        return _NOT_STARTED
    return _PAUSED if "paused_on" in clock else date.fromisoformat(due).toordinal()


def _folded(title: str) -> str:
    return title.casefold().replace("\0", "")[:80]


def _index_some(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "work_item", columns, sqlite_where=condition, postgresql_where=condition)
