"""An office after a year of work: cases made by real people's steps, through the actions, on a clock that runs ahead.

Every case follows a story of the SOP and stands still somewhere on its way, so that all lists have something to show.
Steps of all cases happen in the order of time, as they would.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.deploy import deploy
from app.actions.people import add_demo_person
from app.actions.perform import lease, perform
from app.actions.play import StageClock
from app.actions.props import with_props
from app.actions.signing import SIMULATION
from app.actions.start import start
from app.library.demo import demo_people
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.instance import Status
from app.model.people import User
from app.model.story import Deed, Story, StoryStep
from app.model.values import Json
from app.ports import InstanceQuery, Office
from app.web.desk.sample import moved, told_on

SOP = "izin_perluasan"
STORIES = ("field_visit", "documents_only", "returned_twice", "clarification", "not_ready", "withdrawn")
YEAR = timedelta(days=365)
COMPANIES = ("Baja", "Sawit", "Karet", "Kayu", "Semen", "Pangan", "Tekstil", "Kertas", "Kapal", "Mebel")


@dataclass(frozen=True)
class Town:
    """Who works in it and what they do: people by group, stories by turns."""

    office: Office
    clock: StageClock
    people: Mapping[str, User]
    stories: Sequence[Story]


@dataclass
class Errand:
    """A case on its way: what is still to be done, and when it stops."""

    number: int
    story: Story
    steps: list[StoryStep]
    dice: Random
    instance: int = 0


def populate(office: Office, count: int, *, until: datetime) -> int:
    """Make `count` cases within the year before `until`; answers how many of them are still under way."""
    clock = StageClock(until - YEAR)
    town = _town(replace(office, clock=clock, rehearsal=True), clock)
    agenda = [(until - YEAR * (1 - n / count), n, _errand(town, n)) for n in range(count)]
    heapq.heapify(agenda)
    while agenda and agenda[0][0] < until:
        clock.now, number, errand = heapq.heappop(agenda)
        if _go_on(town, errand):
            heapq.heappush(agenda, (clock.now + timedelta(hours=errand.dice.uniform(2, 60)), number, errand))
    return _finish(town, until)


def _town(office: Office, clock: StageClock) -> Town:
    bundle = shipped_bundle(SOP)
    deploy(office, bundle, by=None)
    for person in demo_people():
        add_demo_person(office, person)
    with office.store.reading() as reader:
        people = {group: person for person in reversed(reader.users()) for group in person.groups}
    known = read_stories(bundle.files[SCENARIOS])
    stories = [known[name] for name in STORIES if name in known]
    return Town(office, clock, people, stories)


def _errand(town: Town, number: int) -> Errand:
    dice = Random(number)  # noqa: S311  # the same cases every time
    story = town.stories[number % len(town.stories)]
    steps = [step for step in story.steps if step.deed in (Deed.TASK, Deed.SEND)]
    # A third of the cases rests somewhere on the way, the others go to their end.
    resting = dice.random() < 0.35
    return Errand(number, story, steps[: dice.randint(1, len(steps))] if resting else steps, dice)


def _go_on(town: Town, errand: Errand) -> bool:
    """Do the next step of a case; answers whether there is another one."""
    if not errand.instance:
        errand.instance = start(town.office, SOP, by=town.people["pemohon"]).id
        return True
    _machines(town)
    step = errand.steps.pop(0)
    with town.office.store.reading() as reader:
        open_items = reader.work_items(errand.instance, open_only=True)
        case = reader.instance(errand.instance)
    work = next((item for item in open_items if item.element == step.subject), None)
    if work is None or case is None:  # a deadline was faster
        return False
    person = town.people[work.group or ""]
    if errand.dice.random() < 0.3 and step.deed is Deed.TASK:
        claim(town.office, work.id, by=person)
    answers = with_props(town.office, case, _answers(town, errand, step), by=person)
    complete(town.office, work.id, answers, by=person, proof=SIMULATION)
    return bool(errand.steps)


def _answers(town: Town, errand: Errand, step: StoryStep) -> dict[str, Json]:
    zone = town.office.calendar.zone
    told = told_on([errand.story], step.subject).astimezone(zone).date()
    passed = town.clock.now.astimezone(zone).date() - told
    given = {**errand.story.defaults.get(step.subject, {}), **step.answers}
    answers = {name: _a_year_earlier(moved(value, passed)) for name, value in given.items()}
    if "perusahaan_nama" in answers:
        answers["perusahaan_nama"] = f"PT Contoh {COMPANIES[errand.number % 10]} {errand.number}"
    return answers


def _a_year_earlier(value: Json) -> Json:
    """A machine of the stories may be of this year; most of these cases began in the last."""
    if isinstance(value, list):
        return [_a_year_earlier(item) for item in value]
    if isinstance(value, dict):
        return {
            name: item - 1 if name == "tahun" and isinstance(item, int) else _a_year_earlier(item)
            for name, item in value.items()
        }
    return value


def _machines(town: Town) -> None:
    while due := lease(town.office, "bench"):
        for work in due:
            perform(town.office, work, "bench")


def _finish(town: Town, until: datetime) -> int:
    town.clock.now = until
    _machines(town)
    with town.office.store.reading() as reader:
        return reader.instances_count(InstanceQuery(status=Status.RUNNING), up_to=10**9)
