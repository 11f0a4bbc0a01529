"""Changes single places of a diagram's file and leaves every other byte as it was.

lxml would write the whole file anew: other quotes, other line ends. Here only places of the text are replaced, which
works for a file that `app.notation.parse` has read and whose signs of XML are single bytes (UTF-8 and its like).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from app.model.errors import LajurError

_PARTS = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<close>/)?(?P<name>[^\s/>]+)"
    rb"(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"\s+(?P<name>[^\s=]+)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*')")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class NotByBytes(LajurError):
    """The file is not written in UTF-8; save it anew from the editor before it is mended."""


@dataclass
class Place:
    """An element in the text: its start tag is `data[start:inside]`, all of it `data[start:end]`, its text and children
    `data[inside:until]`. `name` is its tag with the prefix; the places around it are `around`, innermost last."""

    name: str
    start: int
    inside: int
    around: tuple["Place", ...]
    attributes: dict[str, tuple[int, int, str]]
    until: int = 0
    end: int = 0

    @property
    def tag(self) -> str:
        return self.name.rpartition(":")[2]

    def get(self, attribute: str) -> str | None:
        found = self.attributes.get(attribute)
        return found[2] if found else None


@dataclass(frozen=True)
class Source:
    """The text of a diagram. Its methods answer with the changed text."""

    data: bytes
    _edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.data.startswith(_WIDE):
            raise NotByBytes

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All elements in the order of the file."""
        return tuple(_places(self.data))

    def find(self, element: str) -> Place:
        """The element with an id. Raises LajurError when there is none."""
        found = next((place for place in self.places if place.get("id") == element), None)
        if found is None:
            raise LajurError("There is no element “{id}” in the diagram.", id=element[:100])
        return found

    def inside(self, place: Place, *tags: str) -> Iterator[Place]:
        """The elements of these tags anywhere within an element."""
        return (each for each in self.places if each.tag in tags and place in each.around)

    def set(self, place: Place, attribute: str, value: str) -> None:
        """Give an attribute another value, or add it after the last one."""
        written = f"{attribute}={quoteattr(value)}".encode()
        if found := place.attributes.get(attribute):
            self._edits.append((found[0], found[1], written))
        else:
            ends = [end for _, end, _ in place.attributes.values()]
            at = max(ends, default=place.start + 1 + len(place.name.encode()))
            self._edits.append((at, at, b" " + written))

    def unset(self, place: Place, attribute: str) -> None:
        """Take an attribute away, with the space before it."""
        if found := place.attributes.get(attribute):
            start = len(self.data[: found[0]].rstrip())
            self._edits.append((start, found[1], b""))

    def write(self, place: Place, text: str) -> None:
        """Put a text in the place of what an element holds."""
        self._edits.append((place.inside, place.until, escape(text).encode()))

    def remove(self, places: Iterable[Place]) -> None:
        """Take elements away, with the space before them."""
        for place in places:
            self._edits.append((len(self.data[: place.start].rstrip()), place.end, b""))

    def changed(self) -> bytes:
        """The text with everything that was asked for."""
        data = self.data
        for start, end, new in sorted(self._edits, reverse=True):
            data = data[:start] + new + data[end:]
        return data


def _places(data: bytes) -> Iterator[Place]:
    open_places: list[Place] = []
    found: list[Place] = []
    for part in _PARTS.finditer(data):
        if part["name"] is None:
            continue
        if part["close"]:
            place = open_places.pop()
            place.until, place.end = part.start(), part.end()
            continue
        attributes = dict(_attributes(part["rest"], part.start("rest")))
        place = Place(part["name"].decode(), part.start(), part.end(), tuple(open_places), attributes)
        found.append(place)
        if part["rest"].endswith(b"/"):
            place.until = place.end = part.end()
        else:
            open_places.append(place)
    return iter(found)


def _attributes(rest: bytes, at: int) -> Iterator[tuple[str, tuple[int, int, str]]]:
    for found in _ATTRIBUTE.finditer(rest):
        value = found["value"][1:-1].decode("utf-8", "replace")
        yield found["name"].decode(), (at + found.start("name"), at + found.end(), value)
