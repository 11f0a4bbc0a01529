"""What a tree reads from outside: its free names, and the free names it calls."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.feel.tree import (
    Arguments,
    Chain,
    Definition,
    Entry,
    Filter,
    Literal,
    Loop,
    Membership,
    Name,
    Part,
    Path,
    Quantifier,
    Record,
    Source,
    parts,
)


@dataclass(frozen=True, slots=True)
class FreeName:
    """`called`: the name of a function; `sure` is False within a filter, where it may be an entry of an item."""

    name: str
    at: int
    called: bool
    sure: bool


def free_names(node: Part, bound: frozenset[str] = frozenset(), *, sure: bool = True) -> Iterator[FreeName]:
    """All names that nothing in the tree itself gives a meaning to, in the order of the text."""
    if isinstance(node, Name):
        if node.name not in bound:
            yield FreeName(node.name, node.at, called=False, sure=sure)
    elif isinstance(node, Path):
        yield from _of_path(node, bound, sure=sure)
    elif isinstance(node, Filter):
        yield from free_names(node.condition, bound | {"item"}, sure=False)
    elif isinstance(node, Loop | Quantifier | Record):
        yield from _one_by_one(node, bound, sure=sure)
    else:
        for part in parts(node):
            yield from free_names(part, bound | _binds(node, part), sure=sure)


def _of_path(node: Path, bound: frozenset[str], *, sure: bool) -> Iterator[FreeName]:
    for found in free_names(node.base, bound, sure=sure):
        called = isinstance(node.base, Name) and isinstance(node.steps[0], Arguments)
        yield FreeName(found.name, found.at, called=called or found.called, sure=found.sure)
    for step in node.steps:
        yield from free_names(step, bound, sure=sure)


def _one_by_one(node: Loop | Quantifier | Record, bound: frozenset[str], *, sure: bool) -> Iterator[FreeName]:
    """Each part knows the names of the parts before it, a function its own as well."""
    known = bound | {"partial"} if isinstance(node, Loop) else bound
    for part in parts(node):
        own = frozenset([part.key]) if isinstance(part, Entry) else frozenset[str]()
        recursive = isinstance(part, Entry) and isinstance(part.value, Definition)
        yield from free_names(part, known | own if recursive else known, sure=sure)
        known |= frozenset([part.name]) if isinstance(part, Source) else own


def _binds(node: Part, part: Part) -> frozenset[str]:
    if isinstance(node, Definition):
        return frozenset(parameter.name for parameter in node.parameters)
    return frozenset("?") if isinstance(node, Membership) and part is not node.value else frozenset()


def equalities(node: Part) -> Iterator[tuple[str, str]]:
    """The names that are held against a text with `=` anywhere in a tree, each with the text."""
    if isinstance(node, Chain) and isinstance(node.first, Name) and len(node.rest) == 1:
        operand = node.rest[0]
        if operand.sign == "=" and isinstance(operand.value, Literal) and isinstance(operand.value.value, str):
            yield node.first.name, operand.value.value
    for part in parts(node):
        yield from equalities(part)
