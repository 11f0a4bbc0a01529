"""The archive: who has read which case."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"

#: Notes are only added, like the history.
BY_DIALECT = {
    "sqlite": [
        f"CREATE TRIGGER reading_update BEFORE UPDATE ON reading {_REFUSE_ON_SQLITE}",
        f"CREATE TRIGGER reading_delete BEFORE DELETE ON reading {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        """CREATE TRIGGER reading_change BEFORE UPDATE OR DELETE ON reading
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        "CREATE TRIGGER reading_truncate BEFORE TRUNCATE ON reading EXECUTE FUNCTION refuse_change()",
    ],
}

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _readings()
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)


def _readings() -> None:
    op.create_table(
        "reading",
        sa.Column("id", Id, nullable=False),
        sa.Column("instance_id", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("span", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["instance_id"], ["instance.id"]),
        sa.ForeignKeyConstraint(["person"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instance_id", "person", "what", "span"),
    )
    op.create_index("reading_by_instance", "reading", ["instance_id", "id"])
    op.create_index("reading_by_person", "reading", ["person", "id"])
