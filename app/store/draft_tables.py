"""The tables of drafts, photos from the field and comments."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("work_id", Id, sa.ForeignKey("work_item.id"), primary_key=True, autoincrement=False),
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
    sa.Column("saved_at", Time, nullable=False),
    sa.Column("answers", sa.Text, nullable=False),
)

photo = sa.Table(
    "photo",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("attachment_id", Id, sa.ForeignKey("attachment.id"), nullable=False),
    sa.Column("taken_at", Time, nullable=False),
    sa.Column("lat", sa.Double),
    sa.Column("lon", sa.Double),
    sa.Column("accuracy", sa.Double),
    sa.Index("photo_by_instance", "instance_id", "attachment_id"),
)

comment = sa.Table(
    "comment",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("event", sa.Integer, nullable=False),
    sa.Column("author", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("internal", sa.Boolean, nullable=False),
    sa.Column("mentions", sa.Text, nullable=False),
    sa.Column("written_at", Time, nullable=False),
    sa.Column("withdrawn_at", Time),
    sa.Index("comment_by_instance", "instance_id", "id"),
)
