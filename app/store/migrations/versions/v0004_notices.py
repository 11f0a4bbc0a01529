"""Notices with their e-mails, messages, reminders, and codes by which the public can track a case."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: As in `app.model.tracking`; a migration does not change with the code around it.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 8


def upgrade() -> None:
    op.add_column("app_user", sa.Column("email", sa.Text))
    op.drop_index("membership_by_group")
    op.create_index("membership_by_group", "membership", ["group_name", "user_id"])
    _reminders()
    _tracking_codes()
    _notices()
    _choices()
    _messages()


def _reminders() -> None:
    op.add_column("work_item", sa.Column("remind_at", sa.BigInteger))
    waiting = sa.text("state = 'open' AND remind_at IS NOT NULL")
    op.create_index(
        "work_item_by_remind_at", "work_item", ["remind_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def _tracking_codes() -> None:
    """Cases that are there get a code, too."""
    op.add_column("instance", sa.Column("tracking_code", sa.Text))
    books, cases = op.get_bind(), sa.table("instance", sa.column("id"), sa.column("tracking_code"))
    give = sa.update(cases).where(cases.c.id == sa.bindparam("case")).values(tracking_code=sa.bindparam("code"))
    codes = [
        {"case": case, "code": "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))}
        for case in books.scalars(sa.select(cases.c.id))
    ]
    if codes:
        books.execute(give, codes)


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
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
    op.create_index("notice_by_person", "notice", ["person", "id"])
    for name, columns, where in (
        ("notice_unseen", ["person", "id"], sa.text("seen_at IS NULL")),
        ("notice_by_mail_at", ["mail_at"], sa.text("mail_at IS NOT NULL")),
        ("notice_unposted_of", ["person", "id"], sa.text("mail_at IS NOT NULL")),
    ):
        op.create_index(name, "notice", columns, sqlite_where=where, postgresql_where=where)


def _choices() -> None:
    op.create_table(
        "notice_choice",
        sa.Column("person", Id, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("person", "topic"),
        sqlite_with_rowid=False,
    )


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", Id, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("sender", Id, nullable=False),
        sa.Column("from_office", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.ForeignKeyConstraint(["sender"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("message_by_instance", "message", ["instance_id", "id"])
