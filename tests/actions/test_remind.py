"""Reminders: one working day before a due date and the day after, once for each work item and threshold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.actions._definitions import definition
from app.actions._due import look_at_period, next_look
from app.actions.claim import claim, release
from app.actions.complete import complete
from app.actions.hand_over import hand_over
from app.actions.remind import remind
from app.actions.take_over import take_over
from app.model.advance import Kind, Wait
from app.model.clock import ServiceClock
from app.model.definition import Deployment, ProcessDefinition
from app.model.notice import Topic
from tests.actions import conftest
from tests.actions.conftest import Desk, manual
from tests.actions.test_notify import notices

#: A Tuesday; five working days later is Tuesday the 24th.
DUE = "2026-03-24"


def reminded(desk: Desk, login: str) -> list[tuple[str, object]]:
    return [(str(it.facts["what"]), it.facts["due"]) for it in notices(desk, login)[::-1] if it.topic is Topic.REMINDER]


def at(desk: Desk, day: int, hour: int = 1) -> int:
    """It is this day of March 2026 (01.00 UTC is 08.00 in the office); answers how many items were looked at."""
    desk.clock.now = datetime(2026, 3, day, hour, tzinfo=UTC)
    return remind(desk.office)


@pytest.fixture
def manual_desk(desk: Desk) -> Desk:
    return manual(desk)


def claimed(desk: Desk, by: str = "opi") -> int:
    """A case whose service clock runs, with its task `kirim` (by manual evidence) claimed."""
    case = desk.started("setuju")
    work = desk.open(case, "kirim")
    claim(desk.office, work.id, by=desk.people[by])
    return work.id


def test_who_has_claimed_work_is_reminded_a_working_day_before_it_is_due(manual_desk: Desk) -> None:
    claimed(manual_desk)
    assert at(manual_desk, 22, 23) == 0  # Sunday
    assert at(manual_desk, 23) == 1
    assert reminded(manual_desk, "opi") == [("soon", DUE)]
    assert reminded(manual_desk, "oka") == []


def test_he_is_reminded_once_more_when_it_is_late_and_then_no_more(manual_desk: Desk) -> None:
    claimed(manual_desk)
    for day in (23, 23, 24, 25, 25, 26, 30):
        at(manual_desk, day)
    assert reminded(manual_desk, "opi") == [("soon", DUE), ("late", DUE)]


def test_a_worker_that_was_away_tells_only_what_holds_now(manual_desk: Desk) -> None:
    claimed(manual_desk)
    at(manual_desk, 26)
    assert reminded(manual_desk, "opi") == [("late", DUE)]


@pytest.mark.parametrize("way", ["handed over", "taken over"])
def test_in_other_hands_it_reminds_who_has_it_now(manual_desk: Desk, way: str) -> None:
    work = claimed(manual_desk)
    at(manual_desk, 23)
    if way == "handed over":
        hand_over(manual_desk.office, work, "oka", by=manual_desk.people["opi"])
    else:
        take_over(manual_desk.office, work, "Sakit.", by=manual_desk.people["awas"], to="oka")
    assert manual_desk.work(work).remind_at == datetime(2026, 3, 25, 0, tzinfo=UTC)
    at(manual_desk, 25)
    assert reminded(manual_desk, "opi") == [("soon", DUE)]
    assert reminded(manual_desk, "oka") == [("late", DUE)]


def test_what_was_given_back_reminds_nobody(manual_desk: Desk) -> None:
    work = claimed(manual_desk)
    release(manual_desk.office, work, by=manual_desk.people["opi"])
    assert at(manual_desk, 26) == 0


def test_what_is_done_reminds_nobody(manual_desk: Desk) -> None:
    work = claimed(manual_desk)
    complete(manual_desk.office, work, {"bukti": "ada"}, by=manual_desk.people["opi"])
    assert at(manual_desk, 26) == 0


def test_who_claims_what_is_late_already_is_not_reminded_of_it(manual_desk: Desk) -> None:
    case = manual_desk.started("setuju")
    manual_desk.clock.now = datetime(2026, 3, 26, tzinfo=UTC)
    claim(manual_desk.office, manual_desk.open(case, "kirim").id, by=manual_desk.people["opi"])
    assert at(manual_desk, 30) == 0


def test_while_the_clock_has_not_started_somebody_looks_every_morning(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert [at(desk, day) for day in (18, 18, 19)] == [1, 0, 1]
    assert reminded(desk, "opi") == []


PERIOD = """
(mulai) -> ajukan -> periksa -> <putusan> -tanya[hasil = "tanya"]-> jawab -> periksa
<putusan> -> (tutup)
jawab ! (masa:timer{P10D}) -> (lewat)
"""


@pytest.fixture
def period(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk where the applicant has ten days to answer."""
    lanes = {
        "lane_pemohon": ("mulai", "ajukan", "jawab", "masa", "lewat"),
        "lane_operator": ("periksa", "putusan", "tutup"),
        "lane_sistem": (),
    }
    monkeypatch.setattr(conftest, "LANES", lanes)
    bundle = conftest.permit_bundle(PERIOD)
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 2, bundle.digest, "system", desk.clock.now))
        unit.commit()
    return desk


