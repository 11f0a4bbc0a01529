"""Where a token can go in a process: its sequence flows, and what begins at or inside of an element."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from app.model.advance import Token, TokenKind
from app.model.outline import Element, Outline


class Ways:
    """The ways of one outline. The process itself goes by the id of the outline's process."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._members: dict[str, list[Element]] = defaultdict(list)
        self._attached: dict[str, list[Element]] = defaultdict(list)
        for element in outline.elements.values():
            self._members[element.scope].append(element)
            self._attached[element.attached_to or ""].append(element)

    def flows_to(self, element: str) -> list[str]:
        return [flow.target for flow in self.outline.outgoing(element)]

    def starts_in(self, scope: str) -> list[str]:
        """Where a token begins in a process or sub-process."""
        return [it.id for it in self._members.get(scope, ()) if it.type == "startEvent"]

    def watched_by(self, host: str) -> list[Element]:
        """The timers and messages that are set when a token comes to `host`, attached to it or, for a scope, starting
        an event sub-process in it."""
        attached = [it for it in self._attached.get(host, ()) if it.event != "error"]
        return attached + [it for it in self._triggers(host) if it.event != "error"]

    def ahead(self, tokens: Iterable[Token]) -> frozenset[str]:
        """Every element to which a token may still come, without those at which one stands (unless it may come again).

        What is attached to a waiting element and is still to happen is a token of its own.
        """
        begun = {target for token in tokens for target in self._next(token)}
        return frozenset(reached(begun, self._onward))

    def back(self, elements: Iterable[str], *, stop: str) -> frozenset[str]:
        """Every element of the same scope from which a token may come to one of these without passing `stop`."""
        return frozenset(reached(elements, lambda here: () if here == stop else self._sources(here)) - {stop})

    def _next(self, token: Token) -> list[str]:
        here = token.element
        if token.kind is TokenKind.WAIT:
            return [*self.flows_to(here), *self._errors(here)]
        if token.kind is TokenKind.LOOP:
            return self._onward(here)
        handlers = [it.scope for it in self._triggers(here) if it.event == "error"]
        return [*self.flows_to(here), *self._errors(here), *handlers]

    def _errors(self, host: str) -> list[str]:
        return [it.id for it in self._attached.get(host, ()) if it.event == "error"]

    def _onward(self, here: str) -> list[str]:
        attached = [it.id for it in self._attached.get(here, ())]
        handlers = [it.scope for it in self._triggers(here)]
        return [*self.flows_to(here), *attached, *self.starts_in(here), *handlers]

    def _triggers(self, scope: str) -> list[Element]:
        """The start events of the event sub-processes in a scope."""
        handlers = [it.id for it in self._members.get(scope, ()) if it.triggered_by_event]
        return [self.outline.elements[start] for handler in handlers for start in self.starts_in(handler)]

    def _sources(self, here: str) -> list[str]:
        host = self.outline.elements[here].attached_to
        return [flow.source for flow in self.outline.incoming(here)] + ([host] if host else [])


def reached(starts: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that can be reached from `starts`, themselves included."""
    found: set[str] = set()
    todo = list(starts)
    while todo:
        here = todo.pop()
        if here not in found:
            found.add(here)
            todo.extend(step(here))
    return found


def between(source: str, target: str, step: Mapping[str, Iterable[str]]) -> set[str]:
    """What lies on a way from `source` to `target`, both left out."""
    back: dict[str, list[str]] = defaultdict(list)
    for here, ends in step.items():
        for end in ends:
            back[end].append(here)
    onward = reached([source], lambda here: () if here == target else step.get(here, ()))
    backward = reached([target], lambda here: () if here == source else back.get(here, ()))
    return (onward & backward) - {source, target}


def same_flow(flow: str, target: str, old: Outline, new: Outline) -> str | None:
    """A flow of `old` that leads to `target` as it is called in `new`: one that was drawn anew, or on which steps came
    or went, is the same. None when it is gone, or could be any of several."""
    if flow in new.flows and new.flows[flow].target == target:
        return flow
    both = old.elements.keys() & new.elements.keys()
    known = {it.id for it in old.incoming(target)}
    come = origins(old, flow, both)
    same = [it.id for it in new.incoming(target) if it.id not in known and origins(new, it.id, both) == come]
    return same[0] if len(same) == 1 else None


def origins(outline: Outline, flow: str, both: Collection[str]) -> frozenset[str]:
    """The elements of two versions (`both`) from which a flow comes, over those that only one of them has."""

    def sources(here: str) -> list[str]:
        return [] if here in both else [it.source for it in outline.incoming(here)]

    return frozenset(reached([outline.flows[flow].source] if flow in outline.flows else (), sources) & set(both))
