"""A letter for looking at: a template filled with what a story of the SOP answers. Nothing of it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.play import Played, Stage, play
from app.letters import authority_of, choices_of, date_of, fill, is_issued, signer, signer_of
from app.model.bundle import Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.event import Event, Happening
from app.model.frames import frame_at
from app.model.paper import Facts, Paper
from app.model.story import Story
from app.model.template import Template
from app.ports import Office


@dataclass(frozen=True)
class Specimen:
    """A letter that a story would issue."""

    story: Story
    paper: Paper


def specimen(
    bundle: Bundle, stories: Mapping[str, Story], key: str, number: int, stage_for: Callable[[Story], Stage]
) -> Specimen:
    """The letter of a template (`key` is its element, with a variant after a dot) in the `number`-th story that issues
    it, counted from 1.

    Raises NotFound when there is no such template, or fewer stories issue it; Refused or LetterFailed when the bundle
    or the template cannot be used.
    """
    found = 0
    for story in stories.values():
        stage = stage_for(story)
        template = _template(stage.office.read(bundle), key)
        for paper in _papers(stage.office, bundle, template, _played(stage, bundle, story, stories)):
            found += 1
            if found == number:
                return Specimen(story, paper)
            break
    raise NotFound("Only {found} stories issue the letter {key}.", found=found, key=key)


def _template(process: ProcessDefinition, key: str) -> Template:
    known = process.templates.get(key) or next(iter(process.templates_of(key)), None)
    if known is None:
        letters = ", ".join(sorted(process.templates)) or "-"
        raise NotFound("There is no letter “{key}”; there are: {letters}.", key=key, letters=letters)
    return known


def _played(stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> Played:
    played = play(stage, bundle, story, stories)
    if played.failure is not None:
        raise LajurError("The story {name} does not hold: {failure}.", name=story.name, failure=played.failure)
    return played


def _papers(office: Office, bundle: Bundle, template: Template, played: Played) -> Iterator[Paper]:
    """The papers that the template makes in a case, one for each time its element was completed."""
    process = office.read(bundle)
    for event in played.events:
        if event.kind is Happening.WORK_COMPLETED and event.element == template.element:
            paper = _paper(office, process, template, played, event)
            yield from [paper] if paper else []


def _paper(
    office: Office, process: ProcessDefinition, template: Template, played: Played, event: Event
) -> Paper | None:
    moment = frame_at(played.events, event.number)
    values = moment.variables if moment else {}
    zone = office.calendar.zone
    facts = Facts(
        date=event.at.astimezone(zone).date(),
        case=played.number,
        choices=choices_of(process.forms.values()),
        steps=_steps(office, played.events[: event.number]),
        now=event.at,
        zone=zone,
    )
    if not is_issued(template, values, facts):
        return None
    day, house = date_of(template, values, facts), office.house
    who = signer(
        house, signer_of(template, values, facts), authority_of(template, values, facts), template.front.kind, day
    )
    series = house.series.get(template.front.series)
    number = series.text(1, day) if series else ""
    head = house.letterhead(process.key, day)
    return fill(template, values, replace(facts, date=day, number=number, letterhead=head, signer=who))


def _steps(office: Office, events: Sequence[Event]) -> Mapping[str, Mapping[str, str]]:
    """The day each element was last completed on. Who did it has no name on a stage."""
    done = [event for event in events if event.kind is Happening.WORK_COMPLETED and event.element]
    return {str(it.element): {"tanggal": it.at.astimezone(office.calendar.zone).date().isoformat()} for it in done}
