"""Notices may be about an SOP: they belong to no case then."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEXES = (
    ("notice_by_person", ["person", "id"], None),
    ("notice_unseen", ["person", "id"], sa.text("seen_at IS NULL")),
    ("notice_by_mail_at", ["mail_at"], sa.text("mail_at IS NOT NULL")),
    ("notice_unposted_of", ["person", "id"], sa.text("mail_at IS NOT NULL")),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("notice", "instance_id", nullable=True)
    else:
        _anew()


def _anew() -> None:
    """SQLite cannot change a column: the table is made anew and filled from the old one."""
    for name, _, _ in _INDEXES:
        op.drop_index(name, "notice")
    op.rename_table("notice", "notice_before")
    op.create_table(
        "notice",
        sa.Column("id", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("instance_id", Id),
        sa.Column("work_id", Id),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("daily", sa.Boolean, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("mail_at", sa.BigInteger),
        sa.Column("mail_note", sa.Text),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "key"),
    )
    op.execute("INSERT INTO notice SELECT * FROM notice_before")
    op.drop_table("notice_before")
    for name, columns, where in _INDEXES:
        op.create_index(name, "notice", columns, sqlite_where=where)
