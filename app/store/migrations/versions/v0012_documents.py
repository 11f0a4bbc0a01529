"""Documents: letters with their numbers, made into PDFs by a worker, signed, and never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"

#: What may change: how a document stands and where its PDFs lie. Nothing it says.
_FIXED = (
    "id",
    "instance_id",
    "element",
    "visit",
    "template",
    "kind",
    "series",
    "year",
    "serial",
    "number",
    "day",
    "code",
    "issued_at",
    "applicant",
    "replaces",
    "title",
    "subject",
    "addressee",
    "signer",
    "post",
    "data",
)
_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"


def _another(same: str) -> str:
    """The condition that a change concerns what a document says, or a PDF that is there already."""
    fixed = [f"NOT (NEW.{it} {same} OLD.{it})" for it in _FIXED]
    kept = [f"(OLD.{it} IS NOT NULL AND NOT (NEW.{it} {same} OLD.{it}))" for it in ("filed", "signed", "signature")]
    return " OR ".join([*fixed, *kept])


BY_DIALECT = {
    "sqlite": [
        f"""CREATE TRIGGER document_update BEFORE UPDATE ON document
        WHEN {_another("IS")} {_REFUSE_ON_SQLITE}""",
        f"CREATE TRIGGER document_delete BEFORE DELETE ON document {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        f"""CREATE TRIGGER document_update BEFORE UPDATE ON document FOR EACH ROW
        WHEN ({_another("IS NOT DISTINCT FROM")}) EXECUTE FUNCTION refuse_change()""",
        """CREATE TRIGGER document_delete BEFORE DELETE ON document
        FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
        "CREATE TRIGGER document_truncate BEFORE TRUNCATE ON document EXECUTE FUNCTION refuse_change()",
    ],
}

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", Id, primary_key=True),
        sa.Column("instance_id", Id, sa.ForeignKey("instance.id"), nullable=False),
        sa.Column("element", sa.Text, nullable=False),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("serial", sa.Integer),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("applicant", sa.Boolean, nullable=False),
        sa.Column("replaces", Id, sa.ForeignKey("document.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("filed", sa.LargeBinary),
        sa.Column("signed", sa.LargeBinary),
        sa.Column("ready_at", sa.BigInteger),
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
    )
    op.create_index("document_by_instance", "document", ["instance_id", "id"])
    for column in ("ready_at", "filed", "signed"):
        _index_some(f"document_by_{column}", [column], column)
    _index_some("document_by_serial", ["series", "year", "serial"], "serial", unique=True)
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)


def _index_some(name: str, columns: list[str], given: str, *, unique: bool = False) -> None:
    where = sa.column(given).is_not(None)
    op.create_index(name, "document", columns, unique=unique, sqlite_where=where, postgresql_where=where)
