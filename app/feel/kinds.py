"""`instance of`, and what a value becomes where a type is wanted."""

from app.feel.scope import Run
from app.feel.tree import Type
from app.feel.values import Range, Value, kind_of


def instance_of(value: Value, wanted: Type, run: Run) -> bool:
    """Is a value of a type? Null is of the type Null only; items and entries that are null fit every type."""
    run.charge(1)
    if value is None:
        return wanted.name in ("Null", "null")
    if wanted.name == "Any":
        return True
    if wanted.name != kind_of(value):
        return False
    if isinstance(value, list) and wanted.parts:
        return all(_fits(item, wanted.parts[0], run) for item in value)
    if isinstance(value, dict) and wanted.parts:
        wanted_members = zip(wanted.keys, wanted.parts, strict=True)
        return all(key in value and _fits(value[key], inner, run) for key, inner in wanted_members)
    if isinstance(value, Range) and wanted.parts:
        return all(_fits(end, wanted.parts[0], run) for end in (value.start, value.end))
    return True


def _fits(value: Value, wanted: Type, run: Run) -> bool:
    return value is None or instance_of(value, wanted, run)


def coerce(value: Value, wanted: Type, run: Run) -> Value:
    """The value if it fits, a list with one item as that item or the other way round (10.3.2.9.4), else null."""
    if value is None or instance_of(value, wanted, run):
        return value
    if wanted.name == "list" and instance_of([value], wanted, run):
        return [value]
    if isinstance(value, list) and len(value) == 1 and instance_of(value[0], wanted, run):
        return value[0]
    return None
