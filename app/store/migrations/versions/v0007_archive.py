"""The archive: who has read which case, what cases are found by, searches people keep, the books of letters."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"


def _guards(table: str) -> dict[str, list[str]]:
    """What was noted is never changed, like the history."""
    return {
        "sqlite": [
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {_REFUSE_ON_SQLITE}",
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {_REFUSE_ON_SQLITE}",
        ],
        "postgresql": [
            f"""CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()",
        ],
    }


#: What has happened already is found, too. As in `app.model.touch`; a migration does not change with the code around.
_TOUCHES = (
    "INSERT INTO case_touch (kind, what, instance_id) SELECT DISTINCT 'actor', actor, instance_id FROM event",
    """INSERT INTO case_touch (kind, what, instance_id) SELECT DISTINCT 'element', element, instance_id FROM event
    WHERE kind IN ('work:completed', 'element:passed') AND element IS NOT NULL""",
    """INSERT INTO case_touch (kind, what, instance_id) SELECT DISTINCT 'incident', element, instance_id FROM event
    WHERE kind = 'incident:opened' AND element IS NOT NULL""",
)

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _readings()
    _search()
    _registers()
    for table in ("reading", "register_entry"):
        for statement in _guards(table)[op.get_bind().dialect.name]:
            op.execute(statement)


def _readings() -> None:
    op.create_table(
        "reading",
        sa.Column("id", Id, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("span", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instance_id", "person", "what", "span"),
    )
    op.create_index("reading_by_instance", "reading", ["instance_id", "id"])
    op.create_index("reading_by_person", "reading", ["person", "id"])


def _search() -> None:
    op.create_table(
        "case_touch",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.PrimaryKeyConstraint("kind", "what", "instance_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved_search",
        sa.Column("id", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "name"),
    )
    facts = ("sop", "version", "status", "end_event", "started_at", "ended_at", "urgency", "company", "number")
    op.create_index("instance_by_facts", "instance", ["id", *facts])
    for statement in _TOUCHES:
        op.execute(statement)


def _registers() -> None:
    op.create_table(
        "register_entry",
        sa.Column("book", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("event", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("book", "year", "number"),
        sa.UniqueConstraint("instance_id", "event", "book"),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sqlite_with_rowid=False,
    )
    op.create_index("register_entry_by_month", "register_entry", ["book", "year", "month", "number"])
