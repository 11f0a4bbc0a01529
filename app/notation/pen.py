"""Writes new pieces of XML into a file in the way in which that file is written."""

import re
from collections.abc import Mapping
from itertools import chain, count

from app.notation.spans import TYPE, Source

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_ATTRIBUTES = _ESCAPES | {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_QUOTES = {'"': "&quot;", "'": "&apos;"}


class Pen:
    """`other` is where the new pieces come from: its prefixes are taken for namespaces that the file does not know."""

    def __init__(self, source: Source, other: Source) -> None:
        self.text = source.text
        self.newline = "\r\n" if "\r\n" in source.text else "\n"
        self._taken = set(chain.from_iterable(each.scope for each in source.root.walk()))
        self._prefixes = {uri: prefix for each in other.root.walk() for prefix, uri in each.scope.items() if prefix}
        self._declared: dict[str, str] = {}
        first = source.root.parts[0].start if source.root.parts else 0
        self.unit = self.fresh_line(first).removeprefix(self.newline) or "  "

    def fresh_line(self, place: int) -> str:
        """The new line and the space before a place, or nothing when something else stands there."""
        space = self.text[self.text.rfind("\n", 0, place) + 1 : place]
        return "" if space.strip("\ufeff \t") or place == len(space) else self.newline + space

    def tag(self, name: str, scope: Mapping[str, str]) -> str:
        uri, _, local = name.rpartition("}")
        if not uri or scope.get("") == uri[1:]:
            return local
        return f"{self._prefix(uri[1:], scope)}:{local}"

    def attribute(self, name: str, value: str, scope: Mapping[str, str]) -> str:
        uri, _, local = name.rpartition("}")
        written = f"{self._prefix(uri[1:], scope)}:{local}" if uri else local
        return f'{written}="{self.value(name, value, scope)}"'

    def value(self, name: str, value: str, scope: Mapping[str, str], quote: str = '"') -> str:
        plain = self.tag(value, scope) if name == TYPE else value
        return "".join(_IN_ATTRIBUTES.get(sign, _QUOTES[quote] if sign == quote else sign) for sign in plain)

    def words(self, text: str) -> str:
        lines = re.split("\r?\n", "".join(_ESCAPES.get(sign, sign) for sign in text))
        return self.newline.join(lines)

    def declarations(self) -> str:
        """What the root has to declare for the pieces that were written."""
        return "".join(f' xmlns:{prefix}="{self.value("", uri, {})}"' for uri, prefix in self._declared.items())

    def _prefix(self, uri: str, scope: Mapping[str, str]) -> str:
        known = next((prefix for prefix, one in scope.items() if one == uri and prefix), None)
        return known or self._declared.get(uri) or self._declare(uri)

    def _declare(self, uri: str) -> str:
        wanted = self._prefixes.get(uri, "ns")
        names = chain([wanted], (f"{wanted}{number}" for number in count(1)))
        prefix = next(name for name in names if name not in self._taken)
        self._taken.add(prefix)
        self._declared[uri] = prefix
        return prefix
