"""An office after a year of work: a demo history, made by the actions themselves on a clock that is set."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.actions.archive.demo_history import Wish, make_history
from app.library.demo_habits import demo_habits
from app.model.demo_plan import Period
from app.settings import Settings
from app.wiring import stage_of_history

SOP = "izin_perluasan"
YEAR = timedelta(days=365)


def a_year(
    settings: Settings, count: int, *, until: datetime, running: float = 0.25, sops: Sequence[str] = (SOP,)
) -> None:
    """Make `count` cases within the year before `until`; so large a share of them is still on its way.

    Without `sops` they are of all that are deployed.
    """
    period = Period(until - YEAR, until, running)
    stage = stage_of_history(settings, period.since)
    make_history(stage, demo_habits(), Wish(count, period, sops=sops), "x" * 40)
    stage.office.store.close()
