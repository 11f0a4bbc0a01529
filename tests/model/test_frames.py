"""The history of a case as frames: what each event changed, and how everything stood after it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import repeat

import pytest

from app.model.event import GENESIS, Event, Fact, Happening, chain
from app.model.frame import Change, ClockFace, Frame, Mark, Moment, Standing, Ticking
from app.model.frames import frame_at, frames
from app.model.in_force import number_at
from app.model.outline import Element, Loop, Outline
from app.model.values import Json

AT = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


def element(id_: str, kind: str, **more: object) -> tuple[str, Element]:
    return id_, Element(id_, kind, **more)


OUTLINE = Outline(
    "p",
    "",
    dict(
        [
            element("periksa", "userTask"),
            element("batas", "boundaryEvent"),
            element("nilai", "userTask", loop=Loop("parallel"), properties={"collect": "nilai"}),
            element("ulang", "userTask", loop=Loop("sequential")),
        ]
    ),
    {},
    {},
)


def opened(element: str, token: int, flow: str | None = None, **more: Json) -> Fact:
    return Fact(Happening.WORK_OPENED, element, flow, {"token": token, "work": "user", **more})


def completed(element: str, token: int, *, changed: dict[str, Json] | None = None, **outputs: Json) -> Fact:
    payload: dict[str, Json] = {"token": token, "outputs": dict(outputs), "changed": changed or {}}
    return Fact(Happening.WORK_COMPLETED, element, payload=payload)


def about(kind: Happening, element: str | None = "periksa", **payload: Json) -> Fact:
    return Fact(kind, element, payload=payload)


def history(*facts: Fact, actor: str = "user:sari") -> list[Event]:
    """Each event an hour after the one before."""
    salts: Iterator[bytes] = repeat(bytes(16))
    made = chain(facts, instance="P-1", after=0, head=GENESIS, at=AT, actor=actor, salts=salts)
    return [replace(event, at=AT + timedelta(hours=event.number - 1)) for event in made]


def folded(*facts: Fact) -> tuple[Frame, ...]:
    return frames(history(*facts), OUTLINE)


def at_the_end(*facts: Fact) -> Moment:
    moment = frame_at(history(*facts), len(facts), OUTLINE)
    assert moment is not None
    return moment


def test_a_frame_says_who_when_what_where_and_by_which_flow() -> None:
    (frame,) = folded(opened("periksa", 5, "f_periksa"))
    assert (frame.number, frame.at, frame.actor) == (1, AT, "user:sari")
    assert (frame.kind, frame.element, frame.flow) == (Happening.WORK_OPENED, "periksa", "f_periksa")


def test_a_task_is_ahead_then_active_then_done() -> None:
    first, second = folded(opened("periksa", 5), completed("periksa", 5))
    assert first.marks == (Mark("periksa", Standing.AHEAD, Standing.ACTIVE),)
    assert second.marks == (Mark("periksa", Standing.ACTIVE, Standing.DONE),)
    assert [wait.token for wait in second.closed] == [5]


def test_what_is_passed_without_waiting_is_done_at_once() -> None:
    (frame,) = folded(Fact(Happening.ELEMENT_PASSED, "gerbang", "f"))
    assert frame.marks == (Mark("gerbang", Standing.AHEAD, Standing.DONE),)


def test_a_task_that_is_reached_again_is_active_again() -> None:
    *_, frame = folded(opened("periksa", 5), completed("periksa", 5), opened("periksa", 6))
    assert frame.marks == (Mark("periksa", Standing.DONE, Standing.ACTIVE),)


def test_a_task_of_several_people_is_done_when_the_last_of_them_is() -> None:
    *_, third, fourth = folded(
        opened("ulang", 1), opened("ulang", 2), completed("ulang", 2, a=1), completed("ulang", 1, a=2)
    )
    assert third.marks == ()
    assert fourth.marks == (Mark("ulang", Standing.ACTIVE, Standing.DONE),)


def test_a_withdrawn_task_is_neither_done_nor_ahead() -> None:
    *_, frame = folded(opened("periksa", 5), about(Happening.WORK_CANCELLED, token=5))
    assert frame.marks == (Mark("periksa", Standing.ACTIVE, Standing.CANCELLED),)


def test_an_incident_stops_a_task_until_it_is_resolved() -> None:
    _, second, third = folded(
        opened("periksa", 5),
        about(Happening.INCIDENT_OPENED, token=5, reason="Sambungan putus.", outputs={"a": 1}),
        about(Happening.INCIDENT_RESOLVED, token=5),
    )
    assert second.marks == (Mark("periksa", Standing.ACTIVE, Standing.INCIDENT),)
    assert second.changes == ()  # what was to be kept was not
    assert third.marks == (Mark("periksa", Standing.INCIDENT, Standing.ACTIVE),)


def test_a_timer_at_the_boundary_waits_beside_the_way() -> None:
    first, second, _, fourth = folded(
        opened("batas", 1, work="timer"),
        about(Happening.WORK_CANCELLED, "batas", token=1),
        opened("batas", 2, work="timer"),
        Fact(Happening.WORK_COMPLETED, "batas", payload={"token": 2}),
    )
    assert first.marks == second.marks == ()
    assert fourth.marks == (Mark("batas", Standing.AHEAD, Standing.DONE),)


def test_a_case_that_was_cancelled_waits_for_nothing() -> None:
    moment = at_the_end(opened("periksa", 1), opened("batas", 2), about(Happening.INSTANCE_CANCELLED, None))
    assert moment.waits == ()
    assert moment.states == {"periksa": Standing.CANCELLED}
    assert len(moment.frame.closed) == 2


def test_a_case_stays_where_it_was_while_people_talk_about_it() -> None:
    *_, frame = folded(opened("periksa", 1), about(Happening.COMMENT_ADDED, None, comment=1, text="Mohon dicek."))
    assert frame.element is None
    assert frame.place == "periksa"


def test_variables_begin_with_the_case_and_change_with_answers_and_corrections() -> None:
    first, _, third, fourth = folded(
        about(Happening.INSTANCE_STARTED, None, variables={"ambang": 3, "hasil": None}),
        opened("periksa", 1),
        completed("periksa", 1, changed={"hasil": None}, ambang=3, hasil="kurang"),
        about(Happening.VARIABLES_CORRECTED, None, outputs={"hasil": "lengkap"}, changed={"hasil": "kurang"}),
    )
    assert first.changes == (Change("ambang", None, 3),)
    assert third.changes == (Change("hasil", None, "kurang"),)
    assert fourth.changes == (Change("hasil", "kurang", "lengkap"),)


def test_a_moment_holds_the_variables_as_they_stood_then() -> None:
    events = history(
        about(Happening.INSTANCE_STARTED, None, variables={"ronde": 1}),
        completed("periksa", 1, changed={"ronde": 1}, ronde=2),
        completed("periksa", 2, changed={"ronde": 2}, ronde=None),
    )
    seen = [moment.variables for number in (1, 2, 3) if (moment := frame_at(events, number))]
    assert seen == [{"ronde": 1}, {"ronde": 2}, {}]


def test_the_old_value_is_the_one_the_log_tells_of_even_when_a_script_has_made_it() -> None:
    (frame,) = folded(completed("periksa", 1, changed={"jumlah": 7}, jumlah=8))
    assert frame.changes == (Change("jumlah", 7, 8),)


def test_what_a_loop_collects_is_told_and_is_no_variable() -> None:
    moment = at_the_end(opened("nilai", 1), completed("nilai", 1, changed={"setuju": False}, setuju=True))
    assert moment.frame.changes == (Change("setuju", None, True, kept=False),)
    assert moment.variables == {}


def test_a_task_is_held_by_who_claimed_it_until_it_passes_on() -> None:
    held = [
        frame.waits[0].assignee
        for frame in folded(
            opened("periksa", 1),
            about(Happening.WORK_CLAIMED, token=1),
            about(Happening.WORK_HANDED_OVER, token=1, to="budi"),
            about(Happening.WORK_TAKEN_OVER, token=1, to="rina"),
            about(Happening.WORK_RELEASED, token=1),
        )
    ]
    assert held == [None, "sari", "budi", "rina", None]


def test_a_failure_that_is_tried_again_changes_nothing_yet() -> None:
    *_, frame = folded(opened("periksa", 1), about(Happening.WORK_FAILED, token=1, reason="x", attempt=1))
    assert (frame.marks, frame.waits, frame.closed) == ((), (), ())


def test_the_service_clock_starts_stands_still_goes_on_and_stops() -> None:
    faces = [
        frame.clock
        for frame in folded(
            opened("periksa", 1),
            about(Happening.CLOCK_STARTED, due="2026-12-01"),
            about(Happening.CLOCK_PAUSED),
            about(Happening.CLOCK_RESUMED, due="2026-12-03"),
            about(Happening.CLOCK_STOPPED),
        )
    ]
    assert faces == [
        ClockFace(),
        ClockFace(Ticking.RUNNING, date(2026, 12, 1), AT + timedelta(hours=1)),
        ClockFace(Ticking.PAUSED, date(2026, 12, 1), AT + timedelta(hours=2)),
        ClockFace(Ticking.RUNNING, date(2026, 12, 3), AT + timedelta(hours=3)),
        ClockFace(Ticking.STOPPED, date(2026, 12, 3), AT + timedelta(hours=4)),
    ]


def test_a_moment_counts_flows_and_completions_and_names_what_came_with_files_and_comments() -> None:
    moment = at_the_end(
        opened("periksa", 1, "f_maju"),
        completed("periksa", 1),
        opened("periksa", 2, "f_maju"),
        about(Happening.ATTACHMENT_ADDED, digest="d", name="denah.pdf"),
        completed("periksa", 2),
        about(Happening.COMMENT_ADDED, None, comment=1, text="Lengkap."),
    )
    assert moment.taken == {"f_maju": 2}
    assert moment.times == {"periksa": 2}
    assert (moment.attachments, moment.comments) == ((4,), (6,))


@pytest.mark.parametrize("fact", [Happening.WORK_COMPLETED, Happening.WORK_CANCELLED])
def test_an_erased_payload_is_said_and_still_closes_the_wait(fact: Happening) -> None:
    events = history(opened("periksa", 5), completed("periksa", 5, a=1))
    events[1] = replace(events[1], kind=fact, payload=None)
    frame = frames(events, OUTLINE)[1]
    assert frame.erased
    assert frame.changes == ()
    assert [wait.token for wait in frame.closed] == [5]


def test_a_wait_whose_opening_was_erased_is_closed_by_what_happens_at_its_element() -> None:
    events = history(opened("periksa", 5), opened("periksa", 6), completed("periksa", 5))
    events[0] = replace(events[0], payload=None)
    moment = frame_at(events, 3, OUTLINE)
    assert moment is not None
    assert [wait.token for wait in moment.waits] == [6]
    assert moment.erased == (1,)


def test_the_answers_after_an_erasure_are_those_that_are_left() -> None:
    events = history(completed("periksa", 1, a=1, b=1), completed("periksa", 2, changed={}, a=1))
    events[0] = replace(events[0], payload=None)
    moment = frame_at(events, 2)
    assert moment is not None
    assert moment.variables == {"a": 1}


@pytest.mark.parametrize("payload", [b"[]", b"{", b"\xff", b'{"token":"x","due":7,"outputs":[],"work":1,"to":{}}'])
@pytest.mark.parametrize("kind", Happening)
def test_nothing_that_anybody_has_made_of_a_payload_stops_the_fold(kind: Happening, payload: bytes) -> None:
    events = history(opened("periksa", 1), about(kind), about(kind, None), completed("periksa", 1))
    events[1], events[2] = replace(events[1], payload=payload), replace(events[2], payload=payload)
    assert len(frames(events)) == 4


def test_a_day_that_is_none_leaves_the_clock_without_one() -> None:
    (frame,) = folded(about(Happening.CLOCK_STARTED, due="besok"))
    assert frame.clock.due is None


def test_what_ends_before_it_was_opened_ends_nothing() -> None:
    moment = at_the_end(about(Happening.WORK_CANCELLED, token=1), about(Happening.WORK_CLAIMED, token=1))
    assert (moment.states, moment.waits) == ({}, ())


def test_before_the_first_event_there_is_the_first_and_after_the_last_the_last() -> None:
    events = history(opened("periksa", 1), completed("periksa", 1))
    asked = {number: moment.frame.number for number in (-1, 0, 1, 2, 9) if (moment := frame_at(events, number))}
    assert asked == {-1: 1, 0: 1, 1: 1, 2: 2, 9: 2}


def test_a_history_without_events_has_no_moment() -> None:
    assert frame_at([], 1) is None
    assert frames([]) == ()


def test_a_time_is_the_last_event_not_after_it() -> None:
    events = history(opened("periksa", 1), completed("periksa", 1))
    times = [AT - timedelta(seconds=1), AT, AT + timedelta(minutes=59), AT + timedelta(days=1)]
    assert [number_at(events, time) for time in times] == [0, 1, 1, 2]
