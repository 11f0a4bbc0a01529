"""Reads a form-js file into facts, and refuses with a sentence whatever would not be drawn or checked as written."""

import re
from collections.abc import Iterable, Iterator

from app.feel import FeelError
from app.form import schema
from app.form.ask import names_in
from app.form.document import Place, Raw, read_document
from app.form.formulas import Formula, formulas
from app.form.pattern import compiled
from app.form.template import holes_hold
from app.form.walk import flat, movable
from app.model.errors import LajurError
from app.model.form import Component, Form, Option, whole
from app.model.values import Json

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}", re.ASCII)
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}", re.ASCII)
_RELATIVE_IMAGE = re.compile(r"/(?!/)[A-Za-z0-9_./-]*", re.ASCII)


def read_form(data: bytes, form_id: str) -> Form:
    """Read the bytes of a `.form` file; `form_id` is the name of the file without its ending.

    Accepts form-js JSON of schemaVersion 18 and 19 with the components and properties of `app.form.schema`. Raises
    Refused with a sentence that names the form and the component: what is read here can be drawn and checked.
    """
    document = read_document(data, form_id)
    place = Place(form_id, form_id)
    place.known(document, schema.FORM_PROPERTIES)
    if document.get("schemaVersion") not in schema.SCHEMA_VERSIONS:
        place.refuse("The schemaVersion must be 18 or 19.")
    if document.get("id") != form_id:
        place.refuse("The id inside the file is {id}; it must be the name of the file.", id=document.get("id"))
    raws = list(_raws(document.get("components"), place))
    if sum(1 for _ in _all(raws, place)) > schema.MAX_COMPONENTS:
        place.refuse("There are more than {n} components.", n=schema.MAX_COMPONENTS)
    _unique((str(raw.get("id")) for raw in _all(raws, place)), "The id {name} is used twice.", place)
    components = _components(raws, form_id)
    form = Form(form_id, components, dict(_english(components)))
    for formula in formulas(form):
        _is_readable(formula, Place(form_id, formula.component))
    return form


def _raws(value: Json, place: Place, depth: int = 1) -> Iterator[Raw]:
    if depth > schema.MAX_DEPTH:
        place.refuse("Components stand more than {n} levels deep.", n=schema.MAX_DEPTH)
    if not isinstance(value, list):
        place.refuse("The property {name} must be a list.", name="components")
    for raw in value:
        if not isinstance(raw, dict):
            place.refuse("A component must be an object.")
        yield raw


def _all(raws: Iterable[Raw], place: Place, depth: int = 1) -> Iterator[Raw]:
    for raw in raws:
        yield raw
        if "components" in raw:
            yield from _all(_raws(raw["components"], place, depth + 1), place, depth + 1)


def _unique(names: Iterable[str], sentence: str, place: Place) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            place.refuse(sentence, name=name)
        seen.add(name)


def _components(raws: Iterable[Raw], form_id: str) -> tuple[Component, ...]:
    read = tuple(_component(raw, form_id) for raw in raws if not schema.is_submit(raw))
    names = (component.key or component.id for component in flat(read))
    _unique(names, "The key {name} is used twice.", Place(form_id, form_id))
    return read


def _english(components: Iterable[Component]) -> Iterator[tuple[str, str]]:
    for component in whole(components):
        if component.label_en:
            yield component.label, component.label_en
        yield from ((option.label, option.label_en) for option in component.options if option.label_en)


def _is_readable(formula: Formula, place: Place) -> None:
    try:
        names = names_in(formula.text)
    except FeelError as error:
        place.refuse("The formula in {property} cannot be read: {reason}", property=formula.property, reason=str(error))
    if outside := names & {"this", "parent"}:
        place.refuse("The name {name} is not supported; write the key itself.", name=min(outside))


def _component(raw: Raw, form_id: str) -> Component:
    place = Place(form_id, str(raw.get("key") or raw.get("path") or raw.get("id")))
    kind = str(raw.get("type"))
    _type_is_known(kind, place)
    place.known(raw, schema.PROPERTIES[kind])
    validate, custom = place.part(raw, "validate"), place.part(raw, "properties")
    place.known(validate, schema.RULES.get(kind, frozenset({"required"})))
    place.known(custom, schema.CUSTOM)
    component = Component(
        id=_identifier(raw, place),
        type=kind,
        key=_key(raw, kind, place),
        label=_first(raw, "label", "dateLabel", "timeLabel") or _first(custom, "label"),
        description=_first(raw, "description"),
        label_en=_first(custom, "label_en"),
        description_en=_first(custom, "description_en"),
        required=validate.get("required") is True,
        readonly=_readonly(raw),
        disabled=raw.get("disabled") is True,
        default=raw.get("defaultValue"),
        hide=_hide(raw, place),
        options=_options(raw, place),
        validate=validate,
        components=_components(_raws(raw["components"], place), form_id) if "components" in raw else (),
        raw=raw,
        properties=custom,
    )
    _consistent(component, place)
    return component


