"""Steps of a new version that lie behind a case: it has gone over the place where they are now, and not done them.

How it is told: wherever the case went directly from one element to another (elements that are gone by now do not
count), the new version must lead there directly, too, or by elements the case knows. Where its way leads by steps the
case has never done, those were skipped. It does not matter how long ago that was, nor whether a loop may bring the case
there again: this time it was not done. Of a parallel gateway that was passed, every new branch was skipped. A new
branch of a gateway that decides is none: the decision was made, and it was another one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.model.advance import Token
from app.model.outline import Element, Outline
from app.model.trail import Trail, came_from
from app.model.ways import Ways, between, reached

#: Gateways at which a token takes some of the ways only.
DECIDES = frozenset({"exclusiveGateway", "inclusiveGateway", "eventBasedGateway"})


def skipped(new: Outline, trail: Trail, tokens: Iterable[Token], old: Outline) -> frozenset[str]:
    """The steps of `new` that a case with this trail and these tokens (of `old`) has skipped.

    Gateways and events that are merely passed are no steps; what is inside of a skipped sub-process is not named.
    """
    tokens = tuple(tokens)
    ways = Ways(new)
    steps = {element: _onward(ways, element) for element in ("", *new.elements)}
    taken = trail.taken | {pair for token in tokens if (pair := _came(token, old)) is not None}
    known = trail.passed | {token.element for token in tokens}
    found: set[str] = set()
    for source, target in _surviving(taken, new):
        if target not in steps[source]:
            unknown = {here: ends for here, ends in steps.items() if here == source or here not in known}
            found |= between(source, target, unknown)
    forks = (name for name in trail.passed if name in new.elements and len(ways.flows_to(name)) > 1)
    for fork in forks:
        found |= _new_branches(new.elements[fork], steps, taken, known)
    return frozenset(name for name in found - trail.skipped - known if is_step(new.elements[name]))


def is_step(element: Element) -> bool:
    """Whether something is done, or waited for, at an element."""
    work = element.is_human or element.is_service or element.type in ("scriptTask", "receiveTask", "subProcess")
    return work or (element.type == "intermediateCatchEvent" and element.event in ("timer", "message"))


def _onward(ways: Ways, element: str) -> list[str]:
    """Where a token goes from an element, without what may interrupt it."""
    scope = element or ways.outline.process
    if element in ways.outline.elements and ways.outline.elements[element].type == "subProcess":
        return [*ways.starts_in(scope), *ways.flows_to(element)]
    return ways.flows_to(element) if element else ways.starts_in(scope)


def _came(token: Token, old: Outline) -> tuple[str, str] | None:
    """The step by which a token has come that still waits at a gateway, or in a race."""
    source = came_from(token.element, token.flow, old) if token.flow else None
    return (source, token.element) if source is not None else None


def _surviving(taken: Iterable[tuple[str, str]], new: Outline) -> Iterator[tuple[str, str]]:
    """The steps that were taken, as if those elements had never been that are gone by now."""
    following: dict[str, list[str]] = defaultdict(list)
    for source, target in taken:
        following[source].append(target)
    there = {"", *new.elements}
    for source in following.keys() & there:
        over = reached(following[source], lambda here: () if here in there else following.get(here, ()))
        yield from ((source, target) for target in over & there)


def _new_branches(
    fork: Element, steps: dict[str, list[str]], taken: Iterable[tuple[str, str]], known: frozenset[str]
) -> set[str]:
    """What lies on branches of a gateway that was passed before it had them."""
    if fork.type in DECIDES:
        return set()
    gone = {target for source, target in taken if source == fork.id}
    fresh = [target for target in steps[fork.id] if target not in gone | known]
    joins = {element for element, count in _incoming(steps).items() if count > 1}
    return reached(fresh, lambda here: () if here in joins else [it for it in steps[here] if it not in known]) - joins


def _incoming(steps: dict[str, list[str]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for ends in steps.values():
        for end in ends:
            counts[end] += 1
    return counts
