"""Posts, absences, second factors, one-time links, and how OpenID providers know people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _posts()
    _absences()
    _proofs()
    op.create_index("membership_by_group", "membership", ["group_name"])


def _posts() -> None:
    """Who holds which post, and who fills a vacant one."""
    op.create_table(
        "post",
        sa.Column("id", Id, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("begins", sa.Text, nullable=False),
        sa.Column("ends", sa.Text),
        sa.Column("nip", sa.Text, nullable=False),
        sa.Column("rank", sa.Text, nullable=False),
        sa.Column("acting_for", sa.Text),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("post_by_user", "post", ["user_id", "begins"])
    acting = sa.text("acting_for IS NOT NULL")
    op.create_index("post_acting", "post", ["begins"], sqlite_where=acting, postgresql_where=acting)


def _absences() -> None:
    """Who is away, and who does his work meanwhile."""
    op.create_table(
        "absence",
        sa.Column("id", Id, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("begins", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("deputy", Id),
        sa.Column("note", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["deputy"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("absence_by_user", "absence", ["user_id", "begins"])
    op.create_index("absence_by_end", "absence", ["ends"])


def _proofs() -> None:
    """What people prove themselves with besides a password."""
    op.create_table(
        "second_factor",
        sa.Column("user_id", Id, autoincrement=False, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failed_at", sa.BigInteger),
        sa.Column("recovery", sa.Text, nullable=False),
        sa.Column("proof", sa.Text, nullable=False),
        sa.Column("proved_at", sa.BigInteger),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "password_link",
        sa.Column("user_id", Id, autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("user_id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "subject",
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("issuer", "subject"),
        sqlite_with_rowid=False,
    )
    op.create_index("subject_of_user", "subject", ["user_id", "issuer"], unique=True)
