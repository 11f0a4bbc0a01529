"""Where in the text of a TOML file its tables, keys and values stand, so that one can be changed and all others stay.

The text must be valid TOML. A path is made of keys; an element of an array of tables has its index after its name:
`("letters", 0, "kind")`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Step = str | int
Path = tuple[Step, ...]

_STRING: Final = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_TOKEN: Final = re.compile(rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<sign>[\[\]{{}},])", re.DOTALL)
_TEXT: Final = re.compile(_STRING, re.DOTALL)
_PLAIN: Final = re.compile(r"[^,\]}#\n]*[^,\]}#\s]")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_HEADER: Final = re.compile(r"[ \t]*(\[\[?)[ \t]*")
_BLANK: Final = re.compile(r"[ \t]*")
_EQUALS: Final = re.compile(r"[ \t]*=[ \t]*")
_BETWEEN: Final = re.compile(r"(?:[\s,]|#[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """`key = value`: the lines it takes (`start` to `end`), and the span of its value."""

    path: Path
    start: int
    end: int
    value: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A table with a header: where the comments directly above it begin (`above`), where its header does (`start`),
    where its first entry may stand (`inside`), and where its last line ends."""

    path: Path
    above: int
    start: int
    inside: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """`blocks` stand in the order of the file; the first is the top, which has no header."""

    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]

    def entry(self, path: Path) -> Entry | None:
        return next((each for each in self.entries if each.path == path), None)

    def block(self, path: Path) -> Block | None:
        return next((each for each in self.blocks if each.path == path), None)


def places(text: str) -> Places:
    """The places of a text that is valid TOML."""
    return _Scan(text).run()


class _Scan:
    """Goes through a text once, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks = [Block((), 0, 0, 0, 0)]
        self.entries: list[Entry] = []
        self.counts: dict[Path, int] = {}

    def run(self) -> Places:
        at, above = 0, None
        while at < len(self.text):
            end = _line_end(self.text, at)
            line = self.text[at:end].strip()
            if not line:
                above = None
            elif line.startswith("#"):
                above = at if above is None else above
            else:
                end = self._header(at, end, above) if line.startswith("[") else self._entry(at)
                above = None
            at = end
        return Places(tuple(self.blocks), tuple(self.entries))

    def _header(self, at: int, end: int, above: int | None) -> int:
        opened = _here(_HEADER, self.text, at)
        keys, _ = _keys(self.text, opened.end())
        path = self._concrete(keys, is_array=opened[1] == "[[")
        self.blocks.append(Block(path, at if above is None else above, at, end, end))
        return end

    def _concrete(self, keys: list[str], *, is_array: bool) -> Path:
        """The path with the indexes of the arrays on its way."""
        path: Path = ()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            if number == len(keys) and is_array:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _entry(self, at: int) -> int:
        keys, behind = _keys(self.text, at)
        start = _here(_EQUALS, self.text, behind).end()
        end = _value_end(self.text, start)
        line_end = _line_end(self.text, end)
        block = self.blocks[-1]
        self.entries.append(Entry((*block.path, *keys), at, line_end, (start, end)))
        self.blocks[-1] = Block(block.path, block.above, block.start, block.inside, line_end)
        return line_end


def items(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The spans of the items of an array, which stands at `span`."""
    at, last = span[0] + 1, span[1] - 1
    while at < last:
        at = min(_here(_BETWEEN, text, at).end(), last)
        if at < last:
            end = _value_end(text, at)
            yield at, end
            at = end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _keys(text: str, at: int) -> tuple[list[str], int]:
    """The keys of a dotted key, and where it ends."""
    keys: list[str] = []
    while True:
        found = _here(_KEY, text, _here(_BLANK, text, at).end())
        keys.append(_plain(found[0]))
        at = _here(_BLANK, text, found.end()).end()
        if text[at : at + 1] != ".":
            return keys, at
        at += 1


def _plain(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key


def _value_end(text: str, at: int) -> int:
    if text[at] in "[{":
        return _closing(text, at)
    return _here(_TEXT if text[at] in "\"'" else _PLAIN, text, at).end()


def _closing(text: str, at: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, at):
        depth += (token["sign"] in ("[", "{")) - (token["sign"] in ("]", "}"))
        if token["sign"] and not depth:
            return token.end()
    raise ValueError(at)


def _here(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """What a pattern finds at a place. Raises ValueError when it finds nothing: then the text is not TOML."""
    found = pattern.match(text, at)
    if found is None:
        raise ValueError(at)
    return found
