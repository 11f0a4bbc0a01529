"""A demo history is honest: real cases, people in office hours, events in order, chains that verify."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from json import loads

import pytest

from app.actions.archive._demo_deeds import Errand, NotYet, Town, do
from app.actions.archive.demo_history import Part as Share
from app.actions.archive.demo_history import Wish
from app.actions.cancel import cancel
from app.actions.deploy import deploy
from app.library.demo_habits import demo_habits
from app.library.shipped import shipped_bundle
from app.model.advance import Kind
from app.model.bundle import SCENARIOS
from app.model.complaint import ComplaintState
from app.model.demo_habits import Leave
from app.model.demo_plan import Act, CasePlan, Company, Deed, Part, Plot
from app.model.errors import LajurError, NotFound
from app.model.event import Happening
from app.model.instance import Status, WorkItem, WorkState
from app.model.office_hours import is_open
from app.ports import InstanceQuery
from tests.actions.archive.history import PERIOD, UNTIL, Made, made, stage_of
from tests.chain import first_break

CASES = 70


@pytest.fixture(scope="module")
def history() -> Made:
    return made(Wish(CASES, PERIOD, seed=7))


def test_as_many_cases_are_made_as_were_asked_for(history: Made) -> None:
    assert len(history.cases) == CASES


def test_every_chain_verifies(history: Made) -> None:
    assert [first_break(events) for events in history.events.values()] == [None] * CASES


def test_events_of_a_case_never_go_back_in_time(history: Made) -> None:
    for events in history.events.values():
        moments = [event.at for event in events]
        assert moments == sorted(moments)


def test_people_act_in_office_hours(history: Made) -> None:
    calendar = history.stage.office.calendar
    acts = [event for events in history.events.values() for event in events if event.actor.startswith("user:")]
    assert len(acts) > CASES * 10
    assert [event for event in acts if not is_open(calendar, event.at)] == []


def test_numbers_are_given_without_gaps_in_the_order_of_starting(history: Made) -> None:
    for prefix in ("IP-", "IPM-"):
        mine = [case for case in history.cases if case.number.startswith(prefix)]
        started = sorted(mine, key=lambda case: case.started_at)
        assert [case.number for case in started] == [f"{prefix}2026-{n:05d}" for n in range(1, len(mine) + 1)]


def test_cases_of_all_kinds_are_there(history: Made) -> None:
    ends = Counter((case.sop, case.end) for case in history.cases if case.end)
    assert ends["izin_perluasan", "e1_efektif"] > CASES / 4
    assert ends["izin_perluasan_magetan", "e1_terbit"] > CASES / 10
    assert len(ends) > 6


def test_the_asked_share_of_cases_is_on_its_way_at_the_end(history: Made) -> None:
    running = [case for case in history.cases if case.status is Status.RUNNING]
    assert 0.1 * CASES <= len(running) <= 0.32 * CASES


def test_second_rounds_are_linked_to_their_first(history: Made) -> None:
    ids = {case.id: case for case in history.cases}
    linked = [case for case in history.cases if case.linked_to]
    assert linked
    assert {ids[case.linked_to or 0].end for case in linked} == {"e2_belum_siap"}


def test_people_claim_sign_and_speak(history: Made) -> None:
    for kind in (
        Happening.WORK_CLAIMED,
        Happening.WORK_HANDED_OVER,
        Happening.COMMENT_ADDED,
        Happening.MESSAGE_SENT,
        Happening.ATTACHMENT_ADDED,
    ):
        assert history.happened(kind), kind
    signed = [loads(event.payload or b"") for event in history.happened(Happening.WORK_COMPLETED)]
    assert {told["signed"]["method"] for told in signed if "signed" in told} == {"simulation"}


def test_deputies_stand_in_for_those_on_leave(history: Made) -> None:
    told = [loads(event.payload or b"") for event in history.happened(Happening.WORK_COMPLETED)]
    assert {payload["as"]["capacity"] for payload in told if "as" in payload} == {"Plh."}


def test_the_task_of_somebody_who_is_away_is_given_to_a_colleague() -> None:
    habits = demo_habits()
    away = Leave("tim2", times_a_year=70, days=1)
    busy = replace(habits, leave=[away], share=replace(habits.share, claimed=1.0))
    history = made(Wish(20, replace(PERIOD, running=0), sops=("izin_perluasan",)), habits=busy)
    told = [loads(event.payload or b"") for event in history.happened(Happening.WORK_TAKEN_OVER)]
    assert {(payload["from"], payload["to"]) for payload in told} == {("tim2", "tim")}


def test_a_task_must_wait_while_a_system_is_at_work(history: Made) -> None:
    town = Town(history.stage.office, None, {}, "")
    part = Part("later", applicant=False, again=False, norm=None)
    plot = Plot("x", 1, "x", 1, (part,), timedelta(0), PERIOD.since, PERIOD.until)
    plan = CasePlan(0, 1, PERIOD.since, plot, Company("PT Contoh", "9999000000011"), "x")
    errand = Errand(0, plan, [], open=[a_service()])
    with pytest.raises(NotYet):
        do(town, errand, Act(PERIOD.since, Deed.TASK, 0))


def a_service() -> WorkItem:
    return WorkItem(1, 1, 1, "send", "Send", Kind.SERVICE, None, WorkState.OPEN, PERIOD.since, topic="oss.send")


def test_systems_fail_and_a_supervisor_sets_the_case_going_again() -> None:
    habits = demo_habits()
    always = replace(habits, outage=replace(habits.outage, times_a_year=300, hours=8))
    history = made(Wish(12, replace(PERIOD, running=0), sops=("izin_perluasan",)), habits=always)
    assert history.happened(Happening.INCIDENT_RESOLVED)
    assert {case.status for case in history.cases} <= {Status.ENDED, Status.CANCELLED}


def test_ended_cases_have_answered_surveys_and_handled_complaints() -> None:
    habits = demo_habits()
    loud = replace(habits, share=replace(habits.share, complained=0.7, surveyed=0.7))
    history = made(Wish(12, replace(PERIOD, running=0)), habits=loud)
    with history.stage.office.store.reading() as reader:
        complaints = reader.complaints()
        first, last = PERIOD.since.date(), PERIOD.until.date()
        responses = [
            one
            for sop in ("izin_perluasan", "izin_perluasan_magetan")
            for one in reader.survey_responses(sop, first, last)
        ]
    assert {complaint.state for complaint in complaints} == {ComplaintState.CLOSED}
    assert {complaint.case_number for complaint in complaints} <= history.events.keys()
    assert len(responses) > 3


def test_some_cases_are_cancelled_by_a_supervisor() -> None:
    habits = demo_habits()
    strict = replace(habits, share=replace(habits.share, cancelled=0.9))
    history = made(Wish(8, replace(PERIOD, running=0)), habits=strict)
    assert Status.CANCELLED in {case.status for case in history.cases}


def _story(history: Made) -> list[tuple[object, ...]]:
    """All that is the same for a seed: everything but what is drawn from salts."""
    return [
        (event.instance, event.number, event.at, event.kind, event.actor, event.element, event.flow, event.payload)
        for case in history.cases
        for event in history.events[case.number]
    ]


def test_the_same_seed_makes_the_same_history() -> None:
    wish = Wish(10, PERIOD, seed=5)
    assert _story(made(wish)) == _story(made(wish))


def test_another_seed_makes_another_history() -> None:
    assert _story(made(Wish(4, PERIOD, seed=5))) != _story(made(Wish(4, PERIOD, seed=6)))


def test_each_version_of_an_sop_is_told_for_its_part_of_the_period() -> None:
    stage = stage_of()
    first = shipped_bundle("izin_perluasan")
    deploy(stage.office, first.replacing(SCENARIOS, first.files[SCENARIOS] + b"\n# the second version\n"), by=None)
    history = made(Wish(20, replace(PERIOD, running=0), sops=("izin_perluasan",)), stage)
    half = PERIOD.since + (PERIOD.until - PERIOD.since) / 2
    assert {(case.version, case.started_at >= half) for case in history.cases} == {(1, False), (2, True)}


def test_the_house_has_its_numbers_in_turn_when_no_more_cases_shall_start() -> None:
    started: list[int] = []
    part = Share(in_turn=lambda order: order < 5, started=started.append)
    history = made(Wish(20, replace(PERIOD, running=0)), part=part)
    assert started == [0, 1, 2, 3, 4]
    assert {case.status for case in history.cases} <= {Status.ENDED, Status.CANCELLED}


def test_a_period_that_is_too_short_holds_fewer_cases() -> None:
    a_year_long = replace(demo_habits(), stories={"izin_perluasan": {"never_sent": 1}})
    history = made(Wish(1, replace(PERIOD, running=0), sops=("izin_perluasan",)), habits=a_year_long)
    assert history.cases == []


def test_a_history_takes_some_working_days() -> None:
    with pytest.raises(LajurError, match="at least five working days"):
        made(Wish(1, replace(PERIOD, since=UNTIL - timedelta(days=3))))


def test_nothing_can_be_told_of_an_unknown_sop() -> None:
    with pytest.raises(NotFound, match="No SOP with stories"):
        made(Wish(1, PERIOD, sops=("unknown",)))


def test_somebody_else_at_work_in_the_same_books_is_noticed() -> None:
    stage = stage_of()

    def meddle(order: int) -> None:
        if order == 3:
            with stage.office.store.reading() as reader:
                case = reader.instances(InstanceQuery())[0]
                supervisor = reader.user_by_login("pengawas")
            assert supervisor
            cancel(stage.office, case.id, "from outside", by=supervisor)

    with pytest.raises(LajurError, match="does somebody else work in this database"):
        made(Wish(8, replace(PERIOD, running=0)), stage, part=Share(started=meddle))


def test_a_case_that_waits_for_nobody_for_good_is_given_up() -> None:
    habits = demo_habits()
    never = replace(habits, leave=[replace(habits.leave[0], who="operator", deputy="", times_a_year=2, days=160)])
    with pytest.raises(LajurError, match="never goes on"):
        made(Wish(3, replace(PERIOD, running=0), sops=("izin_perluasan",)), habits=never)


def test_nobody_is_told_of_what_is_long_past(history: Made) -> None:
    with history.stage.office.store.reading() as reader:
        operator = reader.user_by_login("operator")
        assert operator
        notices = reader.notices(operator.id, limit=1000)
        assert notices
        assert min(notice.made_at for notice in notices) >= UNTIL - timedelta(days=14)
        assert reader.due_reminders(UNTIL, limit=1) == []
