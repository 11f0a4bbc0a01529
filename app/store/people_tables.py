"""The tables of posts, absences and of what people prove themselves with. Days are ISO 8601 texts."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

post = sa.Table(
    "post",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("begins", sa.Text, nullable=False),
    sa.Column("ends", sa.Text),
    sa.Column("nip", sa.Text, nullable=False),
    sa.Column("rank", sa.Text, nullable=False),
    sa.Column("acting_for", sa.Text),
    sa.Index("post_by_user", "user_id", "begins"),
)

absence = sa.Table(
    "absence",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("begins", sa.Text, nullable=False),
    sa.Column("ends", sa.Text, nullable=False),
    sa.Column("deputy", Id, sa.ForeignKey("app_user.id")),
    sa.Column("note", sa.Text, nullable=False),
    sa.Index("absence_by_user", "user_id", "begins"),
    sa.Index("absence_by_end", "ends"),
)

second_factor = sa.Table(
    "second_factor",
    metadata,
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("last_step", sa.BigInteger, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("failed_at", Time),
    sa.Column("recovery", sa.Text, nullable=False),
    sa.Column("proof", sa.Text, nullable=False),
    sa.Column("proved_at", Time),
)

password_link = sa.Table(
    "password_link",
    metadata,
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), primary_key=True, autoincrement=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("expires_at", Time, nullable=False),
)

subject = sa.Table(
    "subject",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("user_id", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Index("subject_of_user", "user_id", "issuer", unique=True),
    sqlite_with_rowid=False,
)

_acting = post.c.acting_for.is_not(None)
sa.Index("post_acting", post.c.begins, sqlite_where=_acting, postgresql_where=_acting)
