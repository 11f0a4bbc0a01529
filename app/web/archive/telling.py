"""A case as an auditor is told it on paper: who did what, in which post, and how long it took."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.actions.archive.print_case import Printed
from app.model.erasure import kept, names_in
from app.model.event import Event, Happening, told
from app.model.frame import Frame
from app.model.frames import frames
from app.model.people import User, post_on
from app.web.archive.lines import lines
from app.web.archive.spells import Spell, Spells, spells
from app.web.shared.formats import exact, lasted
from app.web.shared.history import lane_name, who
from app.web.shared.house import office
from app.web.shared.languages import gettext
from app.web.shared.record import Record
from app.web.shared.words import activity, row_number
from reports.case_file import Happened, Visit

NOTHING = Spell(None)


@dataclass(frozen=True)
class Telling:
    """A printed case and its reader, with what several sections are made of."""

    printed: Printed
    reader: User

    @cached_property
    def record(self) -> Record:
        return Record(self.printed.recording.case, self.reader)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        return frames(self.record.case.events, *self.record.case.outlines)

    @cached_property
    def spells(self) -> Spells:
        return spells(self.record.case.events, *self.record.case.outlines)

    @cached_property
    def erasures(self) -> dict[object, int]:
        """Number of an event whose content was erased -> number of the event that tells of it."""
        erased = (event for event in self.record.case.events if event.kind is Happening.PAYLOAD_ERASED)
        return {told(event).get("number"): event.number for event in erased}

    def activity(self, element: str | None) -> str:
        """An activity as the official table has it: its row and its name."""
        definition = self.record.case.definition_of(element or "")
        row = row_number(definition, element or "")
        name = activity(definition, element) if element else ""
        return name if row is None else f"{row}. {name}"

    def who(self, event: Event) -> str:
        then = self.record.at(event.number)
        return who(then, event, then.case.definition.outline.elements.get(event.element or ""))

    def post(self, event: Event) -> str:
        """The post a person held on the day of an event."""
        held = self.printed.posts.get(event.actor.removeprefix("user:"), ())
        post = post_on(held, event.at.astimezone(office().calendar.zone).date())
        return post.title_in_full if post else ""

    def gone(self, event: Event) -> str:
        """That the content of an event was erased, and which event tells of it."""
        if event.payload is not None:
            return ""
        number = self.erasures.get(event.number) or "?"
        if names_in(kept(event, self.record.erased)):
            return gettext("Part of the content of this entry was erased (event %(number)s).", number=number)
        return gettext("The content of this entry was erased (event %(number)s).", number=number)


def happened(telling: Telling) -> Iterator[Happened]:
    """Every event of the case, in order."""
    events = telling.record.case.events
    told_lines = lines(telling.record, telling.frames, {}, {})
    for event, line in zip(events, told_lines, strict=True):
        spell = telling.spells.spells.get(event.number, NOTHING)
        yield Happened(
            event.number,
            exact(event.at),
            telling.activity(event.element),
            line.by,
            telling.post(event),
            line.text,
            telling.gone(event) or line.note,
            event.kind,
            event.digest.hex(),
            "" if spell.waited is None else lasted(spell.waited),
            "" if spell.worked is None else lasted(spell.worked),
            spell.visit,
        )


def visits(telling: Telling) -> Iterator[Visit]:
    """The activities that were opened, in order."""
    for visit in telling.spells.visits:
        then = telling.record.at(visit.since)
        lane = lane_name(then, then.case.definition.outline.elements.get(visit.element))
        closed = exact(visit.closed) if visit.closed else ""
        yield Visit(visit.number, telling.activity(visit.element), lane, exact(visit.opened), closed)
