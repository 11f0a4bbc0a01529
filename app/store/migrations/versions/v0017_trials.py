"""Trials of working copies."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "trial",
        sa.Column("copy_id", Id, autoincrement=False, nullable=False),
        sa.Column("person", Id, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("continues", sa.Text, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("copy_id", "person"),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"]),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
    )
