"""Where a case can go from an activity: to the next activities and ends, past what the table has no symbol for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.model.outline import Element, Outline, SequenceFlow

_ACTIVITIES = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "scriptTask"}
    | {"callActivity"}
)
_SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
_DECISIONS = frozenset({"exclusiveGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})


@dataclass(frozen=True, slots=True)
class Way:
    """A way to `element`, an activity or an end event. `label` are the answers on it; `event` is the boundary event by
    which it leaves, if it does."""

    element: str
    label: str = ""
    event: str = ""


@dataclass(frozen=True)
class Ways:
    """The ways of a process. Sub-processes are looked through; event sub-processes begin by themselves and are left
    out."""

    outline: Outline

    def is_activity(self, element: Element) -> bool:
        """Whether the element is a row: an activity, or a sub-process that does not show how it begins."""
        if element.type in _SUB_PROCESSES:
            return not element.triggered_by_event and element.id not in self._starts
        return element.type in _ACTIVITIES

    def from_start(self) -> Iterator[Way]:
        """The ways from the start of the process."""
        start = self._starts.get(self.outline.process)
        yield from self._beyond(start, "", set()) if start else ()

    def start_decision(self) -> Element | None:
        """The decision that comes before any activity, if there is one."""
        start = self._starts.get(self.outline.process)
        return self._decision_after(start) if start else None

    def decision(self, activity: str) -> Element | None:
        """The decision right after an activity."""
        return self._decision_after(activity)

    def splits(self, activity: str) -> bool:
        """Whether what follows an activity is done at the same time."""
        following = self._after(activity)
        return len(following) == 1 and self._is(following[0].target, frozenset({"parallelGateway"}))

    def after(self, activity: str) -> Iterator[Way]:
        """The ways from an activity, by its boundary events last."""
        yield from self._beyond(activity, "", set())
        for event in self._events.get(activity, ()):
            for way in self._beyond(event.id, "", set()):
                yield Way(way.element, way.label, event.id)

    def _beyond(self, here: str, label: str, passed: set[str]) -> Iterator[Way]:
        """The ways from an element. Each split is looked at once, so that there are never more ways than flows."""
        following = self._after(here)
        if here in passed:
            return
        if len(following) > 1:
            passed.add(here)
        for flow in following:
            yield from self._at(flow.target, _both(label, flow.name), passed)

    def _at(self, here: str, label: str, passed: set[str]) -> Iterator[Way]:
        """The ways from an element that was come to; what only joins is walked through at once."""
        joined: set[str] = set()
        while here in self.outline.elements and here not in joined:
            element = self.outline.elements[here]
            if self.is_activity(element) or (element.type == "endEvent" and element.scope == self.outline.process):
                yield Way(here, label)
                return
            joined.add(here)
            label = _both(label, element.name) if element.type == "intermediateCatchEvent" else label
            inside = self._starts.get(here) or (element.scope if element.type == "endEvent" else here)
            following = self._after(inside)
            if len(following) != 1:
                yield from self._beyond(inside, label, passed)
                return
            here, label = following[0].target, _both(label, following[0].name)

    def _decision_after(self, here: str) -> Element | None:
        following = self._after(here)
        if len(following) != 1 or not self._is(following[0].target, _DECISIONS):
            return None
        found = self.outline.elements[following[0].target]
        return found if len(self.outline.outgoing(found.id)) > 1 else None

    def _is(self, element: str, types: frozenset[str]) -> bool:
        return element in self.outline.elements and self.outline.elements[element].type in types

    def _after(self, here: str) -> tuple[SequenceFlow, ...]:
        return self.outline.outgoing(here)

    @cached_property
    def _starts(self) -> dict[str, str]:
        """Scope -> its start event."""
        return {each.scope: each.id for each in self.outline.elements.values() if each.type == "startEvent"}

    @cached_property
    def _events(self) -> dict[str, list[Element]]:
        """Activity -> the events on its border."""
        found: dict[str, list[Element]] = {}
        for each in self.outline.elements.values():
            if each.attached_to:
                found.setdefault(each.attached_to, []).append(each)
        return found


def _both(label: str, more: str) -> str:
    return ", ".join(part for part in (label, " ".join(more.split())) if part)
