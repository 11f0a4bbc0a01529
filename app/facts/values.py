"""Between what the file holds and what the inputs of a page hold."""

import json
from collections.abc import Mapping
from typing import Any

from app.facts.places import Path
from app.facts.sections import Field
from app.model.values import Json

#: Stands for the end of a line inside one text of a list that is edited a line a text.
_TURN = " ⏎ "


def at(facts: Mapping[str, Any], path: Path) -> Any:
    """What stands at a path, or None."""
    value: Any = facts
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def shown(field: Field, value: Any, key: str = "") -> Json:
    """A value of the file as the input of its field holds it."""
    if field.type == "member":
        return isinstance(value, list) and key in value
    if field.type == "several":
        return [str(one) for one in value] if isinstance(value, list) else []
    if field.type == "lines":
        return "\n".join(str(one).replace("\n", _TURN) for one in value) if isinstance(value, list) else ""
    if value is None or (field.type == "number" and isinstance(value, int) and not isinstance(value, bool)):
        return value
    return str(value)


def meant(field: Field, answer: Json) -> Json:
    """The value for the file that an answer means; None for nothing."""
    if field.type == "lines":
        lines = str(answer or "").split("\n")
        return [line.strip().replace(_TURN, "\n") for line in lines if line.strip()] or None
    return None if answer in ("", []) else answer


def shown_variable(value: Any) -> str:
    """A variable as a text: texts plainly, all else (and texts that look like something else) as JSON."""
    if isinstance(value, str) and meant_variable(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def meant_variable(text: str) -> Json:
    """The value that the text of a variable means."""
    try:
        meant: Json = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return meant
