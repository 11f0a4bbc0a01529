"""Jobs: long work that a page asks for and a worker does. Who needs a file of the vault is found along an index."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

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
    op.create_index("attachment_by_digest", "attachment", ["digest"])
    op.create_index("complaint_file_by_digest", "complaint_file", ["digest"])


def _index_some(name: str, column: str, where: sa.ColumnElement[bool]) -> None:
    op.create_index(name, "job", [column], sqlite_where=where, postgresql_where=where)
