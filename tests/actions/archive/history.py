"""A demo history in memory, for tests that need many cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.actions.archive.demo_history import Part, Wish, make_history
from app.connectors import connectors_for
from app.library.demo_habits import demo_habits
from app.library.stories import read_stories
from app.library.survey import questionnaire
from app.model.demo_habits import Habits
from app.model.demo_plan import Period
from app.model.event import Event, Happening
from app.model.instance import ProcessInstance
from app.ports import InstanceQuery, Stage, StageClock
from app.settings import Settings
from app.wiring import open_for_business, rehearsal_office

UNTIL = datetime(2026, 10, 30, 9, tzinfo=UTC)
PERIOD = Period(UNTIL - timedelta(days=200), UNTIL, running=0.2)


@dataclass(frozen=True)
class Made:
    """A history that was made: all cases in the order in which they were started, with their events."""

    stage: Stage
    cases: Sequence[ProcessInstance]
    events: dict[str, Sequence[Event]]

    def happened(self, kind: Happening) -> list[Event]:
        return [event for events in self.events.values() for event in events if event.kind is kind]


def stage_of(since: datetime = PERIOD.since) -> Stage:
    """An office in memory with the shipped SOPs and the people of the demo."""
    now = StageClock(since)
    office = replace(rehearsal_office(now, connectors_for()), stories=read_stories, survey=questionnaire())
    open_for_business(office, Settings(demo=True))
    return Stage(office, now)


def made(wish: Wish, stage: Stage | None = None, habits: Habits | None = None, part: Part | None = None) -> Made:
    """Make a history."""
    stage = stage or stage_of()
    make_history(stage, habits or demo_habits(), wish, "the key of the house", part)
    with stage.office.store.reading() as reader:
        cases = reader.instances(InstanceQuery(limit=10_000))
        whole = [case for case in (reader.instance(case.id) for case in cases) if case]
        events = {case.number: reader.history(case.id) for case in whole}
    return Made(stage, sorted(whole, key=lambda case: case.id), events)
