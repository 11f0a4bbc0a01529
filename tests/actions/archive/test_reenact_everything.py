"""Whatever the shipped SOPs and processes drawn at random do, their cases come out the same when played again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.actions._work import hold_work
from app.actions.archive.reenact import reenact
from app.actions.cancel import cancel
from app.actions.complete import close
from app.actions.play import play
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.errors import StepFailed
from app.model.instance import ProcessInstance, Status
from app.model.people import SUPERVISOR
from app.model.reenactment import Outcome, Verdict
from app.ports import Office, StageClock
from app.store.memory import MemoryStore
from app.wiring import stage_for
from tests.engine.test_random_processes import PROCESSES, WALKS, Draw
from tests.office import begin, draw, hire, office_on

BUNDLES = {sop: shipped_bundle(sop) for sop in shipped_sops()}
STORIES = {sop: read_stories(bundle.files[SCENARIOS]) for sop, bundle in BUNDLES.items()}
ALL = [(sop, name) for sop, stories in STORIES.items() for name in stories]


def judged(office: Office, number: str) -> Verdict:
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
        assert case is not None
        return reenact(office, reader, case)


@pytest.mark.parametrize(("sop", "name"), ALL)
def test_every_story_of_a_shipped_sop_comes_out_the_same(sop: str, name: str) -> None:
    bundle, story = BUNDLES[sop], STORIES[sop][name]
    stage = stage_for(bundle, story)
    played = play(stage, bundle, story, STORIES[sop])
    assert judged(stage.office, played.number).outcome is Outcome.SAME


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS, minutes=st.sampled_from([0, 20]), ends=st.booleans())
def test_walks_through_random_processes_come_out_the_same(block, handler, walk, minutes, ends) -> None:
    """Also where time stands still, so that no step can be told from the next by its time."""
    clock = StageClock(datetime(2026, 3, 17, 2, tzinfo=UTC))
    office = office_on(MemoryStore(), clock=clock)
    draw(office, Draw().process(block, handler), x=0, judul="Acak")
    case = begin(office, hire(office, "ani"))
    for choice, x in walk:
        clock.now += timedelta(minutes=minutes)
        go_on(office, case, choice, x)
    with office.store.reading() as reader:
        running = reader.instance(case.id).status is Status.RUNNING
    if ends and running:
        cancel(office, case.id, "Cukup.", by=replace(hire(office, "awas", SUPERVISOR), login="ani"))
    found = judged(office, case.number)
    assert found.outcome is Outcome.SAME, found


def go_on(office: Office, case: ProcessInstance, choice: int, x: int) -> None:
    """Close any wait by the hands of Ani."""
    with office.store.writing() as unit:
        waiting = unit.work_items(case.id, open_only=True)
        if not waiting:
            return
        held = hold_work(office, unit, waiting[choice % len(waiting)].id)
        try:
            close(office, unit, held, {"x": x}, "user:ani", done_by=None, digest=None)
        except StepFailed:
            return
        unit.commit()
