"""Two files of facts (`sop.toml`) compared, by section and row."""

from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from tomllib import TOMLDecodeError, loads

from app.compare.difference import Change, Detail, Kind, Part, details_of
from app.compare.lines import line_changes
from app.compare.lists import pairs
from app.compare.words import flat, list_detail, shown

Table = Mapping[str, object]
#: Which of its values says what a table of a list is about.
_TITLES = ("name", "text", "kind", "element", "title")


def fact_changes(old: bytes, new: bytes, names: Mapping[str, str]) -> Iterator[Change]:
    """What is different between two `sop.toml`: by section where both can be read, else by line.

    `names` are those of elements and lanes by id.
    """
    before, after = _read(old), _read(new)
    if before is None or after is None:
        yield Change(Part.FACTS, Kind.CHANGED, "", "file", lines=line_changes(old, new))
        return
    sections = [*after, *(name for name in before if name not in after)]
    found = [change for name in sections for change in _section(name, before.get(name), after.get(name), names)]
    yield from found
    if not found:
        yield Change(Part.FACTS, Kind.CHANGED, "", "file", details=(Detail("written", "", ""),))


def _section(name: str, old: object, new: object, names: Mapping[str, str]) -> Iterator[Change]:
    if _is_tables(old) or _is_tables(new):
        yield from _tables(name, _maps(old), _maps(new))
    elif isinstance(old, Mapping) or isinstance(new, Mapping):
        yield from _table(name, old if isinstance(old, Mapping) else {}, new if isinstance(new, Mapping) else {}, names)
    elif old != new:
        yield _change(name, "", _values(name, old, new), old, new)


def _table(section: str, old: Table, new: Table, names: Mapping[str, str]) -> Iterator[Change]:
    """A table of tables is told row by row, any other as a whole."""
    keys = [*new, *(key for key in old if key not in new)]
    rows = [key for key in keys if isinstance(old.get(key), Mapping) or isinstance(new.get(key), Mapping)]
    for key in rows:
        before, after = old.get(key), new.get(key)
        if before != after:
            told = _details(_map(before), _map(after), names)
            yield _change(f"{section}.{key}", names.get(key, ""), told, before, after, section)
    flat_old, flat_new = ({key: table[key] for key in table if key not in rows} for table in (old, new))
    if flat_old != flat_new:
        yield _change(section, "", _details(flat_old, flat_new, names), flat_old or None, flat_new or None, section)


def _tables(section: str, old: Sequence[Table], new: Sequence[Table]) -> Iterator[Change]:
    before, after = ([dumps(table, sort_keys=True, default=str) for table in tables] for tables in (old, new))
    for first, second in pairs(before, after):
        was = None if first is None else old[first]
        now = None if second is None else new[second]
        if was != now:
            number = second if second is not None else first
            told = _details(was or {}, now or {}, {})
            yield _change(f"{section} {(number or 0) + 1}", _title(now or was or {}), told, was, now, section)


def _change(name: str, called: str, details: tuple[Detail, ...], old: object, new: object, section: str = "") -> Change:
    kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
    return Change(Part.FACTS, kind, name, section or name, called, details=details)


def _details(old: Table, new: Table, names: Mapping[str, str]) -> tuple[Detail, ...]:
    lists = [key for key in [*new, *old] if isinstance(old.get(key), list) and isinstance(new.get(key), list)]
    found = [detail for key in dict.fromkeys(lists) for detail in _values(key, old[key], new[key])]
    before, after = flat(old, without=lists), flat(new, without=lists)
    keys = [*after, *(key for key in before if key not in after)]
    return (*details_of((names.get(key) or key, before.get(key), after.get(key)) for key in keys), *found)


def _values(name: str, old: object, new: object) -> tuple[Detail, ...]:
    if isinstance(old, list) and isinstance(new, list):
        return tuple(list_detail(name, [*map(shown, old)], [*map(shown, new)]))
    return details_of([(name, None if old is None else shown(old), None if new is None else shown(new))])


def _title(table: Table) -> str:
    return next((shown(table[name]) for name in _TITLES if name in table), "")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _maps(value: object) -> list[Table]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _map(value: object) -> Table:
    return value if isinstance(value, Mapping) else {}


def _read(data: bytes) -> Table | None:
    try:
        return loads(data.decode())
    except (UnicodeDecodeError, TOMLDecodeError, RecursionError):
        return None
