"""The finished cases of every story of Izin Perluasan, and what a draft makes of them."""

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from app.actions.backtest._scene import Scene
from app.actions.backtest.rehearse import rehearse
from app.actions.play import play
from app.library.stories import read_stories
from app.model.backtest import Verdict, judge
from app.model.bundle import SCENARIOS, Bundle
from app.model.changed_outline import ChangedOutline
from app.model.erasure import erasures
from app.model.event import Event
from app.model.recorded import recorded
from app.model.steps import steps
from app.model.values import Json
from app.ports import Office
from app.wiring import rehearsal_office, stage_for
from tests.actions.backtest.drafts import IZIN

STORIES = read_stories(IZIN.files[SCENARIOS])
Test = Callable[..., Mapping[str, Verdict]]


@cache
def history(name: str) -> tuple[Event, ...]:
    story = STORIES[name]
    return play(stage_for(IZIN, story), IZIN, story, STORIES).events


def verdict(
    office: Office, bundle: Bundle, draft: Bundle, events: tuple[Event, ...], **standing: Mapping[str, Json]
) -> Verdict:
    """What a draft makes of one history."""
    old, new = office.read(bundle), office.read(draft)
    past = recorded(steps(events), erasures(events), old.outline)
    scene = Scene(office.engine, new, office.calendar.zone, standing)
    return judge(past.way, rehearse(scene, old, past), ChangedOutline(old.outline, new.outline))


@pytest.fixture(scope="session")
def tested() -> Test:
    """Runs all stories on a draft; answers the verdict on each."""
    office = rehearsal_office()

    def run(draft: Bundle, **standing: Mapping[str, Json]) -> Mapping[str, Verdict]:
        return {name: verdict(office, IZIN, draft, history(name), **standing) for name in STORIES}

    return run
