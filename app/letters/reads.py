"""What a template reads: for checks before it is deployed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.feel.parse import parse_for
from app.letters.body import FUNCTION_NAMES
from app.model.template import Choose, Front, Hole, Photos, Repeat, Template, Text

#: What every template may read besides the variables of its case; `urut` within loops.
GIVEN = frozenset({"surat", "penandatangan", "langkah", "terbit"})
_CHOICE = re.compile(r"\b(?:pilihan|centang_pilihan)\(\s*\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Read:
    """An expression of a template: the variables of the case it reads, and the fields whose labels it asks for. `line`
    is 0 for what stands in the front matter. `given` are those it reads of `GIVEN`."""

    line: int
    names: frozenset[str]
    choices: frozenset[str]
    given: frozenset[str] = frozenset()


def reads(template: Template) -> Iterator[Read]:
    """Everything a template without a problem reads, in the order of the file."""
    for expression in _formulas(template.front):
        yield _read(expression, 0, frozenset())
    for text in _texts(template.front):
        yield from _within(text, frozenset())
    yield from _within(template.body, frozenset())


@lru_cache(maxsize=256)
def names_of(template: Template) -> frozenset[str]:
    """All names that a template without a problem reads, those that are given to every template as well."""
    return frozenset[str]().union(*(read.names | read.given for read in reads(template)))


def names_of_text(text: Text) -> frozenset[str]:
    """The variables that a text of the front matter reads."""
    return frozenset[str]().union(*(read.names for read in _within(text, frozenset())))


def _formulas(front: Front) -> Iterator[str]:
    yield from (text for text in (front.when, front.date) if text)
    yield from (text[1:] for text in (front.signer, front.authority) if text.startswith("="))


def _texts(front: Front) -> tuple[Text, ...]:
    return (front.title, front.addressee, front.sender, front.sifat, front.lampiran, front.hal, *front.tembusan)


def _within(text: Text, own: frozenset[str]) -> Iterator[Read]:
    """`own` are the names of the loops around."""
    for part in text:
        match part:
            case Hole() | Photos():
                yield _read(part.expression, part.line, own)
            case Repeat():
                yield _read(part.expression, part.line, own)
                yield from _within(part.body, own | {part.name, "urut"})
            case Choose():
                for branch in part.branches:
                    yield from [_read(branch.condition, branch.line, own)] if branch.condition else []
                    yield from _within(branch.body, own)
            case _:
                pass


def _read(expression: str, line: int, own: frozenset[str]) -> Read:
    names = parse_for(expression, (), FUNCTION_NAMES).names - FUNCTION_NAMES - own
    return Read(line, names - GIVEN, frozenset(_CHOICE.findall(expression)), names & GIVEN)
