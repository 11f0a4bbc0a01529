"""The service clock of an instance, moved by what its process passes."""

from datetime import UTC, date, datetime

from app.model.advance import Passage, Passing
from app.model.calendar import WorkingCalendar
from app.model.clock import ClockRule, ServiceClock, tick
from app.model.event import Happening

CALENDAR = WorkingCalendar()
RULE = ClockRule(days=5, starts="f_lengkap", stops="unggah", pauses=frozenset({"klarifikasi"}))
MONDAY = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

COMPLETE = Passage(Passing.OPENED, "surat", 3, flow="f_lengkap")
ASK = Passage(Passing.OPENED, "klarifikasi", 4)
ANSWER = Passage(Passing.COMPLETED, "klarifikasi", 4)
UPLOAD = Passage(Passing.COMPLETED, "unggah", 9)


def started() -> ServiceClock:
    return tick(ServiceClock(), RULE, COMPLETE, MONDAY, CALENDAR)[0]


def test_the_clock_starts_when_the_flow_lengkap_dan_benar_is_taken() -> None:
    clock, fact = tick(ServiceClock(), RULE, COMPLETE, MONDAY, CALENDAR)
    assert clock.due == date(2026, 11, 23)
    assert clock.running
    assert fact is not None
    assert fact.kind is Happening.CLOCK_STARTED


def test_nothing_moves_the_clock_before_its_start() -> None:
    assert tick(ServiceClock(), RULE, UPLOAD, MONDAY, CALENDAR) == (ServiceClock(), None)


def test_the_clock_pauses_while_the_applicant_answers_and_the_pause_is_added() -> None:
    paused, _ = tick(started(), RULE, ASK, WEDNESDAY, CALENDAR)
    assert paused.paused_on == date(2026, 11, 18)
    assert not paused.running
    resumed, fact = tick(paused, RULE, ANSWER, FRIDAY, CALENDAR)
    assert resumed.due == date(2026, 11, 25)
    assert resumed.paused_on is None
    assert fact is not None
    assert fact.kind is Happening.CLOCK_RESUMED


def test_asking_twice_pauses_once() -> None:
    paused, _ = tick(started(), RULE, ASK, WEDNESDAY, CALENDAR)
    assert tick(paused, RULE, ASK, FRIDAY, CALENDAR) == (paused, None)


def test_an_answer_without_a_question_moves_nothing() -> None:
    assert tick(started(), RULE, ANSWER, FRIDAY, CALENDAR) == (started(), None)


def test_the_upload_stops_the_clock_for_good() -> None:
    stopped, fact = tick(started(), RULE, UPLOAD, FRIDAY, CALENDAR)
    assert stopped.stopped_on == date(2026, 11, 20)
    assert fact is not None
    assert fact.kind is Happening.CLOCK_STOPPED
    assert tick(stopped, RULE, ASK, FRIDAY, CALENDAR) == (stopped, None)


def test_an_sop_without_a_clock_has_none() -> None:
    assert tick(ServiceClock(), None, COMPLETE, MONDAY, CALENDAR) == (ServiceClock(), None)


def test_other_elements_leave_the_clock_alone() -> None:
    other = Passage(Passing.OPENED, "bap", 5, flow="f_lanjut")
    assert tick(started(), RULE, other, FRIDAY, CALENDAR) == (started(), None)


def test_a_clock_survives_its_row() -> None:
    clock = ServiceClock(date(2026, 11, 23), date(2026, 11, 18), None)
    assert ServiceClock.from_row(clock.to_row()) == clock
