"""The stories of what is deployed, as a demo history tells them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.actions._definitions import definition
from app.actions.acting import later
from app.model.bundle import SCENARIOS
from app.model.calendar import WorkingCalendar
from app.model.definition import Deployment, ProcessDefinition
from app.model.demo_habits import Habits
from app.model.demo_plan import CasePlan, Part, Period, Plot
from app.model.errors import NotFound
from app.model.story import Deed, Story, StoryStep, moved
from app.model.values import Json, Variables
from app.ports import Office, Reader

#: Dates so near to today fall on working days, as the work does of which they speak.
NEAR = timedelta(days=45)
NOBODY: Variables = {}


@dataclass(frozen=True)
class Told:
    """A story that can be told again: what people do, and on which day of the story they do it."""

    story: Story
    steps: tuple[tuple[StoryStep, date], ...]
    process: ProcessDefinition


Repertoire = Mapping[Plot, Told]


def repertoire(office: Office, habits: Habits, period: Period, sops: Sequence[str] = ()) -> Repertoire:
    """The stories of all versions of these SOPs (of all SOPs when there are none named).

    The versions of an SOP follow each other: each is told for an equal part of the period. Raises NotFound when there
    is nothing to tell.
    """
    found: dict[Plot, Told] = {}
    with office.store.reading() as reader:
        deployed = [one for one in reader.deployments() if not sops or one.sop in sops]
        for sop in dict.fromkeys(one.sop for one in deployed):
            versions = [one for one in deployed if one.sop == sop]
            for number, version in enumerate(versions):
                part = _part(period, number, len(versions))
                found |= dict(_plots(office, reader, version, habits, part))
    if all(plot.follows for plot in found):
        raise NotFound("No SOP with stories is deployed here.")
    return found


def answers_of(plan: CasePlan, told: Told, step: int, today: date, calendar: WorkingCalendar) -> dict[str, Json]:
    """What people answer in a step of a case, as if the story were told today and of the company of the plan."""
    taken, day = told.steps[step]
    given = {**told.story.defaults.get(taken.subject, NOBODY), **taken.answers}
    said = {name: _this_year(moved(value, today - day), day, today) for name, value in given.items()}
    answers = {name: _on_a_working_day(value, today, calendar) for name, value in said.items()}
    company: dict[str, Json] = {"perusahaan_nama": plan.company.name, "nib": plan.company.nib}
    return answers | {name: value for name, value in company.items() if name in answers and plan.plot.any_company}


def _part(period: Period, number: int, parts: int) -> Period:
    length = (period.until - period.since) / parts
    last = number == parts - 1
    begins = period.since + number * length
    # Whatever is drawn for the last version is told of it, however the division was rounded.
    return replace(period, since=begins, until=period.until if last else begins + length)


def _plots(
    office: Office, reader: Reader, deployed: Deployment, habits: Habits, period: Period
) -> Iterator[tuple[Plot, Told]]:
    process = definition(office, reader, deployed.digest)
    stories = office.stories(process.bundle.files.get(SCENARIOS, b""))
    known = habits.stories.get(deployed.sop)
    tellable = [story for story in stories.values() if _is_tellable(story)]
    weights = {story.name: 1.0 if known is None else known.get(story.name, 0.0) for story in tellable}
    total = sum(weights[story.name] for story in tellable if story.continues is None) or 1.0
    for story in tellable:
        weight = habits.sops.get(deployed.sop, 1.0) * weights[story.name] / total
        if weight or story.continues:
            steps, rest = _steps(story, stories)
            parts = tuple(_parts(process, steps))
            own = story.name in habits.companies.own
            yield (
                Plot(
                    deployed.sop,
                    deployed.version,
                    story.name,
                    weight,
                    parts,
                    rest,
                    period.since,
                    period.until,
                    follows=story.continues,
                    any_company=not own,
                ),
                Told(story, steps, process),
            )


def _is_tellable(story: Story) -> bool:
    """Where systems fail and somebody retries is not up to the story: they fail for everybody, on days of their own."""
    return all(step.deed not in (Deed.RETRY, Deed.FAIL, Deed.THROW) for step in story.steps)


def _steps(story: Story, stories: Mapping[str, Story]) -> tuple[tuple[tuple[StoryStep, date], ...], timedelta]:
    """The steps of people with the day of the story, and how long it waits at its end."""
    now, done = _begins(story, stories), []
    last = now
    for step in story.steps:
        if step.deed is Deed.WAIT:
            now = later(now, step.subject)
        elif step.deed is not Deed.SERVICE:
            done.append((step, now.date()))
            last = now
    return tuple(done), now - last


def _begins(story: Story, stories: Mapping[str, Story]) -> datetime:
    """When a story begins: a second round when the first is over."""
    if story.continues is None:
        return story.starts_at
    earlier = stories[story.continues]
    now = _begins(earlier, stories)
    for step in earlier.steps:
        now = later(now, step.subject) if step.deed is Deed.WAIT else now
    return now


def _parts(process: ProcessDefinition, steps: Sequence[tuple[StoryStep, date]]) -> Iterator[Part]:
    seen: set[str] = set()
    for step, _ in steps:
        element = process.outline.elements[step.subject]
        row = process.sop.rows.get(step.subject)
        applicant = step.deed is Deed.SEND or element.lane == process.sop.applicant_lane
        yield Part(step.subject, applicant, step.subject in seen, row.time_proposed if row else None)
        seen.add(step.subject)


def _this_year(value: Json, day: date, today: date) -> Json:
    """Years that stand as numbers, or at the end of the number of a letter, move with the story."""
    if isinstance(value, list):
        return [_this_year(item, day, today) for item in value]
    if isinstance(value, dict):
        return {name: _of_year(name, item, day, today) for name, item in value.items()}
    if isinstance(value, str) and value.endswith(f"/{day.year}"):
        return f"{value[: -len(str(day.year))]}{today.year}"
    return value


def _of_year(name: str, value: Json, day: date, today: date) -> Json:
    return min(value, today.year) if name == "tahun" and isinstance(value, int) else _this_year(value, day, today)


def _on_a_working_day(value: Json, today: date, calendar: WorkingCalendar) -> Json:
    if not isinstance(value, str) or len(value) != len("2026-01-31"):
        return value
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    near = abs(day - today) < NEAR and not calendar.is_working(day)
    return calendar.after(day, 1).isoformat() if near else value
