"""The fold over the histories of the shipped SOPs agrees with what the engine and the books say."""

import pytest

from app.actions.play import play
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.event import Event
from app.model.frame import Standing
from app.model.frames import frame_at, frames
from app.model.instance import ProcessInstance
from app.model.outline import Outline
from app.wiring import stage_for

STORIES = {
    f"{sop}-{name}": (sop, name)
    for sop in shipped_sops()
    for name in read_stories(shipped_bundle(sop).files[SCENARIOS])
}


def lived(sop: str, name: str) -> tuple[list[Event], ProcessInstance, Outline]:
    bundle = shipped_bundle(sop)
    stories = read_stories(bundle.files[SCENARIOS])
    stage = stage_for(bundle, stories[name])
    played = play(stage, bundle, stories[name], stories)
    assert played.failure is None
    with stage.office.store.reading() as reader:
        instance = reader.instance_by_number(played.number)
    assert instance is not None
    return list(played.events), instance, read_definition(bundle).outline


@pytest.fixture(scope="module", params=STORIES)
def life(request: pytest.FixtureRequest) -> tuple[list[Event], ProcessInstance, Outline]:
    return lived(*STORIES[request.param])


def test_the_variables_at_the_end_are_those_of_the_case(life: tuple[list[Event], ProcessInstance, Outline]) -> None:
    events, instance, outline = life
    moment = frame_at(events, len(events), outline)
    assert moment is not None
    assert moment.variables == {name: value for name, value in instance.variables.items() if value is not None}
    assert moment.waits == ()
    assert moment.frame.clock.due == instance.clock.due


def test_the_changes_of_the_frames_make_every_moment(life: tuple[list[Event], ProcessInstance, Outline]) -> None:
    events, _, outline = life
    states: dict[str, Standing] = {}
    variables: dict[str, object] = {}
    open_now: set[int] = set()
    for frame in frames(events, outline):
        for mark in frame.marks:
            assert states.get(mark.element, Standing.AHEAD) is mark.before
            states[mark.element] = mark.after
        variables |= {change.name: change.new for change in frame.changes}
        open_now = (open_now | {wait.token for wait in frame.waits}) - {wait.token for wait in frame.closed}
        moment = frame_at(events, frame.number, outline)
        assert moment is not None
        assert moment.frame == frame
        assert moment.states == {it: state for it, state in states.items() if state is not Standing.AHEAD}
        assert moment.variables == {name: value for name, value in variables.items() if value is not None}
        assert {wait.token for wait in moment.waits} == open_now


def test_exactly_the_elements_where_tokens_stand_are_active_or_stopped(
    life: tuple[list[Event], ProcessInstance, Outline],
) -> None:
    events, _, outline = life
    for number in range(1, len(events) + 1):
        moment = frame_at(events, number, outline)
        assert moment is not None
        held = {it for it, state in moment.states.items() if state in (Standing.ACTIVE, Standing.INCIDENT)}
        assert held == {wait.element for wait in moment.waits if wait.stands}
