"""The tables of working copies."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

working_copy = sa.Table(
    "working_copy",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("owner", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("base", sa.Integer, nullable=False),
    sa.Column("made_at", Time, nullable=False),
    sa.Column("saved_at", Time, nullable=False),
    sa.Column("saved_by", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Index("working_copy_by_save", "state", "saved_at"),
)

working_file = sa.Table(
    "working_file",
    metadata,
    sa.Column("copy_id", Id, sa.ForeignKey("working_copy.id"), primary_key=True, autoincrement=False),
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)