def test_an_applicant_is_reminded_before_his_period_ends(period: Desk) -> None:
    case = period.started("tanya")
    assert at(period, 25) == 0
    assert at(period, 26) == 1  # it ends on Friday the 27th
    assert at(period, 26) == 0
    assert reminded(period, "siti") == [("soon", "2026-03-27")]
    assert notices(period, "siti")[0].work == period.open(case, "jawab").id


def test_a_period_that_ends_at_once_is_no_matter_for_a_reminder(period: Desk) -> None:
    case = period.started("tanya")
    with period.office.store.reading() as reader:
        process = definition(period.office, reader, case.digest)
    calendar, now = period.office.calendar, period.clock.now
    assert look_at_period(process, calendar, Wait(1, "masa", Kind.TIMER, now), now) is None
    assert look_at_period(process, calendar, Wait(1, "periksa", Kind.USER), now) is None


def test_an_item_somebody_else_has_just_looked_at_is_left_alone(manual_desk: Desk, monkeypatch) -> None:
    work_id = claimed(manual_desk)
    manual_desk.clock.now = datetime(2026, 3, 23, 1, tzinfo=UTC)
    seen = manual_desk.work(work_id)
    assert remind(manual_desk.office) == 1
    books = type(manual_desk.office.store.reading().__enter__())
    monkeypatch.setattr(books, "due_reminders", lambda *_, **__: [seen])
    assert remind(manual_desk.office) == 1
    assert reminded(manual_desk, "opi") == [("soon", DUE)]


@pytest.fixture
def process(desk: Desk) -> ProcessDefinition:
    with desk.office.store.reading() as reader:
        return definition(desk.office, reader, desk.start().digest)


FRIDAY = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)


def test_the_working_day_before_a_monday_is_a_friday(desk: Desk, process: ProcessDefinition) -> None:
    clock = ServiceClock(due=date(2026, 3, 23))
    before = datetime(2026, 3, 19, 3, 0, tzinfo=UTC)
    assert next_look(process, desk.office.calendar, clock, before) == FRIDAY - timedelta(hours=3)
    assert next_look(process, desk.office.calendar, clock, FRIDAY) == datetime(2026, 3, 24, tzinfo=UTC)


def test_while_the_clock_stands_still_somebody_looks_every_morning(desk: Desk, process: ProcessDefinition) -> None:
    paused = ServiceClock(due=date(2026, 3, 23), paused_on=date(2026, 3, 18))
    assert next_look(process, desk.office.calendar, paused, FRIDAY) == datetime(2026, 3, 23, tzinfo=UTC)


def test_where_no_clock_runs_nobody_looks(desk: Desk, process: ProcessDefinition) -> None:
    stopped = ServiceClock(due=date(2026, 3, 23), stopped_on=date(2026, 3, 18))
    without = replace(process, sop=replace(process.sop, clock=None))
    assert next_look(process, desk.office.calendar, stopped, FRIDAY) is None
    assert next_look(without, desk.office.calendar, ServiceClock(), FRIDAY) is None
