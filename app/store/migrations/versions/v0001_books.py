"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_FIXED = ("instance_id", "number", "at", "kind", "actor", "element", "flow", "payload_digest", "digest")


def _erased(same: str) -> str:
    """The condition that a change only erases the payload; `same` compares values that may be NULL."""
    return " AND ".join(["NEW.payload IS NULL AND NEW.salt IS NULL", *(f"NEW.{it} {same} OLD.{it}" for it in _FIXED)])


_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"

#: The guards of the history: events are never changed and never deleted; only a payload may go, with its salt.
#: PostgreSQL writes a changed row anew: room in the pages, and cleaning up often, keep busy tables small.
BY_DIALECT = {
    "sqlite": [
        f"CREATE TRIGGER event_update BEFORE UPDATE ON event WHEN NOT ({_erased('IS')}) {_REFUSE_ON_SQLITE}",
        f"CREATE TRIGGER event_delete BEFORE DELETE ON event {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE integrity_constraint_violation USING MESSAGE = 'the history is never changed'; END $$""",
        f"""CREATE TRIGGER event_update BEFORE UPDATE ON event FOR EACH ROW
        WHEN (NOT ({_erased("IS NOT DISTINCT FROM")})) EXECUTE FUNCTION refuse_change()""",
        "CREATE TRIGGER event_delete BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        *(
            f"ALTER TABLE {busy} SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01)"
            for busy in ("instance", "work_item", "series")
        ),
        "CREATE TRIGGER event_truncate BEFORE TRUNCATE ON event EXECUTE FUNCTION refuse_change()",
    ],
}

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _definitions()
    _instances()
    _work_items()
    _history()
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)


def _people() -> None:
    """Who may sign in."""
    op.create_table(
        "app_user",
        sa.Column("id", Id, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "membership",
        sa.Column("user_id", Id, nullable=False),
        sa.Column("group_name", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("user_id", "group_name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", Id, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("ok", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("sign_in_attempt_by_login", "sign_in_attempt", ["login", "at"])


def _definitions() -> None:
    """What is deployed; series of numbers."""
    op.create_table(
        "blob",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "bundle_file",
        sa.Column("bundle", sa.LargeBinary, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["blob"], ["blob.digest"]),
        sa.PrimaryKeyConstraint("bundle", "path"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deployment",
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("deployed_by", sa.Text, nullable=False),
        sa.Column("deployed_at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sop", "version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "series",
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("series", "year"),
        sqlite_with_rowid=False,
    )


def _instances() -> None:
    """The cases."""
    op.create_table(
        "instance",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("business_key", sa.Text, nullable=False),
        sa.Column("applicant", Id),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("clock", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("end_event", sa.Text),
        sa.Column("linked_to", Id),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("variables", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("instance_by_applicant", "instance", ["applicant", "id"])
    op.create_index("instance_by_search", "instance", ["search"])
    op.create_index("instance_by_status", "instance", ["status", "id"])


def _work_items() -> None:
    """What cases wait for."""
    op.create_table(
        "work_item",
        sa.Column("id", Id, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("element", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("group_name", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("message", sa.Text),
        sa.Column("locals", sa.Text),
        sa.Column("assignee", Id),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("owner", sa.Text),
        sa.Column("leased_until", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("outputs", sa.Text),
        sa.Column("outputs_digest", sa.Text),
        sa.Column("done_by", Id),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("ready_at", sa.BigInteger),
        sa.Column("applicant", Id),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _index_some(
        "work_item_by_applicant",
        ["applicant", "group_name", "id"],
        where="state = 'open' AND kind = 'user' AND applicant IS NOT NULL",
    )
    _index_some("work_item_by_assignee", ["assignee", "id"], where="state = 'open' AND assignee IS NOT NULL")
    _index_some("work_item_by_group", ["group_name", "id"], where="state = 'open' AND kind = 'user'")
    _index_some("work_item_by_incident", ["id"], where="state = 'incident'")
    op.create_index("work_item_by_instance", "work_item", ["instance_id", "id"])
    _index_some("work_item_by_ready_at", ["kind", "ready_at"], where="ready_at IS NOT NULL")


def _history() -> None:
    """What has happened."""
    op.create_table(
        "event",
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("element", sa.Text),
        sa.Column("flow", sa.Text),
        sa.Column("payload", sa.LargeBinary),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("payload_digest", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.PrimaryKeyConstraint("instance_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attachment",
        sa.Column("id", Id, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("element", sa.Text),
        sa.Column("added_by", Id, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attachment_by_instance", "attachment", ["instance_id", "id"])


def _index_some(name: str, columns: list[str], *, where: str) -> None:
    """A partial index on work items."""
    condition = sa.text(where)
    op.create_index(name, "work_item", columns, sqlite_where=condition, postgresql_where=condition)
