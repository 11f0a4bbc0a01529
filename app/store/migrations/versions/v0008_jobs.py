"""Jobs: long work that a page asks for and a worker does. Who needs a file of the vault, and which case
follows another, is found along an index."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

#: An erasure of personal data (UU 27/2022) takes words out of a line of a book, and nothing else ever changes one.
_FIXED = ("book", "year", "number", "month", "day", "at", "instance_id", "event", "actor")
_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"


def _erased(same: str) -> str:
    """The condition that a change only makes what a line says shorter."""
    fixed = (f"NEW.{it} {same} OLD.{it}" for it in _FIXED)
    return " AND ".join(["length(NEW.columns) < length(OLD.columns)", *fixed])


BY_DIALECT = {
    "sqlite": [
        "DROP TRIGGER register_entry_update",
        f"""CREATE TRIGGER register_entry_update BEFORE UPDATE ON register_entry
        WHEN NOT ({_erased("IS")}) {_REFUSE_ON_SQLITE}""",
    ],
    "postgresql": [
        "DROP TRIGGER register_entry_change ON register_entry",
        f"""CREATE TRIGGER register_entry_update BEFORE UPDATE ON register_entry FOR EACH ROW
        WHEN (NOT ({_erased("IS NOT DISTINCT FROM")})) EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER register_entry_delete BEFORE DELETE ON register_entry
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    ],
}

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", Id, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("requested_by", Id, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("requested_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("leased_until", sa.BigInteger),
        sa.Column("started_at", sa.BigInteger),
        sa.Column("finished_at", sa.BigInteger),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("cleared", sa.Boolean, nullable=False),
        sa.Column("ready_at", sa.BigInteger),
        sa.Column("file_digest", sa.LargeBinary),
        sa.Column("file_name", sa.Text),
        sa.Column("file_type", sa.Text),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("arguments", sa.Text, nullable=False),
        sa.Column("checkpoint", sa.Text),
        sa.Column("result", sa.Text),
    )
    op.create_index("job_by_person", "job", ["requested_by", "id"])
    kept = sa.and_(sa.column("finished_at").is_not(None), sa.column("cleared") == sa.false())
    _index_some("job_by_ready_at", "ready_at", sa.column("ready_at").is_not(None))
    _index_some("job_by_finished_at", "finished_at", kept)
    _index_some("job_by_file", "file_digest", sa.column("file_digest").is_not(None))
    linked = sa.column("linked_to").is_not(None)
    op.create_index("instance_by_linked_to", "instance", ["linked_to"], sqlite_where=linked, postgresql_where=linked)
    op.create_index("attachment_by_digest", "attachment", ["digest"])
    op.create_index("complaint_file_by_digest", "complaint_file", ["digest"])
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)


def _index_some(name: str, column: str, where: sa.ColumnElement[bool]) -> None:
    op.create_index(name, "job", [column], sqlite_where=where, postgresql_where=where)
