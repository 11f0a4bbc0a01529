"""The history of a case, read for a person: payloads decoded, people and lanes named, the inner life left to staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.actions.look import CaseView
from app.model.erasure import Erasure, erasures, kept
from app.model.event import Event
from app.model.people import ROLES, User
from app.model.values import Json


@dataclass(frozen=True)
class Record:
    """A case as one reader may see it.

    Staff of any lane, and the roles of the house, read everything. An applicant reads what he and the process did; of
    the office he reads the lanes, not the persons, and not their notes.
    """

    case: CaseView
    reader: User
    now: "Record | None" = None  #: the record of today, for one of an earlier moment

    def at(self, number: int) -> "Record":
        """The same with the definition that was in force at an event: what happened then is called as it was then."""
        definition = self.case.definition_at(number)
        if definition is self.case.definition:
            return self
        if definition.digest not in self._before:
            self._before[definition.digest] = Record(replace(self.case, definition=definition), self.reader, self)
        return self._before[definition.digest]

    @cached_property
    def _before(self) -> "dict[str, Record]":
        return {}

    @cached_property
    def inside(self) -> bool:
        """Whether the reader belongs to the office."""
        if self.now is not None:
            return self.now.inside
        return bool(self.reader.works_for & (self.case.definition.sop.staff_groups | ROLES))

    @cached_property
    def applicants(self) -> str | None:
        """The group of the applicants."""
        return self.case.definition.sop.applicant_group

    def is_open_to_reader(self, element: str | None) -> bool:
        """Whether the reader may see what was answered at an element."""
        definition = self.case.definition_of(element or "")
        known = element in definition.outline.elements
        return self.inside or (known and definition.group_of(element or "") == self.applicants)

    @cached_property
    def erased(self) -> Mapping[int, Erasure]:
        """What was erased, by the number of the event it was erased from."""
        return erasures(self.case.events)

    def events(self) -> Iterator[tuple[Event, Mapping[str, Json]]]:
        """The events in order with their payloads; of an erased payload what is left of it."""
        for event in self.case.events:
            yield event, kept(event, self.erased)
