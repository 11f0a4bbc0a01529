"""Working copies of the studio."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "working_copy",
        sa.Column("id", Id, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("owner", Id, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("saved_by", Id, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["owner"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["saved_by"], ["app_user.id"]),
    )
    op.create_index("working_copy_by_save", "working_copy", ["state", "saved_at"])
    op.create_table(
        "working_file",
        sa.Column("copy_id", Id, autoincrement=False, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("copy_id", "path"),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"]),
    )
