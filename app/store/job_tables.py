"""The table of jobs. Wide columns stand last."""

import sqlalchemy as sa

from app.store.tables import Digest, Id, Time, metadata

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("requested_by", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("requested_at", Time, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("done", sa.BigInteger, nullable=False),
    sa.Column("total", sa.BigInteger, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("owner", sa.Text),
    sa.Column("leased_until", Time),
    sa.Column("started_at", Time),
    sa.Column("finished_at", Time),
    sa.Column("cancelling", sa.Boolean, nullable=False),
    sa.Column("cleared", sa.Boolean, nullable=False),
    # When a worker can take it; None once it is over.
    sa.Column("ready_at", Time),
    sa.Column("file_digest", Digest),
    sa.Column("file_name", sa.Text),
    sa.Column("file_type", sa.Text),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("arguments", sa.Text, nullable=False),
    sa.Column("checkpoint", sa.Text),
    sa.Column("result", sa.Text),
    sa.Index("job_by_person", "requested_by", "id"),
)

#: Conditions as partial indexes need them, with literals.
IS_READY = job.c.ready_at.is_not(None)
IS_KEPT = sa.and_(job.c.finished_at.is_not(None), job.c.cleared == sa.false())
HAS_FILE = job.c.file_digest.is_not(None)

for _name, _column, _where in (
    ("job_by_ready_at", job.c.ready_at, IS_READY),
    ("job_by_finished_at", job.c.finished_at, IS_KEPT),
    ("job_by_file", job.c.file_digest, HAS_FILE),
):
    sa.Index(_name, _column, sqlite_where=_where, postgresql_where=_where)
