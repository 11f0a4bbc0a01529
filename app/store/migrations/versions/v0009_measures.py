"""Figures of the archive, counted from the history."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _news()
    _cases()
    _stays()
    _sheets()


def _news() -> None:
    """Every case that is there already has news."""
    op.create_table(
        "measure_news",
        sa.Column("instance_id", Id, autoincrement=False, nullable=False),
        sa.Column("events", sa.Integer, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("instance_id", "events"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO measure_news (instance_id, events) SELECT id, events FROM instance")
    op.create_table(
        "measure_state",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("counted_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _cases() -> None:
    op.create_table(
        "measured_case",
        sa.Column("instance_id", Id, autoincrement=False, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("started_on", sa.Integer, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("ended_on", sa.Integer),
        sa.Column("outcome", sa.Text),
        sa.Column("gross", sa.BigInteger),
        sa.Column("office", sa.BigInteger),
        sa.Column("late", sa.Boolean),
        sa.Column("used", sa.Integer),
        sa.Column("variant", sa.Text),
        sa.Column("repeats", sa.Integer),
        sa.Column("taken", sa.Text),
        sa.PrimaryKeyConstraint("instance_id"),
    )
    op.create_index("measured_case_by_start", "measured_case", ["sop", "started_on", "version"])
    op.create_index("measured_case_by_end", "measured_case", ["sop", "ended_on", "version"])
    op.create_table(
        "variant",
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("flows", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sop", "variant"),
        sqlite_with_rowid=False,
    )


def _stays() -> None:
    spans = [f"{phase}_{kind}" for phase in ("whole", "waited", "worked", "stopped") for kind in ("gross", "office")]
    op.create_table(
        "stay",
        sa.Column("instance_id", Id, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("element", sa.Text, nullable=False),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=name.startswith(("waited", "worked"))) for name in spans),
        sa.PrimaryKeyConstraint("instance_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("stay_by_day", "stay", ["sop", "day", "version"])
    op.create_index("stay_by_element", "stay", ["sop", "element", "day"])


def _sheets() -> None:
    def key() -> list[sa.Column[str] | sa.Column[bool] | sa.Column[int]]:
        return [
            sa.Column("sop", sa.Text, nullable=False),
            sa.Column("monthly", sa.Boolean, nullable=False),
            sa.Column("first", sa.Integer, autoincrement=False, nullable=False),
            sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        ]

    op.create_table(
        "sheet",
        *key(),
        sa.Column("started", sa.Integer, nullable=False),
        sa.Column("ended", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sop", "monthly", "first", "version"),
    )
    op.create_table(
        "stale_sheet",
        *key(),
        sa.PrimaryKeyConstraint("sop", "monthly", "first", "version"),
        sqlite_with_rowid=False,
    )
