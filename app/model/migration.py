"""Whether a running case can go on in another version of its process, and if not, why.

The rule looks at one case: what it has passed, where its tokens stand, how its clock goes. What is ahead follows the
new version and may be anything. These never stand in the way: names, lanes and groups, documentation, colours and
layout, forms and letters, conditions and timers ahead, elements that were passed and are gone.

What does, at the places where the case stands:

- An element at which a token waits is gone, is another kind of element, or stands in another part of the process.
- A service task is served by another topic, a message event waits for another message: what was asked for is under way.
- A loop that has begun is over another collection, or in another order. Its completion condition may change.
- A timer or message was taken away from a waiting activity (its token is gone), or **added** to it (or to the
  sub-process that is open, or behind the event-based gateway that is open): it would have been set when the case came
  there. The case can go on without it, so an analyst may accept that, by name.
- A timer that is set stays as it is set, whatever the new version says; it is no obstacle, nor is whether an attached
  event interrupts: that shows when it happens.
- A join that some tokens have reached has other ways coming in (steps inserted on ways that are still open do not
  count), or one ahead has a way on which nothing can come any more: the case would wait for ever.
- A step lies behind the case (`app.model.skipped`): an analyst may accept that it is left out, by name.
- The service clock runs and could never stop, or stands still and could never go on.

Whether expressions ahead find their variables is looked at in `app.lint.moving`, whose hand serves a service task in
`app.actions._migration`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.model.advance import Token, TokenKind
from app.model.clock import ServiceClock
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, packed, unpacked
from app.model.outline import Element, Outline
from app.model.skipped import skipped
from app.model.trail import Trail
from app.model.values import Json
from app.model.ways import Ways, origins, same_flow


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case cannot be moved. One about an `element` of the new version that the case has missed may be accepted
    (`acceptable`), by naming the element: the case then goes on without it."""

    sentence: LajurError
    element: str = ""
    acceptable: bool = False

    def to_row(self) -> dict[str, Json]:
        """As JSON, to be kept with the result of a job."""
        return {"sentence": packed(self.sentence), "element": self.element, "acceptable": self.acceptable}

    @classmethod
    def from_row(cls, row: Mapping[str, Json]) -> "Reason":
        return cls(unpacked(str(row["sentence"])), str(row["element"]), row["acceptable"] is True)


@dataclass(frozen=True)
class Situation:
    """Where one case stands: its open tokens in their order, the way it has gone, its service clock."""

    tokens: Sequence[Token]
    trail: Trail = field(default_factory=Trail)
    clock: ServiceClock = field(default_factory=ServiceClock)


