"""Complaints and the satisfaction survey."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"

#: The history of complaints is only added to, like that of cases.
BY_DIALECT = {
    "sqlite": [
        f"CREATE TRIGGER complaint_event_update BEFORE UPDATE ON complaint_event {_REFUSE_ON_SQLITE}",
        f"CREATE TRIGGER complaint_event_delete BEFORE DELETE ON complaint_event {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        """CREATE TRIGGER complaint_event_change BEFORE UPDATE OR DELETE ON complaint_event
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        "CREATE TRIGGER complaint_event_truncate BEFORE TRUNCATE ON complaint_event EXECUTE FUNCTION refuse_change()",
    ],
}

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _complaints()
    _survey()
    op.create_index("instance_by_end", "instance", ["sop", "ended_at"])
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)


def _complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("case_number", sa.Text, nullable=False),
        sa.Column("filed_at", sa.BigInteger, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("answered_on", sa.Text),
        sa.Column("events", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("complaint_by_state", "complaint", ["state", "id"])
    op.create_table(
        "complaint_event",
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("complaint_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "complaint_file",
        sa.Column("id", Id, nullable=False),
        sa.Column("complaint_id", Id, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaint.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("complaint_file_by_complaint", "complaint_file", ["complaint_id"])


def _survey() -> None:
    op.create_table(
        "survey_response",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("scores", sa.Text, nullable=False),
        sa.Column("traits", sa.Text, nullable=False),
        sa.Column("suggestion", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("survey_response_by_day", "survey_response", ["sop", "day"])
    op.create_table(
        "survey_token",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest"),
        sqlite_with_rowid=False,
    )
