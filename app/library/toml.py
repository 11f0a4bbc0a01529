"""Strict reading of TOML: a file says what it may say, or it is refused with a sentence that names key and line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from app.model.errors import LajurError, Refused

Kind = TypeVar("Kind")

_TEXT = LajurError("a text")
_NUMBER = LajurError("a whole number")
_COUNT = LajurError("a whole number, zero or more")
_DAY = LajurError("a day such as 2026-11-23")
_FLAG = LajurError("true or false")
_TEXTS = LajurError("a list of texts")
_TABLE = LajurError("a table")
_TABLES = LajurError("a list of tables")
_HEADER = re.compile(r"\s*\[+\s*([^\]]*?)\s*\]+\s*(#.*)?")


@dataclass(frozen=True)
class Table:
    """One table of a TOML file. What is asked for is checked; what nobody asked for is refused by `nothing_else`.

    `file` is how sentences call the file, `path` where the table stands in it (it is the `nth` of that name), `lines`
    the file's text.
    """

    file: str
    lines: tuple[str, ...]
    values: Mapping[str, Any]
    path: tuple[str, ...] = ()
    nth: int = 1
    asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        return self._value(key, str, _TEXT, default)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number that is not negative."""
        number = self._value(key, int, _NUMBER, default)
        if isinstance(number, bool) or number < 0:
            raise self._wrong(key, _COUNT)
        return number

    def optional_number(self, key: str) -> int | None:
        return self.number(key) if key in self.values else None

    def day(self, key: str) -> date:
        """A day, without a time."""
        day = self._value(key, date, _DAY, None)
        if isinstance(day, datetime):
            raise self._wrong(key, _DAY)
        return day

    def optional_day(self, key: str) -> date | None:
        return self.day(key) if key in self.values else None

    def flag(self, key: str, *, default: bool) -> bool:
        return self._value(key, bool, _FLAG, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is missing."""
        values = self._value(key, list, _TEXTS, [])
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(key, _TEXTS)
        return tuple(values)

    def table(self, key: str, *, required: bool = False) -> "Table":
        """The table of this name; an empty one when it is missing and not required."""
        values = self._value(key, dict, _TABLE, None if required else {})
        return self._inner(values, key)

    def tables(self, key: str) -> tuple["Table", ...]:
        """The tables under `[[key]]`."""
        values = self._value(key, list, _TABLES, [])
        if not all(isinstance(value, dict) for value in values):
            raise self._wrong(key, _TABLES)
        return tuple(self._inner(value, key, nth) for nth, value in enumerate(values, 1))

    def inner_tables(self) -> Iterator[tuple[str, "Table"]]:
        """The tables of this table by name, where every key must be a table (`[rows.<element>]`)."""
        for key in self.values:
            yield key, self.table(key)

    def words(self) -> Mapping[str, str]:
        """The texts of this table by key."""
        return {key: self.text(key) for key in self.values}

    def read(self, make: Callable[["Table"], Kind]) -> Kind:
        """What `make` makes of this table; keys it did not ask for are refused."""
        made = make(self)
        self.nothing_else()
        return made

    def nothing_else(self) -> None:
        """Raises Refused when the table holds a key that was never asked for."""
        for key in self.values:
            if key not in self.asked:
                raise self.refused(
                    "“{key}” is not known here; what may stand here is {known}", key, known=self._known()
                )

    def refused(self, sentence: str, key: str, **facts: object) -> Refused:
        """The refusal of a key: `sentence` may name `{key}`, and the file and line are put before it."""
        number = self._line(key)
        where = LajurError("{file}, line {number}", file=self.file, number=number) if number else self.file
        reason = LajurError(sentence, key=".".join((*self.path, key)), **facts)
        return Refused("{where}: {reason}", where=where, reason=reason)

    def _inner(self, values: Mapping[str, Any], key: str, nth: int = 1) -> "Table":
        return Table(self.file, self.lines, values, (*self.path, key), nth)

    def _value(self, key: str, kind: type[Kind], called: LajurError, default: Kind | None) -> Kind:
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise self.refused("“{key}” is missing", key)
        if not isinstance(value, kind):
            raise self._wrong(key, called)
        return value

    def _wrong(self, key: str, called: LajurError) -> Refused:
        return self.refused("“{key}” must be {called}", key, called=called)

    def _known(self) -> str:
        return ", ".join(f"“{key}”" for key in sorted(self.asked))

    def _line(self, key: str) -> int | None:
        """The line where `key` of this table stands, else where the table begins."""
        here, begins, seen = not self.path, None, 0
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.fullmatch(line):
                path = tuple(part.strip(" \"'") for part in header[1].split("."))
                if path == (*self.path, key):
                    return number
                seen += path == self.path
                here = path == self.path and seen == self.nth
                begins = number if here else begins
            elif here and re.match(_assignment(key), line):
                return number
        return begins


def _assignment(key: str) -> str:
    return rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]"


def read_toml(data: bytes, file: str) -> Table:
    """The top table of a TOML file. Raises Refused when the bytes are not TOML."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Refused("{file} is not written in UTF-8 (byte {byte})", file=file, byte=error.start + 1) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused("{file} is not valid TOML: {reason}", file=file, reason=error) from error
    return Table(file, tuple(text.splitlines()), values)
