"""Changes in the text of a TOML file: one value, one list, one table at a time; every other byte stays as it is."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.facts.places import Block, Path, Places, items, places
from app.model.values import Json

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
#: Behind an item of an array: its comma, and a comment on the rest of the line.
_TAIL: Final = re.compile(r"[ \t]*,?(?:[ \t]*#[^\n]*)?")
_SHORT: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

#: A table of an array as it will be: the index it had, or None for a new one, and what is to stand there then.
Kept = tuple[int | None, Mapping[str, Json]]


def dumped(value: Json) -> str:
    """A value as TOML in one line. Raises ValueError for null, which TOML has not."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + _CONTROL.sub(lambda sign: _SHORT.get(sign[0]) or f"\\u{ord(sign[0]):04x}", escaped) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(dumped, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {dumped(inner)}" for key, inner in value.items()) + "}"
    if value is None:
        raise ValueError(value)
    return json.dumps(value)


def put(text: str, path: Path, value: Json, before: Sequence[str] = ()) -> str:
    """The text with a value at a path. A new key stands behind the last of `before` that is there, else at the end of
    its table; a table that is missing is made behind its relatives."""
    found = places(text)
    entry = found.entry(path)
    if entry is None:
        return _new_key(text, found, path, value, before)
    start, end = entry.value
    new = _list(text, entry.value, value) if isinstance(value, list) and text[start] == "[" else dumped(value)
    return text[:start] + new + text[end:]


def drop(text: str, path: Path) -> str:
    """The text without a key or a table; without either it stays as it is."""
    found = places(text)
    entry = found.entry(path)
    if entry is not None:
        return text[: entry.start] + text[entry.end :]
    for block in reversed(found.blocks):
        if block.path[: len(path)] == path:
            text = _without(text, block.start, block.end)
    return text


def arrange(text: str, path: Path, tables: Sequence[Kept], order: Sequence[str] = ()) -> str:
    """The text with the tables of the array at `path` in this order. What stays of a table keeps its bytes, a new one
    is written with its keys in `order`. Comments above the first table tell of the array and stay."""
    slots = _slots(text, path)
    chunks = [_chunk(text, slots, path, kept, order) for kept in tables]
    for (start, end), chunk in reversed(list(zip(slots, chunks, strict=False))):
        text = text[:start] + chunk + text[end:]
    if len(chunks) < len(slots):
        for start, end in reversed(_slots(text, path)[len(chunks) :]):
            text = _without(text, start, end)
    for number in range(len(slots), len(chunks)):
        at = _slots(text, path)[-1][1] if number else _behind(places(text), path)
        text = _inserted(text, at, chunks[number])
    for number, (index, values) in enumerate(tables):
        if index is not None:
            text = _changed(text, (*path, number), values, order)
    return text


def _changed(text: str, path: Path, values: Mapping[str, Json], order: Sequence[str]) -> str:
    """A table with these changes in it: a value that is null is taken away."""
    for key, value in values.items():
        if value is None:
            text = drop(text, (*path, key))
        else:
            text = put(text, (*path, key), value, order[: order.index(key)] if key in order else ())
    return text


def _slots(text: str, path: Path) -> list[tuple[int, int]]:
    """The spans of the tables of an array with the tables inside them."""
    slots: list[tuple[int, int]] = []
    seen: set[Path] = set()
    for block in places(text).blocks:
        own = block.path[: len(path) + 1]
        if block.path[: len(path)] != path or len(own) == len(path):
            continue
        if own not in seen:
            seen.add(own)
            slots.append((block.above if slots else block.start, block.end))
        else:
            slots[-1] = (slots[-1][0], block.end)
    return slots


def _chunk(text: str, slots: Sequence[tuple[int, int]], path: Path, kept: Kept, order: Sequence[str]) -> str:
    index, values = kept
    if index is not None:
        start, end = slots[index]
        return _with_line_end(text[start:end])
    keys = [key for key in order if key in values] + [key for key in values if key not in order]
    lines = [f"{_key(key)} = {dumped(values[key])}" for key in keys if values[key] is not None]
    return "\n".join([f"[[{_dotted(path)}]]", *lines, ""])


def _new_key(text: str, found: Places, path: Path, value: Json, before: Sequence[str]) -> str:
    line = f"{_key(str(path[-1]))} = {dumped(value)}\n"
    block = found.block(path[:-1])
    if block is None:
        return _inserted(text, _behind(found, path[:-1]), f"[{_dotted(path[:-1])}]\n{line}")
    entries = [each for name in before if (each := found.entry((*path[:-1], name))) is not None]
    at = max((each.end for each in entries), default=block.inside if before else block.end)
    if at and text[at - 1] != "\n":
        line = f"\n{line}"
    return text[:at] + line + text[at:]


def _list(text: str, span: tuple[int, int], values: list[Json]) -> str:
    """An array with these items in the lines it has: items that stay keep their lines and comments."""
    spans = list(items(text, span))
    if not spans or "\n" not in text[slice(*span)]:
        return dumped(values)
    ends = [_TAIL.match(text, end, span[1] - 1) for _, end in spans]
    edges = [span[0] + 1, *(tail.end() for tail in ends if tail)]
    own = [
        (_read(text[start:end]), text[edges[number] : end], text[end : edges[number + 1]])
        for number, (start, end) in enumerate(spans)
    ]
    pad = text[edges[-2] : spans[-1][0]]
    lines = []
    for value in values:
        kept = next((each for each in own if each[0] == value), None)
        _, line, tail = kept or (value, pad + dumped(value), ",")
        lines.append((line, tail))
        own = [each for each in own if each is not kept]
    return "[" + "".join(_joined(lines)) + text[edges[-1] : span[1]]


def _joined(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Every line with its tail; all but the last need a comma in it."""
    for number, (line, tail) in enumerate(lines, 1):
        yield line + (tail if number == len(lines) or "," in tail.partition("#")[0] else f",{tail}")


def _read(item: str) -> Json:
    meant: Json = json.loads(json.dumps(tomllib.loads(f"item = {item}")["item"], default=str))
    return meant


def _without(text: str, start: int, end: int) -> str:
    """The text without a span and the blank lines behind it."""
    rest = text[end:]
    return text[:start] + rest[len(rest) - len(rest.lstrip("\r\n")) :]


def _behind(found: Places, path: Path) -> int:
    """Where a new table belongs: behind the last one of the same family, else at the end."""

    def kin(block: Block) -> int:
        shared = [ours == theirs for ours, theirs in zip(path, block.path, strict=False)]
        return shared.index(False) if False in shared else len(shared)

    best = max(kin(block) for block in found.blocks)
    family = [block for block in found.blocks if kin(block) == best]
    return family[-1].end if best else found.blocks[-1].end


def _inserted(text: str, at: int, chunk: str) -> str:
    """The text with a table put in, a blank line before it."""
    head, rest = text[:at], text[at:]
    head = head if head.endswith("\n") or not head else f"{head}\n"
    return f"{head}{chr(10) if head else ''}{chunk}{rest}"


def _with_line_end(chunk: str) -> str:
    return chunk if chunk.endswith("\n") else f"{chunk}\n"


def _dotted(path: Path) -> str:
    return ".".join(_key(step) for step in path if isinstance(step, str))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else dumped(key)
