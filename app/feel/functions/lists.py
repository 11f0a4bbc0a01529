"""Functions on lists (DMN 1.5, 10.3.4.4). The first item is at 1, the last one at -1."""

from decimal import Decimal
from functools import cmp_to_key

from app.feel.compare import equal, order
from app.feel.functions.registry import function
from app.feel.scope import Run
from app.feel.values import Function, Value


def _has(items: list[Value], wanted: Value, run: Run) -> bool:
    run.charge(1 + len(items) // 4)
    return any(equal(item, wanted, run) for item in items)


def _place(items: list[Value], position: Decimal) -> int | None:
    """The index for Python of a position, None if the list has no such position."""
    if not 1 <= abs(position) <= len(items):
        return None
    return int(position) - 1 if position > 0 else len(items) + int(position)


def _distinct(items: list[Value], run: Run) -> list[Value]:
    found: list[Value] = []
    for item in items:
        if not _has(found, item, run):
            found.append(item)
    return found


@function("list contains(list: list, element: any)", run=True)
def list_contains(run: Run, items: list[Value], element: Value) -> bool:
    return _has(items, element, run)


@function("sublist(list: list, start position: number, length?: number?)", run=True)
def sublist(run: Run, items: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value] | None:
    place = _place(items, start)
    if place is None or (length is not None and not 1 <= length <= len(items) - place):
        return None
    run.items(len(items))
    return items[place:] if length is None else items[place : place + int(length)]


@function("append(list: list, item...: any)", run=True)
def append(run: Run, items: list[Value], *further: Value) -> list[Value]:
    run.items(len(items) + len(further))
    return [*items, *further]


@function("concatenate(list...: list)", run=True)
def concatenate(run: Run, *lists: list[Value]) -> list[Value]:
    run.items(sum(map(len, lists)))
    return [item for items in lists for item in items]


@function("insert before(list: list, position: number, newItem: any)", run=True)
def insert_before(run: Run, items: list[Value], position: Decimal, item: Value) -> list[Value] | None:
    place = _place(items, position)
    if place is None:
        return None
    run.items(len(items) + 1)
    return [*items[:place], item, *items[place:]]


@function("remove(list: list, position: number)", run=True)
def remove(run: Run, items: list[Value], position: Decimal) -> list[Value] | None:
    place = _place(items, position)
    if place is None:
        return None
    run.items(len(items))
    return items[:place] + items[place + 1 :]


@function("list replace(list: list, position: number, newItem: any)", run=True)
def replace_at(run: Run, items: list[Value], position: Decimal, item: Value) -> list[Value] | None:
    place = _place(items, position)
    if place is None:
        return None
    run.items(len(items))
    return [*items[:place], item, *items[place + 1 :]]


@function("list replace(list: list, match: function, newItem: any)", run=True)
def replace_matching(run: Run, items: list[Value], match: Function, item: Value) -> list[Value] | None:
    """Replace every item for which a function of it and of the new item is true; it must answer with a boolean."""
    run.items(len(items))
    replaced: list[Value] = []
    for old in items:
        verdict = match.call(run, [old, item])
        if not isinstance(verdict, bool):
            return None
        replaced.append(item if verdict else old)
    return replaced


@function("reverse(list: list)", run=True)
def reverse(run: Run, items: list[Value]) -> list[Value]:
    run.items(len(items))
    return items[::-1]


@function("index of(list: list, match: any)", run=True)
def index_of(run: Run, items: list[Value], match: Value) -> list[Value]:
    run.charge(1 + len(items))
    return [Decimal(place) for place, item in enumerate(items, 1) if equal(item, match, run)]


@function("union(list...: list)", run=True)
def union(run: Run, *lists: list[Value]) -> list[Value]:
    return _distinct(concatenate(run, *lists), run)


@function("distinct values(list: list)", run=True)
def distinct_values(run: Run, items: list[Value]) -> list[Value]:
    return _distinct(items, run)


@function("duplicate values(list: list)", run=True)
def duplicate_values(run: Run, items: list[Value]) -> list[Value]:
    seen: list[Value] = []
    twice: list[Value] = []
    for item in items:
        if _has(seen, item, run) and not _has(twice, item, run):
            twice.append(item)
        seen.append(item)
    return twice


@function("flatten(list: list)", run=True)
def flatten(run: Run, items: list[Value]) -> list[Value]:
    flat: list[Value] = []
    for item in items:
        run.charge(1)
        flat += flatten(run, item) if isinstance(item, list) else [item]
    run.items(len(flat))
    return flat


@function("sort(list: list, precedes?: function)", run=True)
def sort(run: Run, items: list[Value], precedes: Function | None = None) -> list[Value] | None:
    """In the order a function gives; without one in the natural order, null if there is none."""

    def compare(left: Value, right: Value) -> int:
        run.charge(1)
        if precedes is None:
            place = order(left, right)
            if place is None:
                raise ValueError
            return place
        return int(precedes.call(run, [right, left]) is True) - int(precedes.call(run, [left, right]) is True)

    run.items(len(items))
    if precedes is not None and precedes.arity != 2:
        return None
    return sorted(items, key=cmp_to_key(compare))


@function("partition(list: list, size: number)", run=True)
def partition(run: Run, items: list[Value], size: Decimal) -> list[Value] | None:
    """Lists of that size, the last one with the rest."""
    if size < 1:
        return None
    run.items(len(items))
    step = int(min(size, Decimal(len(items) or 1)))
    return [items[start : start + step] for start in range(0, len(items), step)]