@dataclass(frozen=True)
class Move:
    """A move of one case that is being thought about."""

    old: ProcessDefinition
    new: ProcessDefinition
    situation: Situation

    @cached_property
    def ahead(self) -> frozenset[str]:
        """The elements of the new version to which the case may still come; only those tokens count that find their
        place there."""
        elements, ways = self.new.outline.elements, Ways(self.new.outline)
        return ways.ahead(token for token in self.tokens if token.scope is None or token.element in elements)

    @cached_property
    def places(self) -> frozenset[str]:
        """The elements at which tokens stand."""
        return frozenset(token.element for token in self.tokens)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The tokens, with the process under its new name."""
        process = self.new.outline.process
        return [
            Token(it.id, it.kind, process if it.scope is None else it.element, it.scope, it.flow, it.race)
            for it in self.situation.tokens
        ]


def obstacles(move: Move) -> list[Reason]:
    """Everything that stands in the way, each once, with a sentence that names the element."""
    process, *inner = move.tokens
    found = [reason for token in inner for reason in _at(move, token)]
    found += [*_missed(move, process), *_joins(move), *_behind(move), *_clock(move)]
    return list({str(reason.sentence): reason for reason in found}.values())


def called(element: Element) -> str:
    """An element in a sentence."""
    return " ".join(element.name.split()) or element.id


def _at(move: Move, token: Token) -> Iterator[Reason]:
    before = move.old.outline.elements[token.element]
    after = move.new.outline.elements.get(token.element)
    if after is None:
        yield _reason("“{element}”, where the case stands, is not in the new version.", before)
        return
    if _family(before) != _family(after):
        yield _reason("“{element}”, where the case stands, is another kind of element in the new version.", after)
        return
    if _home(move.old.outline, before) != _home(move.new.outline, after):
        yield _reason(
            "“{element}”, where the case stands, is in another part of the process in the new version.", after
        )
    if before.attributes.get("topic") != after.attributes.get("topic"):
        yield _reason("“{element}”, for which the case waits, is served by another system in the new version.", after)
    if before.message != after.message:
        yield _reason("“{element}”, for which the case waits, is another message in the new version.", after)
    if token.kind is TokenKind.LOOP and _repeats(before) != _repeats(after):
        yield _reason("The repetition of “{element}” has begun, and is another one in the new version.", after)
    yield from _missed(move, token)


def _family(element: Element) -> object:
    """Elements of one family wait for the same kind of hand."""
    kind = "human" if element.is_human else "service" if element.is_service else element.type
    return kind, element.event, element.loop is None, element.triggered_by_event


def _home(outline: Outline, element: Element) -> str | None:
    return element.attached_to or (None if element.scope == outline.process else element.scope)


def _repeats(element: Element) -> object:
    loop = element.loop
    told = loop and (loop.kind, loop.collection, loop.element_variable, loop.cardinality)
    return told, element.properties.get("collect")


def _missed(move: Move, token: Token) -> Iterator[Reason]:
    """Timers and messages that would have been set when the case came to where it is."""
    here, old, new = token.element, move.old.outline, move.new.outline
    known = {it.id for it in (*Ways(old).watched_by(here if token.scope else old.process), *_rivals(old, token))}
    for event in (*Ways(new).watched_by(here), *_rivals(new, token)):
        if event.id not in known | move.situation.trail.skipped:
            yield _reason(
                "“{element}” would have been set when the case came to where it stands; it would go without it.",
                event,
                acceptable=True,
            )


def _rivals(outline: Outline, token: Token) -> list[Element]:
    """The events between which a token waits at an event-based gateway; none when it does not."""
    if token.race is None:
        return []
    gateways = [flow.source for flow in outline.incoming(token.element)]
    choices = [it for it in gateways if outline.elements[it].type == "eventBasedGateway"]
    return [outline.elements[flow.target] for gateway in choices for flow in outline.outgoing(gateway)]


def _joins(move: Move) -> Iterator[Reason]:
    reached_by = {token.element for token in move.tokens if token.kind is TokenKind.JOIN}
    for join in move.new.outline.elements.values():
        if join.type != "parallelGateway":
            continue
        stands = join.id in reached_by and join.id in move.old.outline.elements
        if stands and _feeders(move.old.outline, join.id, move) != _feeders(move.new.outline, join.id, move):
            yield _reason("The ways that meet at “{element}” are others, and some have arrived already.", join)
        if any(_is_starved(move, join, scope) for scope in _scopes(move, join)):
            yield _reason("The case would wait at “{element}” for a way on which nothing can come any more.", join)


def _feeders(outline: Outline, join: str, move: Move) -> Counter[frozenset[str]]:
    """For each way into a join the elements of both versions it comes from, over those that one of them only has."""
    both = move.old.outline.elements.keys() & move.new.outline.elements.keys()
    return Counter(origins(outline, flow.id, both) for flow in outline.incoming(join))


def _scopes(move: Move, element: Element) -> list[Token]:
    """The open tokens of the process or sub-process in which an element stands."""
    kinds = (TokenKind.SCOPE, TokenKind.LOOP)
    return [token for token in move.tokens if token.kind in kinds and token.element == element.scope]


def _is_starved(move: Move, join: Element, scope: Token) -> bool:
    """Whether some tokens of a scope can come to a join, or have, and for another way into it none can any more."""
    outline, ways = move.new.outline, Ways(move.new.outline)
    inside = {token.id: token for token in move.tokens if token.scope == scope.id}
    arrived = {
        same_flow(token.flow or "", join.id, move.old.outline, outline)
        for token in inside.values()
        if token.element == join.id
    }
    attached = {token.element for token in move.tokens if token.scope in inside}
    standing = {token.element for token in inside.values()} | attached
    fed = [
        flow.id in arrived or not ways.back([flow.source], stop=join.id).isdisjoint(standing)
        for flow in outline.incoming(join.id)
    ]
    return any(fed) and not all(fed)


def _behind(move: Move) -> Iterator[Reason]:
    new, trail = move.new.outline, move.situation.trail
    known = skipped(move.old.outline, trail, move.situation.tokens, move.old.outline)
    found = skipped(new, trail, move.tokens, move.old.outline)
    for name in (element for element in new.elements if element in found - known):
        yield _reason("“{element}” lies behind the case; it would be left out.", new.elements[name], acceptable=True)


def _clock(move: Move) -> Iterator[Reason]:
    clock, before, after = move.situation.clock, move.old.sop.clock, move.new.sop.clock
    if clock.due is None or clock.stopped_on is not None or before is None:
        return
    here = move.places
    stops_before = before.stops in Ways(move.old.outline).ahead(move.situation.tokens) | here
    if stops_before and (after is None or after.stops not in move.ahead | here):
        yield Reason(LajurError("The service clock of the case runs, and nothing would stop it in the new version."))
    if clock.paused_on is not None and (after is None or not before.pauses & after.pauses & here):
        yield Reason(LajurError("The service clock of the case stands still, and nothing would let it go on."))


def _reason(words: str, element: Element, *, acceptable: bool = False) -> Reason:
    return Reason(LajurError(words, element=called(element)), element.id if acceptable else "", acceptable)
