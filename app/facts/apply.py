"""Puts the answers of a section into the text of `sop.toml`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.facts.places import Path
from app.facts.sections import Part, sections
from app.facts.sheet import Leaf, Sheet, sheet
from app.facts.values import at, meant, meant_variable
from app.facts.write import Kept, arrange, drop, put
from app.model.bundle import SOP
from app.model.errors import Refused
from app.model.outline import Outline
from app.model.values import Json

Answers = Mapping[str, Json]
Rows = Sequence[Mapping[str, Json]]

#: Tables that an SOP must have, even when they are empty.
_NEEDED = frozenset({("identity",), ("groups",)})


class NotWritable(Refused):
    """This part of sop.toml is written in a way that this page cannot change; please change it as text."""


def applied(data: bytes, old: Sheet, before: Answers, after: Answers, outline: Outline | None) -> bytes:
    """The file with what differs between two sets of answers; every other byte stays as it is.

    `before` are the answers that an untouched page gives. Raises NotWritable when the file cannot be changed so.
    """
    text = data.decode("utf-8-sig")
    has_returns = "\r\n" in text and text.count("\r\n") == text.count("\n")
    text = text.replace("\r\n", "\n") if has_returns else text
    try:
        changed = _lists(_leaves(text, old, before, after), old, before, after)
        _must_say_the_same(text, changed, old, outline)
    except (ValueError, StopIteration) as error:
        raise NotWritable from error
    if changed == text:
        return data
    changed = changed.replace("\n", "\r\n") if has_returns else changed
    return (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + changed.encode()


def _leaves(text: str, old: Sheet, before: Answers, after: Answers) -> str:
    touched = [leaf for name, leaf in old.leaves.items() if before.get(name) != after.get(name)]
    for leaf in touched:
        if leaf.field.type == "member":
            text = _with_member(text, leaf, is_in=after.get(leaf.name) is True)
        elif (value := meant(leaf.field, after.get(leaf.name))) is None:
            text = _without_empty(drop(text, leaf.place), leaf.place[:-1])
        else:
            text = put(text, leaf.place, _in_order(text, leaf, value), _before(leaf))
    return text


def _with_member(text: str, leaf: Leaf, *, is_in: bool) -> str:
    held = list(at(tomllib.loads(text), leaf.place) or [])
    kept = [*held, leaf.key] if is_in else [one for one in held if one != leaf.key]
    return put(text, leaf.place, kept) if kept else drop(text, leaf.place)


def _in_order(text: str, leaf: Leaf, value: Json) -> Json:
    """Of a choice of several, what stays keeps its order."""
    if leaf.field.type != "several" or not isinstance(value, list):
        return value
    held = [one for one in at(tomllib.loads(text), leaf.place) or [] if one in value]
    return [*held, *(one for one in value if one not in held)]


def _before(leaf: Leaf) -> tuple[str, ...]:
    """The names of the fields that stand before this one in the same table."""
    names = [field.place(leaf.key) for field in leaf.part.fields]
    own = names.index(leaf.place)
    return tuple(str(place[-1]) for place in names[:own] if place[:-1] == leaf.place[:-1])


def _without_empty(text: str, path: Path) -> str:
    """The text without a table that says nothing any more."""
    table = at(tomllib.loads(text), path) if path and path not in _NEEDED else None
    return drop(text, path) if isinstance(table, dict) and not any(value != "" for value in table.values()) else text


def _lists(text: str, old: Sheet, before: Answers, after: Answers) -> str:
    for name, part in old.lists.items():
        was, now = _rows(before.get(name)), _rows(after.get(name))
        if was != now:
            text = _pairs(text, part, was, now) if part.kind == "pairs" else _tables(text, part, was, now)
    return text


def _tables(text: str, part: Part, was: Rows, now: Rows) -> str:
    kept: list[Kept] = []
    for index, row in zip(_matched(was, now), now, strict=True):
        values = {field.at: meant(field, row.get(field.at)) for field in part.fields}
        if index is not None:
            own = {field.at: meant(field, was[index].get(field.at)) for field in part.fields}
            values = {key: value for key, value in values.items() if value != own[key]}
        kept.append((index, values))
    return arrange(text, part.place, kept, [field.at for field in part.fields])


def _matched(was: Rows, now: Rows) -> list[int | None]:
    """For every row the index of the one it was: the same one, else the most similar of those that are left."""
    found: list[int | None] = [None] * len(now)
    left = list(range(len(was)))
    for least in (None, 1):
        for number, row in enumerate(now):
            scores = {index: _alike(was[index], row) for index in left if found[number] is None}
            best = max(scores, key=lambda index: scores[index], default=None)
            if best is not None and (was[best] == row if least is None else scores[best] >= least):
                found[number] = best
                left.remove(best)
    return found


def _alike(one: Mapping[str, Json], other: Mapping[str, Json]) -> float:
    """How many fields say the same; identical rows are the most alike."""
    return float("inf") if one == other else sum(bool(value) and other.get(key) == value for key, value in one.items())


def _pairs(text: str, part: Part, was: Rows, now: Rows) -> str:
    old = {str(row["name"]): str(row["value"]) for row in was}
    new = {str(row["name"]): str(row["value"]) for row in now}
    for name in old.keys() - new.keys():
        text = drop(text, (*part.place, name))
    for name, value in new.items():
        if old.get(name) != value:
            text = put(text, (*part.place, name), meant_variable(value))
    return text


def _rows(value: Json) -> Rows:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _must_say_the_same(text: str, changed: str, old: Sheet, outline: Outline | None) -> None:
    """Raises ValueError when the new text is no TOML, or says something else in another section."""
    before, after = tomllib.loads(text), tomllib.loads(changed)
    own = {step[0] for step in _touched(old)}
    if {key: value for key, value in before.items() if key not in own} != {
        key: value for key, value in after.items() if key not in own
    }:
        raise ValueError(own)
    for key, section in sections().items():
        if key != old.section.key and sheet(section, before, outline).values != sheet(section, after, outline).values:
            raise ValueError(key)


def _touched(old: Sheet) -> Iterator[Path]:
    yield from (leaf.place for leaf in old.leaves.values())
    yield from (part.place for part in old.lists.values())


def read_facts(data: bytes) -> Mapping[str, Any]:
    """The values of the file. Raises Refused when it is not TOML."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused("{file} is not written in UTF-8 (byte {byte})", file=SOP, byte=error.start + 1) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused("{file} is not valid TOML: {reason}", file=SOP, reason=error) from error
