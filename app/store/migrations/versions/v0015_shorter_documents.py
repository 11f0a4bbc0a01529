"""An erasure of personal data may take words from a document; it may still not change what stays."""

from alembic import op

revision = "0015"
down_revision = "0014"

#: What never changes.
_FIXED = (
    *("id", "instance_id", "element", "visit", "template", "kind", "series", "year", "serial", "number", "day", "code"),
    *("issued_at", "applicant", "replaces", "title", "signer", "post"),
)
#: What may become empty, and what may become shorter.
_EMPTIED, _SHORTENED = ("subject", "addressee"), ("data", "signature")
_REFUSE_ON_SQLITE = "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END"


def _another(same: str) -> str:
    """The condition that a change is more than a new standing and less words."""
    fixed = [f"NOT (NEW.{it} {same} OLD.{it})" for it in _FIXED]
    kept = [f"(OLD.{it} IS NOT NULL AND NOT (NEW.{it} {same} OLD.{it}))" for it in ("filed", "signed")]
    emptied = [f"NOT (NEW.{it} {same} OLD.{it} OR NEW.{it} = '')" for it in _EMPTIED]
    shortened = [
        f"(OLD.{it} IS NOT NULL AND NOT (NEW.{it} {same} OLD.{it})"
        f" AND (NEW.{it} IS NULL OR length(NEW.{it}) >= length(OLD.{it})))"
        for it in _SHORTENED
    ]
    return " OR ".join([*fixed, *kept, *emptied, *shortened])


BY_DIALECT = {
    "sqlite": [
        "DROP TRIGGER document_update",
        f"CREATE TRIGGER document_update BEFORE UPDATE ON document WHEN {_another('IS')} {_REFUSE_ON_SQLITE}",
    ],
    "postgresql": [
        "DROP TRIGGER document_update ON document",
        f"""CREATE TRIGGER document_update BEFORE UPDATE ON document FOR EACH ROW
        WHEN ({_another("IS NOT DISTINCT FROM")}) EXECUTE FUNCTION refuse_change()""",
    ],
}


def upgrade() -> None:
    for statement in BY_DIALECT[op.get_bind().dialect.name]:
        op.execute(statement)
