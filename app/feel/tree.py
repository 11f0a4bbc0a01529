"""The tree an expression is read into, whichever way it was spelled.

Operators of one level and the steps of a path stand side by side in one node, so the tree is never deeper than the
brackets of the text. `at` is the place in the text an error may point to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias

from app.feel.values import Value


@dataclass(frozen=True, slots=True)
class Literal:
    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Member:
    """`.name`"""

    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """`[condition]`, or `[position]` counted from 1."""

    condition: "Node"


@dataclass(frozen=True, slots=True)
class Index:
    """`[key]` of the other spelling: a position counted from 0, or a key."""

    key: "Node"


@dataclass(frozen=True, slots=True)
class Arguments:
    """`(…)`: with names for all of them, or for none."""

    values: tuple["Node", ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    base: "Node"
    steps: tuple["Member | Filter | Index | Arguments", ...]


@dataclass(frozen=True, slots=True)
class Operand:
    sign: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one level, from left to right."""

    first: "Node"
    rest: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` (`decisive` is False) or `or` (`decisive` is True)."""

    decisive: bool
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Negation:
    value: "Node"


@dataclass(frozen=True, slots=True)
class Between:
    value: "Node"
    low: "Node"
    high: "Node"


@dataclass(frozen=True, slots=True)
class Interval:
    """`[low..high]`, or a comparison without its left side, such as `< 10`."""

    low: "Node"
    high: "Node"
    low_included: bool
    high_included: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Membership:
    value: "Node"
    tests: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    condition: "Node"
    then: "Node"
    otherwise: "Node"


@dataclass(frozen=True, slots=True)
class Source:
    """One `name in domain`, or `name in domain..to`."""

    name: str
    domain: "Node"
    to: "Node | None"


@dataclass(frozen=True, slots=True)
class Loop:
    sources: tuple[Source, ...]
    body: "Node"


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`some` (`decisive` is True) or `every` (`decisive` is False)."""

    decisive: bool
    sources: tuple[Source, ...]
    condition: "Node"


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class Record:
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """`name` is a simple type or list, range, context, function; `parts` are its types, for a context by `keys`.

    For a function the last part is the type of its result.
    """

    name: str
    parts: tuple["Type", ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Definition:
    parameters: tuple[Parameter, ...]
    body: "Node"


@dataclass(frozen=True, slots=True)
class InstanceOf:
    value: "Node"
    type: Type


Node: TypeAlias = (
    Literal | Name | Path | Chain | Logic | Negation | Between | Interval | Membership
    | Choice | Loop | Quantifier | Items | Record | Definition | InstanceOf
)  # fmt: skip
Part: TypeAlias = Node | Member | Filter | Index | Arguments | Operand | Source | Entry | Type | Parameter

_LEAVES = (Literal, Name, Member, Type, Parameter)


def parts(node: Part) -> Iterator[Part]:
    """What a node directly consists of, in the order of the text."""
    if isinstance(node, _LEAVES):
        return
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            yield from (part for part in value if not isinstance(part, str))
        elif value is not None and not isinstance(value, str | bool | int):
            yield value


def measure(node: Part) -> tuple[int, int]:
    """How many nodes a tree has, and how high it is."""
    sizes = [measure(part) for part in parts(node)]
    return 1 + sum(size for size, _ in sizes), 1 + max((height for _, height in sizes), default=0)
