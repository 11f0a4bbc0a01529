"""Two outlines of one process, before and after a change: what they have in common, and how to call what is in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.model.errors import LajurError
from app.model.outline import Outline
from app.model.recorded import Station, Way


class Nothing(LajurError):
    """nothing more"""


@dataclass(frozen=True)
class ChangedOutline:
    """The outline a case has run on, and that of the draft."""

    old: Outline
    draft: Outline

    def name(self, element: str | None) -> str:
        """How an element is called: on the draft, or else as it was."""
        known = self.draft.elements.get(element or "") or self.old.elements.get(element or "")
        return f"“{(known and known.name) or element or '–'}”"

    def names(self, elements: Iterable[str]) -> str:
        return ", ".join(self.name(element) for element in dict.fromkeys(elements))

    def place(self, station: Station | None) -> str | LajurError:
        """A station in words: the element, and the label of the flow that leads to it."""
        if station is None:
            return Nothing()
        flow = self.draft.flows.get(station.flow or "") or self.old.flows.get(station.flow or "")
        return self.name(station.element) + (f" ({flow.name})" if flow and flow.name else "")

    def told_anew(self, way: Way) -> Way:
        """An old way in the draft's names for flows that were only drawn anew."""
        if not self.redrawn:
            return way
        moves = tuple(tuple(it._replace(flow=self.redrawn.get(it.flow or "", it.flow)) for it in m) for m in way.moves)
        return Way(moves, way.over, way.end)

    def common(self, way: Way) -> list[Station]:
        """What of a way both outlines know. Flows count only where they lead from and to the same elements."""
        stations = (it for it in way.stations if it.element in self.both)
        return [it if it.flow in self.steady else it._replace(flow=None) for it in stations]

    def foreign(self, *ways: Way) -> tuple[str, ...]:
        """The elements on these ways that only one of the outlines has."""
        return tuple(dict.fromkeys(it.element for way in ways for it in way.stations if it.element not in self.both))

    @cached_property
    def both(self) -> frozenset[str]:
        """The elements that both outlines have."""
        return frozenset(self.old.elements.keys() & self.draft.elements.keys())

    @cached_property
    def redrawn(self) -> Mapping[str, str]:
        """Old flows that are gone, and the new ones between the same two elements that stand in their place."""
        new = {(it.source, it.target): it.id for it in self.draft.flows.values() if it.id not in self.old.flows}
        gone = (it for it in self.old.flows.values() if it.id not in self.draft.flows)
        return {it.id: new[it.source, it.target] for it in gone if (it.source, it.target) in new}

    @cached_property
    def steady(self) -> frozenset[str]:
        """The flows, by the draft's names, that lead from the same element to the same one as before."""
        kept = {
            it.id
            for it in self.draft.flows.values()
            if (was := self.old.flows.get(it.id)) and (was.source, was.target) == (it.source, it.target)
        }
        return frozenset(kept | set(self.redrawn.values()))
