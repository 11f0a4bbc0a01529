"""Drafts, photos from the field, comments."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("work_id", Id, sa.ForeignKey("work_item.id"), primary_key=True, autoincrement=False),
        sa.Column("person", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
        sa.Column("attachment_id", Id, sa.ForeignKey("attachment.id"), nullable=False),
        sa.Column("taken_at", sa.BigInteger, nullable=False),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.Column("accuracy", sa.Double),
    )
    op.create_index("photo_by_instance", "photo", ["instance_id", "attachment_id"])
    op.create_table(
        "comment",
        sa.Column("id", Id, primary_key=True),
        sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
        sa.Column("event", sa.Integer, nullable=False),
        sa.Column("author", Id, sa.ForeignKey("app_user.id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("internal", sa.Boolean, nullable=False),
        sa.Column("mentions", sa.Text, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
    )
    op.create_index("comment_by_instance", "comment", ["instance_id", "id"])
