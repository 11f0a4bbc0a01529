"""Letters for looking at: templates filled with what the stories of an SOP answer. Nothing of it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.actions.play import Played, play
from app.letters import authority_of, choices_of, date_of, fill, is_issued, signer, signer_of
from app.model.bundle import Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.event import Event, Happening
from app.model.frames import frame_at
from app.model.paper import Facts, Paper
from app.model.story import Story
from app.model.template import Template
from app.model.values import Variables
from app.ports import Office, Stage


@dataclass(frozen=True)
class Specimen:
    """A letter that a story would issue. `template` is its key: the element, with a variant after a dot."""

    story: Story
    template: str
    paper: Paper


def specimen(
    bundle: Bundle, stories: Mapping[str, Story], key: str, number: int, stage_for: Callable[[Story], Stage]
) -> Specimen:
    """The letter of a template in the `number`-th story that issues it, counted from 1.

    Raises NotFound when there is no such template, or fewer stories issue it; LetterFailed when it cannot be filled.
    """
    found = 0
    for story in stories.values():
        stage = stage_for(story)
        _check(stage.office.read(bundle), key)
        first = next((each for each in specimens(stage, bundle, story, stories) if each.template == key), None)
        found += first is not None
        if first is not None and found == number:
            return first
    raise NotFound("Only {found} stories issue the letter {key}.", found=found, key=key)


def specimens(stage: Stage, bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> Iterator[Specimen]:
    """All letters that a story issues, in their order. Raises LajurError when the story does not hold."""
    played = play(stage, bundle, story, stories)
    if played.failure is not None:
        raise LajurError("The story {name} does not hold: {failure}.", name=story.name, failure=played.failure)
    process = stage.office.read(bundle)
    for event in played.events:
        if event.kind is Happening.WORK_COMPLETED and event.element:
            for template in process.templates_of(event.element):
                paper = _paper(stage.office, process, template, played, event)
                yield from [Specimen(story, template.key, paper)] if paper else []


def _check(process: ProcessDefinition, key: str) -> None:
    if key not in process.templates:
        letters = ", ".join(sorted(process.templates)) or "-"
        raise NotFound("There is no letter “{key}”; there are: {letters}.", key=key, letters=letters)


def _paper(
    office: Office, process: ProcessDefinition, template: Template, played: Played, event: Event
) -> Paper | None:
    """The paper of a template after an event; None when the step does not issue it."""
    values = _known(played.events, event)
    facts = _facts(office, process, played, event)
    if not is_issued(template, values, facts):
        return None
    day, house = date_of(template, values, facts), office.house
    post, authority = signer_of(template, values, facts), authority_of(template, values, facts)
    series = house.series.get(template.front.series)
    dated = replace(
        facts,
        date=day,
        number=series.text(1, day) if series else "",
        letterhead=house.letterhead(process.key, day),
        signer=signer(house, post, authority, template.front.kind, day),
    )
    return fill(template, values, dated)


def _known(events: Sequence[Event], event: Event) -> Variables:
    moment = frame_at(events, event.number)
    return moment.variables if moment else {}


def _facts(office: Office, process: ProcessDefinition, played: Played, event: Event) -> Facts:
    zone = office.calendar.zone
    done = [it for it in played.events[: event.number] if it.kind is Happening.WORK_COMPLETED and it.element]
    # Nobody on a stage has a name to print.
    steps = {str(it.element): {"tanggal": it.at.astimezone(zone).date().isoformat()} for it in done}
    return Facts(
        date=event.at.astimezone(zone).date(),
        case=played.number,
        choices=choices_of(process.forms.values()),
        steps=steps,
        now=event.at,
        zone=zone,
    )
