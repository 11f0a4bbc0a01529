"""The tables of proposals and of the history of SOPs."""

import sqlalchemy as sa

from app.store.tables import Digest, Id, Time, metadata

proposal = sa.Table(
    "proposal",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("copy_id", Id, sa.ForeignKey("working_copy.id"), nullable=False),
    sa.Column("over", sa.Integer, nullable=False),
    sa.Column("digest", Digest, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("proposed_by", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("proposed_at", Time, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("decided_by", Id, sa.ForeignKey("app_user.id")),
    sa.Column("decided_at", Time),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("version", sa.Integer),
)
IS_OPEN = proposal.c.state == sa.literal_column("'open'")
sa.Index("proposal_open", proposal.c.copy_id, unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)

definition_event = sa.Table(
    "definition_event",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("digest", Digest),
    sa.Column("version", sa.Integer),
    sa.Column("copy_id", Id),
    sa.Column("proposal_id", Id),
    sa.Index("definition_event_by_sop", "sop", "id"),
)

#: Who has begun or saved a working copy.
working_editor = sa.Table(
    "working_editor",
    metadata,
    sa.Column("copy_id", Id, sa.ForeignKey("working_copy.id"), primary_key=True, autoincrement=False),
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
