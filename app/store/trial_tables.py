"""The table of trials."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

trial = sa.Table(
    "trial",
    metadata,
    sa.Column("copy_id", Id, sa.ForeignKey("working_copy.id"), primary_key=True, autoincrement=False),
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("starts_at", Time, nullable=False),
    sa.Column("saved_at", Time, nullable=False),
    sa.Column("steps", sa.Text, nullable=False),
    sa.Column("continues", sa.Text, nullable=False),
    sa.Column("scenario", sa.Text, nullable=False),
)
