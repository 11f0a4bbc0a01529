"""What a native input needs to know: its attributes, and the answer as it is written in it."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from app.form.numbers import editable
from app.form.rules import is_file
from app.form.template import worded
from app.form.walk import Node
from app.model.form import Component
from app.model.values import Json


def attributes(component: Component) -> Mapping[str, str]:
    """Attributes of the input besides name, id and state. Limits are left to the server: its sentences are better
    than those of a browser, and it takes nothing away from what was pasted."""
    if component.type == "number":
        whole = component.raw.get("decimalDigits") == 0
        return {"type": "text", "inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
    if component.type == "datetime":
        return {"type": _INPUTS.get(str(component.raw.get("subtype")), "date")}
    if component.type == "filepicker":
        accept = {"accept": str(component.raw["accept"])} if component.raw.get("accept") else {}
        return {"type": "file", **accept, **({"multiple": ""} if component.raw.get("multiple") is True else {})}
    if component.type == "image":
        return {"src": str(component.raw.get("source", ""))}
    return _TEXTS.get(str(component.validate.get("validationType")), {"type": "text"})


_INPUTS: Mapping[str, str] = {"time": "time", "datetime": "datetime-local"}
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "email": {"type": "email", "inputmode": "email", "autocomplete": "email"},
    "phone": {"type": "tel", "inputmode": "tel", "autocomplete": "tel"},
}


def typed(node: Node, zone: tzinfo, locale: str) -> Json:
    """The value as its input holds it: numbers and moments as text in the reader's way, the rest as it is."""
    value = node.value
    if node.component.type == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        return editable(value, locale)
    if node.component.type == "datetime" and node.component.raw.get("subtype") == "datetime":
        return _local(value, zone)
    if node.component.type == "filepicker":
        return [one for one in value if is_file(one)] if isinstance(value, list) else []
    if node.component.type in ("textfield", "textarea") and not (value is None or isinstance(value, str)):
        return str(value) if isinstance(value, int) else worded(value, locale)
    return value


def _local(value: Json, zone: tzinfo) -> Json:
    try:
        moment = datetime.fromisoformat(str(value))
        return (moment.astimezone(zone) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, OverflowError):
        return value
