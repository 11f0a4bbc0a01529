"""An XML file with the place of every element in its text, so that parts of it can be kept to the letter."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.notation.tags import XSI

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<raw>.*?)\]\]>|<\?.*?\?>|</[^>]*>|(?P<open><(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)|(?P<text>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
#: The one attribute of BPMN files whose value has a prefix of its own.
TYPE = f"{XSI}type"


@dataclass(frozen=True, slots=True)
class Written:
    """Where an attribute stands in the text: `start` with the space before it, its value without the quotes."""

    start: int
    value: tuple[int, int]


@dataclass(eq=False)
class Element:
    """`start` to `opened` is the opening tag, `closed` to `end` the closing one; they are the same place for `<a/>`.

    Names are `{namespace}local`, only `tag` is as written; `around` and `scope` are the
    namespaces of the prefixes outside and inside of it; `text` is what stands in it, decoded.
    """

    name: str
    tag: str
    attributes: dict[str, str]
    written: dict[str, Written]
    around: Mapping[str, str]
    scope: Mapping[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0
    text: str = ""
    parts: list["Element"] = field(default_factory=list)
    #: What it says apart from its id; prefixes, order of attributes and layout are left out.
    body: tuple[object, ...] = ()

    @property
    def id(self) -> str | None:
        return self.attributes.get("id")

    @property
    def alone(self) -> bool:
        """Whether it is written as one tag, `<a/>`."""
        return self.end == self.opened

    @property
    def words(self) -> str:
        """The text, as far as it means something: between parts it is only layout."""
        return self.text.strip() if self.parts else self.text

    def says_as(self, other: "Element") -> bool:
        return self.id == other.id and self.body == other.body

    def walk(self) -> Iterator["Element"]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Source:
    """The text of a file, how it is written in bytes, and its root."""

    text: str
    encoding: str
    root: Element

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        return {each.id: each for each in reversed(list(self.root.walk())) if each.id}


def read(data: bytes) -> Source:
    """The elements of a file. It must be well-formed and have no document type: see `app.notation.parse`."""
    encoding = _encoding(data)
    text = data.decode(encoding)
    return Source(text, encoding, _root(text))


def _encoding(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = _DECLARED.match(data)
    return marked or (declared.group(1).decode() if declared else "utf-8")


def _root(text: str) -> Element:
    file = Element("", "", {}, {}, {}, {"xml": "http://www.w3.org/XML/1998/namespace"}, 0, 0)
    open_ones = [file]
    for token in _TOKEN.finditer(text):
        if token["open"]:
            element = _opened(token, open_ones[-1].scope)
            open_ones[-1].parts.append(element)
            if token["open"].endswith("/>"):
                element.body = _body(element)
            else:
                open_ones.append(element)
        elif token.group().startswith("</"):
            done = open_ones.pop()
            done.closed, done.end = token.span()
            done.body = _body(done)
        elif token["raw"] is not None or token["text"]:
            open_ones[-1].text += token["raw"] if token["raw"] is not None else _plain(token["text"])
    return file.parts[0]


def _body(element: Element) -> tuple[object, ...]:
    own = frozenset(one for one in element.attributes.items() if one[0] != "id")
    return element.name, own, element.words, tuple((part.id, part.body) for part in element.parts)


def _opened(token: re.Match[str], around: Mapping[str, str]) -> Element:
    start, end = token.span()
    found = {one[1]: (one[2][1:-1], Written(start + one.start(), _inside(one, start))) for one in _attributes(token)}
    spaces = {name: value for name, (value, _) in found.items() if f"{name}:".startswith("xmlns:")}
    scope = {**around, **{name[6:]: _plain(uri) for name, uri in spaces.items()}} if spaces else around
    own = {_full(name, scope) if ":" in name else name: both for name, both in found.items() if name not in spaces}
    attributes = {name: _plain(value) for name, (value, _) in own.items()}
    if TYPE in attributes:
        attributes[TYPE] = _full(attributes[TYPE], scope)
    tag = token["open"][1:].rstrip(">/").split(maxsplit=1)[0]
    places = {name: place for name, (_, place) in own.items()}
    return Element(_full(tag, scope), tag, attributes, places, around, scope, start, end, end, end)


def _attributes(token: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(token["open"])


def _inside(attribute: re.Match[str], offset: int) -> tuple[int, int]:
    start, end = attribute.span(2)
    return offset + start + 1, offset + end - 1


def _full(name: str, scope: Mapping[str, str]) -> str:
    """`camunda:formRef` -> `{http://camunda.org/schema/1.0/bpmn}formRef`."""
    prefix, _, local = name.rpartition(":")
    uri = scope.get(prefix)
    return f"{{{uri}}}{local}" if uri else name


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda one: _NAMED.get(one[3]) or chr(int(one[1], 16) if one[1] else int(one[2])), text)
