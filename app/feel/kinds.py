"""`instance of`, and what a value becomes where a type is wanted."""

from collections.abc import Iterator

from app.feel.scope import Run
from app.feel.tree import Type
from app.feel.values import Range, Value, kind_of


def instance_of(value: Value, wanted: Type, run: Run) -> bool:
    """Is a value of a type? Null is of the type Null only; items and entries that are null fit every type."""
    run.charge(1)
    if value is None:
        return wanted.name in ("Null", "null")
    if wanted.name not in ("Any", kind_of(value)):
        return False
    return all(key is not None and _fits(part, inner, run) for key, part, inner in _inside(value, wanted))


def _inside(value: Value, wanted: Type) -> Iterator[tuple[str | None, Value, Type]]:
    """What a value consists of, each part with the type it should have; the key is None for a missing entry."""
    if isinstance(value, dict):
        for key, inner in zip(wanted.keys, wanted.parts, strict=True):
            yield key if key in value else None, value.get(key), inner
    elif isinstance(value, list | Range) and wanted.parts:
        for part in value if isinstance(value, list) else (value.start, value.end):
            yield "", part, wanted.parts[0]


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
