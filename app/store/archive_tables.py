"""The tables of the archive: who has read what, who and what has touched a case, searches people keep, the books of
letters."""

import sqlalchemy as sa

from app.store.tables import Id, Time, instance, metadata

#: Who has read which case: triggers refuse every change. `span` is the quarter of an hour (`app.model.reading`).
reading = sa.Table(
    "reading",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("span", sa.Integer, nullable=False),
    sa.UniqueConstraint("instance_id", "person", "what", "span"),
    sa.Index("reading_by_instance", "instance_id", "id"),
    sa.Index("reading_by_person", "person", "id"),
)

#: Who and what has touched a case (`app.model.touch`), once each. Cases of an actor or element stand together.
case_touch = sa.Table(
    "case_touch",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), primary_key=True),
    sqlite_with_rowid=False,
)

saved_search = sa.Table(
    "saved_search",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("person", Id, sa.ForeignKey("app_user.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("saved_at", Time, nullable=False),
    sa.UniqueConstraint("person", "name"),
)

#: The books of letters: triggers refuse every change. `columns` is JSON; `day` and `month` are those of the office.
register_entry = sa.Table(
    "register_entry",
    metadata,
    sa.Column("book", sa.Text, primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("month", sa.Integer, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("event", sa.Integer, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("columns", sa.Text, nullable=False),
    sa.Column("search", sa.Text, nullable=False),
    sa.UniqueConstraint("instance_id", "event", "book"),
    sa.Index("register_entry_by_month", "book", "year", "month", "number"),
    sqlite_with_rowid=False,
)

#: All that the archive chooses and sorts by, in the order of the starts: it reads this instead of the wide rows.
sa.Index(
    "instance_by_facts",
    *(instance.c[name] for name in ("id", "sop", "version", "status", "end_event", "started_at", "ended_at")),
    *(instance.c[name] for name in ("urgency", "company", "number")),
)
