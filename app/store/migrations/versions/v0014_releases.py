"""Proposals, the history of SOPs, and who has edited a working copy."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("state = 'open'")
_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"
#: The guards of the history. PostgreSQL has the function since 0001.
GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER definition_event_update BEFORE UPDATE ON definition_event {_REFUSE_ON_SQLITE}",
        f"CREATE TRIGGER definition_event_delete BEFORE DELETE ON definition_event {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        """CREATE TRIGGER definition_event_change BEFORE UPDATE OR DELETE ON definition_event
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER definition_event_truncate BEFORE TRUNCATE ON definition_event
        EXECUTE FUNCTION refuse_change()""",
    ],
}


def upgrade() -> None:
    _proposals()
    _history()
    _editors()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", Id, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("copy_id", Id, nullable=False),
        sa.Column("over", sa.Integer, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("proposed_by", Id, nullable=False),
        sa.Column("proposed_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", Id),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("version", sa.Integer),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"]),
        sa.ForeignKeyConstraint(["proposed_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["app_user.id"]),
    )
    op.create_index("proposal_open", "proposal", ["copy_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)


def _history() -> None:
    op.create_table(
        "definition_event",
        sa.Column("id", Id, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary),
        sa.Column("version", sa.Integer),
        sa.Column("copy_id", Id),
        sa.Column("proposal_id", Id),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("definition_event_by_sop", "definition_event", ["sop", "id"])
    # What was deployed before there was a history stands in it, too.
    op.execute(
        "INSERT INTO definition_event (sop, kind, at, actor, note, digest, version)"
        " SELECT sop, 'deployed', deployed_at, deployed_by, note, digest, version FROM deployment"
        " ORDER BY deployed_at, sop, version"
    )


def _editors() -> None:
    op.create_table(
        "working_editor",
        sa.Column("copy_id", Id, autoincrement=False, nullable=False),
        sa.Column("user_id", Id, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("copy_id", "user_id"),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO working_editor (copy_id, user_id)"
        " SELECT id, owner FROM working_copy UNION SELECT id, saved_by FROM working_copy"
    )
