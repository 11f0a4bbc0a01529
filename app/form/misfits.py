"""Everything in a form file that would not be drawn as written, each with its place: for those who edit the form."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.form import schema
from app.form.read import read_form
from app.model.errors import LajurError


@dataclass(frozen=True, slots=True)
class Misfit:
    """`component` is the id of the component, empty for the whole form; `place` leads to it: labels of the groups
    around it and its own."""

    component: str
    place: str
    reason: LajurError


def misfits(data: bytes, form_id: str) -> tuple[Misfit, ...]:
    """The components that are not supported or, if there are none, the first other reason why it cannot be read."""
    found = tuple(_of(_components(data), ()))
    if found:
        return found
    try:
        read_form(data, form_id)
    except LajurError as refused:
        reason = refused.facts.get("reason", refused)
        component = str(refused.facts.get("component", ""))
        return (Misfit(component, component, reason if isinstance(reason, LajurError) else refused),)
    return ()


def told(form_id: str, misfit: Misfit) -> LajurError:
    """A misfit as a sentence of its own."""
    return LajurError("Form {form}, {place}: {reason}", form=form_id, place=misfit.place, reason=misfit.reason)


def _components(data: bytes) -> Any:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return document.get("components") if isinstance(document, dict) else None


def _of(components: Any, around: tuple[str, ...]) -> Iterator[Misfit]:
    """Deeper than a form may be, `read_form` says so."""
    for raw in components if isinstance(components, list) and len(around) < schema.MAX_DEPTH else ():
        if isinstance(raw, dict):
            place = (*around, _called(raw))
            if reason := _reason(raw):
                yield Misfit(str(raw.get("id", "")), " › ".join(place), reason)
            yield from _of(raw.get("components"), place)


def _reason(raw: Mapping[str, Any]) -> LajurError | None:
    kind = str(raw.get("type"))
    if schema.is_submit(raw):
        return None
    if kind in schema.REFUSED_TYPES:
        return schema.REFUSED_TYPES[kind]
    if kind not in schema.PROPERTIES:
        return LajurError("The component type {type} is not supported.", type=kind)
    return None


def _called(raw: Mapping[str, Any]) -> str:
    name = next((str(raw[key]) for key in ("label", "key", "path", "id") if raw.get(key)), str(raw.get("type")))
    return " ".join(name.split())[:80]
