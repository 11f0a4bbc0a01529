"""What the scenarios of an SOP go through, what none of them does, and from which one gets nearest to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.model.outline import Outline
from app.model.story import StoryTold


@dataclass(frozen=True)
class Way:
    """From where something that is never played can be tried: a scenario, and the element before which it stops."""

    story: StoryTold
    before: str


@dataclass(frozen=True)
class Coverage:
    """Of an outline, how many of the scenarios that were played go through each element and each flow."""

    outline: Outline
    told: Sequence[StoryTold]

    @cached_property
    def elements(self) -> Mapping[str, int]:
        return {name: sum(name in told.elements for told in self.told) for name in self.outline.elements}

    @cached_property
    def flows(self) -> Mapping[str, int]:
        return {name: sum(name in told.flows for told in self.told) for name in self.outline.flows}

    @property
    def never(self) -> Sequence[str]:
        """The elements, and the flows, that no scenario goes through, in the order of the diagram."""
        return [name for name, count in (*self.elements.items(), *self.flows.items()) if count == 0]

    @property
    def share(self) -> tuple[int, int]:
        """How many of the elements and flows are played, and how many there are."""
        return len(self.elements) + len(self.flows) - len(self.never), len(self.elements) + len(self.flows)

    def way_to(self, name: str) -> Way | None:
        """How to come near to what is never played; None when nothing before it is played either."""
        seen, edge = {name}, [name]
        while edge:
            for each in edge:
                told = next((told for told in self.told if each in told.elements), None)
                if told is not None:
                    return Way(told, each)
            edge = [before for each in edge for before in self._before(each) if before not in seen]
            seen.update(edge)
        return None

    def _before(self, name: str) -> Iterator[str]:
        """Where a token is just before it comes to an element or flow."""
        if name in self.outline.flows:
            yield self.outline.flows[name].source
            return
        yield from (flow.source for flow in self.outline.incoming(name))
        here = self.outline.elements[name]
        if here.attached_to:
            yield here.attached_to
        if here.type == "startEvent" and here.scope in self.outline.elements:
            yield here.scope
