"""The tables of notices, of how people want to be told, and of messages. Conventions as in `app.store.tables`."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("topic", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id")),
    sa.Column("work_id", Id),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("made_at", Time, nullable=False),
    sa.Column("seen_at", Time),
    sa.Column("mail", sa.Text, nullable=False),
    sa.Column("daily", sa.Boolean, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("owner", sa.Text),
    # When its e-mail can be taken: due, and no lease running. None for whatever does not wait.
    sa.Column("mail_at", Time),
    sa.Column("mail_note", sa.Text),
    # Exactly once for each person and happening.
    sa.UniqueConstraint("person", "key"),
    sa.Index("notice_by_person", "person", "id"),
)

IS_UNSEEN = notice.c.seen_at.is_(None)
IS_UNPOSTED = notice.c.mail_at.is_not(None)

for _name, _columns, _where in (
    ("notice_unseen", (notice.c.person, notice.c.id), IS_UNSEEN),
    ("notice_by_mail_at", (notice.c.mail_at,), IS_UNPOSTED),
    ("notice_unposted_of", (notice.c.person, notice.c.id), IS_UNPOSTED),
):
    sa.Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)

notice_choice = sa.Table(
    "notice_choice",
    metadata,
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), primary_key=True),
    sa.Column("topic", sa.Text, primary_key=True),
    sa.Column("way", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

message = sa.Table(
    "message",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("sender", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("from_office", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("files", sa.Text, nullable=False),
    sa.Column("sent_at", Time, nullable=False),
    sa.Index("message_by_instance", "instance_id", "id"),
)
