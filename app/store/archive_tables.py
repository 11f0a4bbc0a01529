"""The tables of the archive: who has read what."""

import sqlalchemy as sa

from app.store.tables import Id, Time, metadata

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
