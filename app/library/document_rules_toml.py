"""Reads the tables `[[document_rules]]` of `sop.toml`: what must be true of documents before a step is completed."""

from app.library.toml import Table
from app.model.document_rule import DocumentRule


def read_document_rules(top: Table) -> tuple[DocumentRule, ...]:
    """The rules in the order of the file. Raises Refused for what is misspelt."""
    return tuple(table.read(_rule) for table in top.tables("document_rules"))


def _rule(table: Table) -> DocumentRule:
    rule = DocumentRule(
        element=table.text("element"),
        require=table.text("require"),
        message=table.text("message"),
        message_en=table.text("message_en", ""),
        field=table.text("field", ""),
    )
    if not rule.require.startswith("="):
        raise table.refused("“{key}” must be FEEL after =", "require")
    return rule
