"""Two forms compared, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from json import loads

from app.compare.difference import Change, Detail, Kind, Part, details_of
from app.compare.lines import line_changes
from app.compare.lists import out_of_order
from app.compare.words import flat, list_detail, shown
from app.model.values import Json

#: Said by the fields themselves, or only of the editor.
_NOT_OF_FORM = frozenset({"components", "id", "exporter", "schemaVersion"})
_NOT_OF_FIELD = frozenset({"components", "id", "key", "path", "values"})
#: How deep groups may stand in each other; deeper ones are left to the form's rules.
_DEEPEST = 20


@dataclass(frozen=True)
class Field:
    """A component as written, and the group it stands in."""

    raw: Mapping[str, Json]
    group: str

    @property
    def type(self) -> str:
        return shown(self.raw.get("type"))

    @property
    def name(self) -> str:
        return shown(self.raw.get("label")) or shown(self.raw.get("text")).partition("\n")[0]


def form_changes(form: str, name: str, old: bytes, new: bytes) -> Iterator[Change]:
    """What is different between two files of a form: by field where both can be read, else by line."""
    before, after = _read(old), _read(new)
    if before is None or after is None:
        yield Change(Part.FORM, Kind.CHANGED, form, "form", name, form, lines=line_changes(old, new))
        return
    found = list(_changes(form, before, after))
    about = details_of(_about(before, after))
    if about or not found:
        yield Change(Part.FORM, Kind.CHANGED, form, "form", name, form, details=about or (Detail("written", "", ""),))
    yield from found


def _about(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[tuple[str, str | None, str | None]]:
    before, after = flat(old, without=_NOT_OF_FORM), flat(new, without=_NOT_OF_FORM)
    for what in [*after, *(what for what in before if what not in after)]:
        yield what, before.get(what), after.get(what)


def _changes(form: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Change]:
    before, after = _fields(old), _fields(new)
    elsewhere = out_of_order(list(before), list(after))
    for name, field in after.items():
        if name not in before:
            yield _alone(form, Kind.ADDED, name, field)
        elif told := _details(before[name], field, moved=name in elsewhere):
            kind = Kind.MOVED if all(detail.layout for detail in told) else Kind.CHANGED
            yield Change(Part.FORM, kind, name, field.type, field.name, form, told)
    for name, field in before.items():
        if name not in after:
            yield _alone(form, Kind.REMOVED, name, field)


def _alone(form: str, kind: Kind, name: str, field: Field) -> Change:
    told = {"group": field.group, **_facts(field)}
    told.pop("label", None)
    plain = {what: text for what, text in told.items() if text and not _is_layout(what) and what != "type"}
    sides = ((what, None, text) if kind is Kind.ADDED else (what, text, None) for what, text in plain.items())
    return Change(Part.FORM, kind, name, field.type, field.name, form, details_of(sides))


def _details(old: Field, new: Field, *, moved: bool) -> tuple[Detail, ...]:
    before, after = _facts(old), _facts(new)
    whats = [*after, *(what for what in before if what not in after)]
    told = details_of((what, before.get(what), after.get(what)) for what in whats)
    found = [replace(detail, layout=_is_layout(detail.what)) for detail in told]
    found += list_detail("options", _options(old), _options(new))
    if old.group != new.group:
        found.append(Detail("group", old.group, new.group, layout=True))
    elif moved:
        found.append(Detail("order", "", "", layout=True))
    return tuple(sorted(found, key=lambda detail: detail.layout))


def _facts(field: Field) -> dict[str, str]:
    return flat(field.raw, without=_NOT_OF_FIELD)


def _is_layout(what: str) -> bool:
    return what.startswith("layout.")


def _options(field: Field) -> list[str]:
    values = field.raw.get("values")
    found = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    return [" = ".join(shown(value.get(part)) for part in ("value", "label") if value.get(part)) for value in found]


def _fields(form: Mapping[str, Json]) -> dict[str, Field]:
    """All fields by key (those of a list behind the name of the list), and by id where they have none."""
    found: dict[str, Field] = {}
    for name, field in _walk(form.get("components"), "", "", 0):
        number, unique = 1, name
        while unique in found:
            number, unique = number + 1, f"{name} ({number + 1})"
        found[unique] = field
    return found


def _walk(components: Json, group: str, above: str, depth: int) -> Iterator[tuple[str, Field]]:
    if not isinstance(components, list) or depth > _DEEPEST:
        return
    for raw in components:
        if isinstance(raw, dict):
            key = shown(raw.get("path") or raw.get("key") or raw.get("id"))
            field = Field(raw, group)
            yield f"{above}{key}", field
            below = f"{above}{key}." if raw.get("path") else above
            yield from _walk(raw.get("components"), field.name or key, below, depth + 1)


def _read(data: bytes) -> Mapping[str, Json] | None:
    try:
        found = loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
