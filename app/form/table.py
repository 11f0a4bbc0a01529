"""Tables: rows of a variable or a formula, for reading only."""

from app.form.ask import When, value_of
from app.form.template import worded
from app.form.walk import Node
from app.model.values import Json

MAX_ROWS = 500

Head = tuple[str, ...]
Body = tuple[tuple[str, ...], ...]


def table(node: Node, when: When, locale: str) -> tuple[Head, Body]:
    """Headings and cells of a table component, as texts; nothing for any other component."""
    raw = node.component.raw
    columns = _records(_given("columnsExpression", node, when) or raw.get("columns"))
    rows = _records(_given("dataSource", node, when))[:MAX_ROWS]
    heads = tuple(_heading(column, locale) for column in columns)
    return heads, tuple(tuple(worded(row.get(str(column.get("key"))), locale) for column in columns) for row in rows)


def _given(name: str, node: Node, when: When) -> Json:
    formula = node.component.raw.get(name)
    return value_of(formula, node.names, when) if isinstance(formula, str) else None


def _records(value: Json) -> list[dict[str, Json]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _heading(column: dict[str, Json], locale: str) -> str:
    english = column.get("label_en") if locale == "en" else None
    return worded(english or column.get("label") or column.get("key"), locale)
