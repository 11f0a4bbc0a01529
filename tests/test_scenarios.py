"""The acceptance stories of every shipped SOP come true, and together take every flow and reach every end."""

from collections.abc import Mapping

import pytest

from app.actions.play import Played, play
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS, Bundle
from app.model.event import Happening
from app.model.story import Deed, Story, StoryStep
from app.wiring import stage_for
from tests.chain import first_break

BUNDLES = {sop: shipped_bundle(sop) for sop in shipped_sops()}
STORIES = {sop: read_stories(bundle.files[SCENARIOS]) for sop, bundle in BUNDLES.items()}
ALL = [(sop, name) for sop, stories in STORIES.items() for name in stories]


def played(bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> Played:
    return play(stage_for(bundle, story), bundle, story, stories)


@pytest.fixture(scope="module")
def results() -> dict[tuple[str, str], Played]:
    return {(sop, name): played(BUNDLES[sop], STORIES[sop][name], STORIES[sop]) for sop, name in ALL}


@pytest.mark.parametrize(("sop", "name"), ALL)
def test_the_story_holds(sop: str, name: str, results: dict[tuple[str, str], Played]) -> None:
    assert results[sop, name].failure is None


@pytest.mark.parametrize(("sop", "name"), ALL)
def test_the_history_of_the_story_is_one_unbroken_chain(
    sop: str, name: str, results: dict[tuple[str, str], Played]
) -> None:
    assert first_break(results[sop, name].events) is None


@pytest.mark.parametrize("sop", STORIES)
def test_the_stories_take_every_flow_and_touch_every_element(sop: str, results: dict[tuple[str, str], Played]) -> None:
    told = [result for (of, _), result in results.items() if of == sop]
    outline = read_definition(BUNDLES[sop]).outline
    taken = frozenset[str]().union(*(result.flows for result in told))
    inside = {element.id for element in outline.elements.values() if element.scope != outline.process}
    assert {flow.id for flow in outline.flows.values()} - taken == {
        flow.id for flow in outline.flows.values() if flow.source in inside
    } - taken
    ends = {element.id for element in outline.elements.values() if element.type == "endEvent"}
    assert ends <= {str(result.story.ends) for result in told}


def test_a_story_that_ends_elsewhere_fails_with_a_sentence() -> None:
    story = next(iter(STORIES["izin_perluasan"].values()))
    wrong = Story(**{**_fields(story), "ends": "e3_komitmen_lain"})
    assert "instead of e3_komitmen_lain" in (played(BUNDLES["izin_perluasan"], wrong, {}).failure or "")


def test_a_step_at_a_task_that_is_not_open_fails_with_a_sentence() -> None:
    story = next(iter(STORIES["izin_perluasan"].values()))
    wrong = Story(**{**_fields(story), "steps": (StoryStep(Deed.TASK, "buat_bap"),)})
    failure = played(BUNDLES["izin_perluasan"], wrong, {}).failure or ""
    assert "buat_bap is not open" in failure
    assert "ajukan_izin" in failure


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"passes": ("e2_belum_siap",)}, "did not pass e2_belum_siap"),
        ({"avoids": ("buat_bap",)}, "passed buat_bap"),
    ],
)
def test_a_story_says_what_it_missed(change: dict[str, object], sentence: str) -> None:
    story = next(iter(STORIES["izin_perluasan"].values()))
    wrong = Story(**{**_fields(story), **change})
    assert sentence in (played(BUNDLES["izin_perluasan"], wrong, {}).failure or "")


def test_a_story_checks_the_service_clock() -> None:
    story = STORIES["izin_perluasan"]["long_holiday"]
    wrong = Story(**{**_fields(story), "clock_due": story.starts_at.date()})
    assert "the service clock is due on" in (played(BUNDLES["izin_perluasan"], wrong, {}).failure or "")


def test_the_wrong_answers_of_a_story_are_told_by_field() -> None:
    story = next(iter(STORIES["izin_perluasan"].values()))
    first = StoryStep(Deed.TASK, "ajukan_izin", {"nib": "12"})
    wrong = Story(**{**_fields(story), "steps": (first,)})
    assert (played(BUNDLES["izin_perluasan"], wrong, {}).failure or "").startswith("nib: ")


def test_the_clock_of_the_long_holiday_is_in_its_history(results: dict[tuple[str, str], Played]) -> None:
    events = results["izin_perluasan", "long_holiday"].events
    started = next(event for event in events if event.kind is Happening.CLOCK_STARTED)
    assert b"2026-03-31" in (started.payload or b"")


def _fields(story: Story) -> dict[str, object]:
    return {name: getattr(story, name) for name in story.__dataclass_fields__}
