"""The table of documents. Triggers refuse every change of what a document says. Wide columns stand last."""

import sqlalchemy as sa

from app.store.tables import Digest, Id, Time, metadata

document = sa.Table(
    "document",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
    sa.Column("element", sa.Text, nullable=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("series", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    # None for documents without a number.
    sa.Column("serial", sa.Integer),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("issued_at", Time, nullable=False),
    sa.Column("applicant", sa.Boolean, nullable=False),
    sa.Column("replaces", Id, sa.ForeignKey("document.id")),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("filed", Digest),
    sa.Column("signed", Digest),
    # When a worker can make the PDF; None once it is there, or nobody is to make it.
    sa.Column("ready_at", Time),
    sa.Column("owner", sa.Text),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("failure", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("addressee", sa.Text, nullable=False),
    sa.Column("signer", sa.Text, nullable=False),
    sa.Column("post", sa.Text, nullable=False),
    sa.Column("signature", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    sa.Index("document_by_instance", "instance_id", "id"),
)

#: Conditions as partial indexes need them.
IS_READY = document.c.ready_at.is_not(None)
IS_FILED = document.c.filed.is_not(None)
IS_SIGNED = document.c.signed.is_not(None)
HAS_SERIAL = document.c.serial.is_not(None)
IS_TO_SIGN = document.c.state == sa.literal_column("'filed'")

for _name, _columns, _where in (
    ("document_by_ready_at", (document.c.ready_at,), IS_READY),
    ("document_by_filed", (document.c.filed,), IS_FILED),
    ("document_by_signed", (document.c.signed,), IS_SIGNED),
    ("document_to_sign", (document.c.post, document.c.id), IS_TO_SIGN),
):
    sa.Index(_name, *_columns, sqlite_where=_where, postgresql_where=_where)
sa.Index(
    "document_by_serial",
    document.c.series,
    document.c.year,
    document.c.serial,
    unique=True,
    sqlite_where=HAS_SERIAL,
    postgresql_where=HAS_SERIAL,
)