def _type_is_known(kind: str, place: Place) -> None:
    if kind in schema.REFUSED_TYPES:
        place.refuse(schema.REFUSED_TYPES[kind].template)
    if kind not in schema.PROPERTIES:
        place.refuse("The component type {type} is not supported.", type=kind)


def _identifier(raw: Raw, place: Place) -> str:
    value = raw.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        place.refuse("A component needs an id of letters, digits, dashes and underscores.")
    return value


def _key(raw: Raw, kind: str, place: Place) -> str:
    name = raw.get("path" if kind == "dynamiclist" else "key", "")
    if not name and kind not in schema.ANSWERED | {"expression", "dynamiclist"}:
        return ""
    if not isinstance(name, str) or not _KEY.fullmatch(name):
        place.refuse("A key is a letter followed by letters, digits and underscores, at most 64.")
    if name in schema.TAKEN and raw.get("disabled") is not True:
        place.refuse("The key {name} is taken; choose another.", name=name)
    return name


def _first(raw: Raw, *names: str) -> str:
    return next((text for name in names if isinstance(text := raw.get(name), str) and text), "")


def _readonly(raw: Raw) -> bool | str:
    value = raw.get("readonly", False)
    return value if isinstance(value, bool | str) else False


def _hide(raw: Raw, place: Place) -> str:
    conditional = place.part(raw, "conditional")
    place.known(conditional, frozenset({"hide"}))
    return _first(conditional, "hide")


def _options(raw: Raw, place: Place) -> tuple[Option, ...]:
    values = raw.get("values", [])
    if not isinstance(values, list):
        place.refuse("The property {name} must be a list.", name="values")
    options = tuple(_option(value, place) for value in values)
    _unique((option.value for option in options), "The option {name} is there twice.", place)
    return options


def _option(value: Json, place: Place) -> Option:
    if not isinstance(value, dict) or not value.get("value"):
        place.refuse("An option needs a value and a label.")
    place.known(value, frozenset({"value", "label", "label_en"}))
    texts = {name: value.get(name, "") for name in ("value", "label", "label_en")}
    if not all(isinstance(text, str) for text in texts.values()):
        place.refuse("The value and the label of an option must be text.")
    return Option(str(texts["value"]), str(texts["label"] or texts["value"]), str(texts["label_en"]))


def _consistent(component: Component, place: Place) -> None:
    """What no single property shows."""
    place.known(place.part(component.raw, "layout"), frozenset({"row", "columns"}))
    place.known(place.part(component.raw, "appearance"), frozenset({"prefixAdorner", "suffixAdorner"}))
    _layout_fits(component, place)
    _pattern_is_linear(component, place)
    sources = [name for name in ("values", "valuesKey", "valuesExpression") if name in component.raw]
    if component.type in schema.CHOICES and len(sources) != 1:
        place.refuse("The options come from exactly one of values, valuesKey and valuesExpression.")
    if component.type == "image" and not _RELATIVE_IMAGE.fullmatch(_first(component.raw, "source")):
        place.refuse("An image must be one of this server: an address that begins with a single slash.")
    rows_move = component.type == "dynamiclist" and movable(component)
    if rows_move and any(inner.readonly for inner in flat(component.components)):
        place.refuse("A list whose rows can be added and removed cannot hold read-only fields.")
    for text in (_first(component.raw, "text"), _first(component.properties, "text_en")):
        if not holes_hold(text):
            place.refuse("Between {{ and }} no part of a link can be computed.")
    if "check" in component.properties and not component.properties.get("check_message"):
        place.refuse("A check needs a check_message that says what is wrong.")


def _layout_fits(component: Component, place: Place) -> None:
    columns = place.part(component.raw, "layout").get("columns")
    if columns is not None and not (schema.is_count(columns) and columns in range(1, schema.GRID + 1)):
        place.refuse("The layout has {n} columns.", n=schema.GRID)


def _pattern_is_linear(component: Component, place: Place) -> None:
    pattern = component.validate.get("pattern")
    if isinstance(pattern, str):
        try:
            compiled(pattern)
        except LajurError as error:
            place.refuse("{reason}", reason=error)
