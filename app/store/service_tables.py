"""The tables of complaints and of the satisfaction survey."""

import sqlalchemy as sa

from app.store.tables import Digest, Id, Time, instance, metadata

complaint = sa.Table(
    "complaint",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("code", Digest, nullable=False),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("contact", sa.Text, nullable=False),
    sa.Column("case_number", sa.Text, nullable=False),
    sa.Column("filed_at", Time, nullable=False),
    sa.Column("due", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("answered_on", sa.Text),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Index("complaint_by_state", "state", "id"),
)

#: The history of complaints: triggers refuse every change.
complaint_event = sa.Table(
    "complaint_event",
    metadata,
    sa.Column("complaint_id", Id, sa.ForeignKey("complaint.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Time, nullable=False),
    sa.Column("deed", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

complaint_file = sa.Table(
    "complaint_file",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("complaint_id", Id, sa.ForeignKey("complaint.id"), nullable=False),
    sa.Column("digest", Digest, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Index("complaint_file_by_complaint", "complaint_id"),
    sa.Index("complaint_file_by_digest", "digest"),
)

#: Random ids and whole days: neither order nor time may lead from a response to a case.
survey_response = sa.Table(
    "survey_response",
    metadata,
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("scores", sa.Text, nullable=False),
    sa.Column("traits", sa.Text, nullable=False),
    sa.Column("suggestion", sa.Text, nullable=False),
    sa.Index("survey_response_by_day", "sop", "day"),
    sqlite_with_rowid=False,
)

#: Digests of the tokens that were used, and nothing else: not when, not for which response.
survey_token = sa.Table(
    "survey_token",
    metadata,
    sa.Column("digest", Digest, primary_key=True),
    sqlite_with_rowid=False,
)

#: How many cases of an SOP have ended in a time is asked for every report.
sa.Index("instance_by_end", instance.c.sop, instance.c.ended_at)
