"""The tables of figures. Conventions as in `app.store.tables`; days are `date.toordinal`, durations seconds.

Nothing here is the truth: `lajur measure --rebuild` makes all of it from the history.
"""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

#: Which cases have events that are not counted yet. Each step adds a row of its own, so steps never wait for each other
#: here, nor for who counts.
news = sa.Table(
    "measure_news",
    metadata,
    sa.Column("instance_id", Id, primary_key=True, autoincrement=False),
    sa.Column("events", sa.Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

measured_case = sa.Table(
    "measured_case",
    metadata,
    sa.Column("instance_id", Id, primary_key=True, autoincrement=False),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("started", Time, nullable=False),
    sa.Column("started_on", sa.Integer, nullable=False),
    sa.Column("ended", Time),
    sa.Column("ended_on", sa.Integer),
    sa.Column("outcome", sa.Text),
    sa.Column("gross", sa.BigInteger),
    sa.Column("office", sa.BigInteger),
    sa.Column("late", sa.Boolean),
    sa.Column("used", sa.Integer),
    sa.Column("variant", sa.Text),
    sa.Column("repeats", sa.Integer),
    sa.Column("taken", sa.Text),
    sa.Index("measured_case_by_start", "sop", "started_on", "version"),
    sa.Index("measured_case_by_end", "sop", "ended_on", "version"),
)

stay = sa.Table(
    "stay",
    metadata,
    sa.Column("instance_id", Id, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("element", sa.Text, nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("opened", Time, nullable=False),
    sa.Column("done", Time, nullable=False),
    sa.Column("whole_gross", sa.BigInteger, nullable=False),
    sa.Column("whole_office", sa.BigInteger, nullable=False),
    sa.Column("waited_gross", sa.BigInteger),
    sa.Column("waited_office", sa.BigInteger),
    sa.Column("worked_gross", sa.BigInteger),
    sa.Column("worked_office", sa.BigInteger),
    sa.Column("stopped_gross", sa.BigInteger, nullable=False),
    sa.Column("stopped_office", sa.BigInteger, nullable=False),
    sa.Index("stay_by_day", "sop", "day", "version"),
    sa.Index("stay_by_element", "sop", "element", "day"),
    sqlite_with_rowid=False,
)

variant = sa.Table(
    "variant",
    metadata,
    sa.Column("sop", sa.Text, primary_key=True),
    sa.Column("variant", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("flows", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Sheets of days and months. `started` and `ended` stand beside the body, so that balances need not open it.
sheet = sa.Table(
    "sheet",
    metadata,
    sa.Column("sop", sa.Text, primary_key=True),
    sa.Column("monthly", sa.Boolean, primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("started", sa.Integer, nullable=False),
    sa.Column("ended", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

stale_sheet = sa.Table(
    "stale_sheet",
    metadata,
    sa.Column("sop", sa.Text, primary_key=True),
    sa.Column("monthly", sa.Boolean, primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: One row: how far the figures go, and by which calendar. Whoever counts holds it.
measure_state = sa.Table(
    "measure_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("counted_until", Time),
    sqlite_with_rowid=False,
)
