"""Whatever the shipped SOPs, and processes drawn at random, have done stays the same on the very same definition."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions.cancel import cancel
from app.actions.play import play
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.backtest import Outcome
from app.model.bundle import SCENARIOS
from app.model.instance import Status
from app.model.people import SUPERVISOR
from app.ports import StageClock
from app.store.memory import MemoryStore
from app.wiring import stage_for
from tests.actions.archive.test_reenact_everything import go_on
from tests.actions.backtest.conftest import verdict
from tests.engine.test_random_processes import PROCESSES, WALKS, Draw
from tests.office import begin, draw, hire, office_on

BUNDLES = {sop: shipped_bundle(sop) for sop in shipped_sops()}
STORIES = {sop: read_stories(bundle.files[SCENARIOS]) for sop, bundle in BUNDLES.items()}


@pytest.mark.parametrize(("sop", "name"), [(sop, name) for sop, stories in STORIES.items() for name in stories])
def test_every_story_of_a_shipped_sop_stays_the_same(sop: str, name: str) -> None:
    bundle, story = BUNDLES[sop], STORIES[sop][name]
    stage = stage_for(bundle, story)
    events = play(stage, bundle, story, STORIES[sop]).events
    assert verdict(stage.office, bundle, bundle, events).outcome is Outcome.SAME


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS, minutes=st.sampled_from([0, 20]))
def test_walks_through_random_processes_stay_the_same(block, handler, walk, minutes) -> None:
    """Also where time stands still, timers ring before they are due, and somebody ends the case in the middle."""
    clock = StageClock(datetime(2026, 3, 17, 2, tzinfo=UTC))
    office = office_on(MemoryStore(), clock=clock)
    draw(office, Draw().process(block, handler), x=0, judul="Acak")
    case = begin(office, hire(office, "ani"))
    for choice, x in walk:
        clock.now += timedelta(minutes=minutes)
        go_on(office, case, choice, x)
    with office.store.reading() as reader:
        running = reader.instance(case.id).status is Status.RUNNING
    if running:
        cancel(office, case.id, "Cukup.", by=replace(hire(office, "awas", SUPERVISOR), login="ani"))
    with office.store.reading() as reader:
        events, bundle = tuple(reader.history(case.id)), reader.bundle(case.digest)
    found = verdict(office, bundle, bundle, events)
    assert found.outcome is Outcome.SAME, found
