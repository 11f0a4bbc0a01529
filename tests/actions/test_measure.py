"""Figures are counted beside the work: shortly after it, once, whoever is killed meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions.archive import measure as figures_counted
from app.actions.archive.figures import Wish, behind, figures, subject, trails, ways
from app.actions.archive.measure import CASES, count, count_anew, waiting
from app.actions.claim import claim
from app.model.calendar import WorkingCalendar
from app.model.errors import Forbidden, NotFound, Unavailable
from app.model.period import Period
from app.model.sheets import Sheet
from app.ports import Reader, Store, Unit
from app.ports.measures import BehindQuery, Counts
from tests.actions.conftest import MORNING, Desk

TODAY = date(2026, 3, 17)


def worked(desk: Desk) -> None:
    """A case that was asked something and granted, one that waits, one that was withdrawn."""
    case = desk.started("tanya")
    desk.go_on(hours=2)
    desk.do(case, "jawab", "siti", jawaban="ini")
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    desk.go_on(hours=1)
    desk.do(case, "periksa", "opi", hasil="setuju")
    desk.run_machines()
    desk.started()
    other = desk.started()
    desk.do(other, "tarik", "siti", alasan="batal")


def seen(desk: Desk, **wish: object) -> Sheet:
    return figures(desk.office, desk.people["audi"], Wish("permit", **wish)).whole


def test_what_happened_is_in_the_figures_after_a_round(desk: Desk) -> None:
    worked(desk)
    assert seen(desk).started == 0
    assert count(desk.office) == 0
    whole = seen(desk)
    assert (whole.started, {end: it.gross.count for end, it in whole.ends.items()}) == (3, {"terbit": 1, "ditarik": 1})
    periksa = whole.activities["periksa"]
    assert (periksa.done, periksa.visits, periksa.worked.office.total) == (2, {1: 1, 2: 1}, 3600)
    assert (whole.in_time, whole.again, whole.activities["kirim"].done) == (1, 1, 1)
    assert figures(desk.office, desk.people["awas"], Wish("permit")).running == 1


def test_a_round_that_finds_nothing_new_changes_nothing(desk: Desk) -> None:
    worked(desk)
    count(desk.office)
    before = seen(desk)
    assert count(desk.office) == 0
    assert seen(desk) == before


def test_the_figures_say_up_to_when_they_go(desk: Desk) -> None:
    count(desk.office)
    assert subject(desk.office, desk.people["audi"]).counted.until == MORNING
    desk.go_on(seconds=30)
    count(desk.office)
    assert subject(desk.office, desk.people["audi"]).counted.until == MORNING
    desk.go_on(seconds=31)
    count(desk.office)
    assert subject(desk.office, desk.people["audi"]).counted.until == MORNING + timedelta(seconds=61)
    desk.start()
    assert subject(desk.office, desk.people["audi"]).counted.waiting == 1


def test_more_cases_than_a_round_takes_wait_for_the_next(desk: Desk) -> None:
    for _ in range(CASES + 1):
        desk.start()
    assert count(desk.office) == CASES
    assert waiting(desk.office) == 1
    assert seen(desk).started == 0
    assert count(desk.office) == 0
    assert seen(desk).started == CASES + 1


def test_counted_anew_the_figures_are_the_same(desk: Desk) -> None:
    worked(desk)
    count(desk.office)
    before = seen(desk)
    assert count_anew(desk.office) == 3
    assert seen(desk) == Sheet()
    count(desk.office)
    assert seen(desk) == before


def test_other_days_off_make_the_figures_outdated_until_they_are_counted_anew(desk: Desk) -> None:
    count(desk.office)
    assert not subject(desk.office, desk.people["audi"]).outdated
    moved = replace(desk, office=replace(desk.office, calendar=WorkingCalendar({TODAY: "libur"})))
    assert subject(moved.office, desk.people["audi"]).outdated
    count_anew(moved.office)
    assert not subject(moved.office, desk.people["audi"]).outdated


def test_a_history_that_cannot_be_read_is_left_out_and_the_others_are_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, _ = desk.start(), desk.start()
    honest = figures_counted.measure

    def stumbling(history, hours):
        if history[0].instance == broken.number:
            raise ValueError("work:done is not a valid Happening")
        return honest(history, hours)

    monkeypatch.setattr(figures_counted, "measure", stumbling)
    count(desk.office)
    assert seen(desk).started == 1
    assert waiting(desk.office) == 0
    assert f"case {broken.id} cannot be read" in caplog.text


class Mortal:
    """A store whose units die before or after their commit, when the time has come."""

    def __init__(self, store: Store, lives: int, *, after: bool) -> None:
        self._store, self._lives, self._after = store, lives, after

    def reading(self) -> Iterator[Reader]:
        return self._store.reading()

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        with self._store.writing() as unit:
            commit = unit.commit

            def die() -> None:
                self._lives -= 1
                if self._lives == 0 and not self._after:
                    raise Unavailable
                commit()
                if self._lives == 0:
                    raise Unavailable

            unit.commit = die
            yield unit


@pytest.mark.parametrize("after", [False, True], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize("lives", [1, 2, 3, 4])
def test_who_is_killed_in_the_middle_has_counted_nothing_twice(desk: Desk, lives: int, after: bool) -> None:
    worked(desk)
    mortal = replace(desk.office, store=Mortal(desk.office.store, lives, after=after))
    with pytest.raises(Unavailable):
        count(mortal)
    count(desk.office)
    found = seen(desk)
    count_anew(desk.office)
    count(desk.office)
    assert found == seen(desk)
    assert found.started == 3


def test_figures_are_those_of_a_version_and_a_period(desk: Desk) -> None:
    desk.started()
    desk.go_on(days=20)
    desk.started()
    count(desk.office)
    assert seen(desk, version=1).started == 2
    assert seen(desk, version=9).started == 0
    assert seen(desk, period=Period(TODAY, TODAY)).started == 1
    found = figures(desk.office, desk.people["audi"], Wish(period=Period(TODAY, date(2026, 4, 30))))
    assert {month: sheet.started for month, sheet in found.months.items()} == {date(2026, 3, 1): 1, date(2026, 4, 1): 1}
    assert (found.running, list(found.subject.versions), list(found.subject.months)) == (2, [1], list(found.months))


CALLS: dict[str, Callable[[Desk, str], object]] = {
    "subject": lambda desk, login: subject(desk.office, desk.people[login]),
    "figures": lambda desk, login: figures(desk.office, desk.people[login], Wish()),
    "ways": lambda desk, login: ways(desk.office, desk.people[login], "permit", ["x"]),
    "trails": lambda desk, login: trails(desk.office, desk.people[login], Wish("permit"), limit=9),
    "behind": lambda desk, login: behind(desk.office, desk.people[login], BehindQuery("permit", Counts.STARTED)),
}


@pytest.mark.parametrize("call", CALLS)
def test_only_auditors_and_supervisors_see_figures(desk: Desk, call: str) -> None:
    for login in ("audi", "awas"):
        CALLS[call](desk, login)
    for login in ("siti", "opi", "ana"):
        with pytest.raises(Forbidden):
            CALLS[call](desk, login)


def test_of_an_unknown_sop_there_are_no_figures(desk: Desk) -> None:
    with pytest.raises(NotFound):
        subject(desk.office, desk.people["audi"], "lain")
