"""What a history says in figures. Times are written as the office reads them; 16 March 2026 is a Monday."""

from dataclasses import replace
from datetime import date

import pytest

from app.model.calendar import WorkingCalendar
from app.model.measures import CANCELLED, CaseMeasure, Seconds, Stay, variant
from app.model.measuring import measure
from app.model.office_hours import OfficeHours
from tests.model.histories import history

HOURS = OfficeHours(WorkingCalendar({date(2026, 3, 19): "Nyepi"}, frozenset({2026})))
HOUR = 3600


def told(text: str) -> CaseMeasure:
    found = measure(history(text), HOURS)
    assert found is not None
    return found


def only_stay(text: str) -> Stay:
    (stay,) = told(text).stays
    return stay


def hours(gross: float, office: float) -> Seconds:
    return Seconds(round(gross * HOUR), round(office * HOUR))


def test_without_events_there_is_nothing_to_say() -> None:
    assert measure([], HOURS) is None


def test_a_stay_is_waited_for_until_it_is_claimed_and_worked_on_until_it_is_done() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened  periksa by f1 token=1 work=user
        16 Mar 10.00 claimed periksa token=1
        17 Mar 09.30 done    periksa token=1
    """)
    assert (stay.element, stay.day, stay.visit, stay.number) == ("periksa", date(2026, 3, 17), 1, 3)
    assert stay.waited == hours(2, 2)
    assert stay.worked == hours(23.5, 8)
    assert stay.whole == hours(25.5, 10)
    assert stay.stopped == hours(0, 0)


def test_from_friday_evening_to_monday_morning_only_working_hours_count() -> None:
    stay = only_stay("""
        13 Mar 18.00 opened  periksa by f1 token=1 work=user
        16 Mar 08.30 claimed periksa token=1
        16 Mar 09.00 done    periksa token=1
    """)
    assert stay.waited == hours(62.5, 1)
    assert stay.worked == hours(0.5, 0.5)


def test_a_day_off_is_no_working_time() -> None:
    stay = only_stay("""
        18 Mar 15.00 opened  periksa by f1 token=1 work=user
        20 Mar 08.30 claimed periksa token=1
        20 Mar 08.30 done    periksa token=1
    """)
    assert stay.waited == hours(41.5, 2)


def test_what_was_done_without_being_claimed_is_known_only_as_a_whole() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened periksa by f1 token=1 work=user
        16 Mar 11.00 done   periksa token=1
    """)
    assert (stay.waited, stay.worked, stay.whole) == (None, None, hours(3, 3))


def test_what_is_given_back_waits_again() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened   periksa by f1 token=1 work=user
        16 Mar 09.00 claimed  periksa token=1
        16 Mar 11.00 released periksa token=1
        16 Mar 14.00 claimed  periksa token=1
        16 Mar 14.30 done     periksa token=1
    """)
    assert stay.waited == hours(4, 4)
    assert stay.worked == hours(2.5, 2.5)


def test_what_is_handed_over_goes_on_being_worked_on() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened  periksa by f1 token=1 work=user
        16 Mar 09.00 claimed periksa token=1
        16 Mar 10.00 handed  periksa token=1 to=oka
        16 Mar 12.00 done    periksa token=1
    """)
    assert (stay.waited, stay.worked) == (hours(1, 1), hours(3, 3))


def test_an_incident_is_neither_waiting_nor_work() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened   kirim by f1 token=1 work=service
        16 Mar 08.30 incident kirim token=1
        16 Mar 13.30 resolved kirim token=1
        16 Mar 13.45 done     kirim token=1
    """)
    assert (stay.waited, stay.worked) == (None, hours(0.75, 0.75))
    assert stay.stopped == hours(5, 5)
    assert stay.whole == hours(5.75, 5.75)


def test_branches_that_run_side_by_side_are_counted_each_for_itself() -> None:
    found = told("""
        16 Mar 08.00 opened a by f1 token=1 work=user
        16 Mar 08.00 opened b by f2 token=2 work=user
        16 Mar 09.00 done   b token=2
        16 Mar 11.00 done   a token=1
    """)
    assert [(stay.element, stay.whole.gross) for stay in found.stays] == [("b", HOUR), ("a", 3 * HOUR)]
    assert found.path == ("b", "a")


def test_who_comes_back_makes_another_visit() -> None:
    found = told("""
        16 Mar 08.00 started
        16 Mar 08.00 opened isi     by f1 token=1 work=user
        16 Mar 09.00 done   isi     token=1
        16 Mar 09.00 opened periksa by f2 token=2 work=user
        16 Mar 10.00 done   periksa token=2
        16 Mar 10.00 passed putusan by f3
        16 Mar 10.00 opened isi     by f_kembali token=4 work=user
        16 Mar 11.00 done   isi     token=4
        16 Mar 11.00 opened periksa by f2 token=5 work=user
        16 Mar 12.00 done   periksa token=5
        16 Mar 12.00 passed putusan by f3
        16 Mar 12.00 passed selesai by f4
        16 Mar 12.00 ended  selesai
    """)
    assert [(stay.element, stay.visit) for stay in found.stays] == [
        ("isi", 1),
        ("periksa", 1),
        ("isi", 2),
        ("periksa", 2),
    ]
    assert found.end is not None
    assert found.end.repeats == 2
    assert found.end.flows == {"f1": 1, "f2": 2, "f3": 2, "f_kembali": 1, "f4": 1}
    assert found.end.passed == {"putusan": 2, "selesai": 1}


@pytest.mark.parametrize("opened_first", [True, False], ids=["in parallel", "in sequence"])
def test_the_items_of_a_multi_instance_task_are_one_visit(opened_first: bool) -> None:
    second = "16 Mar 08.00 opened nilai token=2 work=user"
    first = "16 Mar 09.00 done nilai token=1"
    found = told(f"""
        16 Mar 08.00 opened nilai by f1 token=1 work=user
        {second if opened_first else first}
        {first if opened_first else second}
        16 Mar 10.00 done   nilai token=2
        16 Mar 10.00 opened nilai by f_kembali token=3 work=user
        16 Mar 11.00 done   nilai token=3
    """)
    assert [stay.visit for stay in found.stays] == [1, 0, 2]


def test_timers_and_messages_are_no_activities() -> None:
    found = told("""
        16 Mar 08.00 opened    isi by f1 token=1 work=user
        16 Mar 08.00 opened    batas token=2 work=timer
        16 Mar 08.00 opened    tarik token=3 work=message
        16 Mar 09.00 done      batas token=2
        16 Mar 09.00 cancelled isi token=1
        16 Mar 09.00 cancelled tarik token=3
        16 Mar 09.00 ended     lewat
    """)
    assert found.stays == ()
    assert found.end is not None
    assert found.end.passed == {"batas": 1}


def test_the_end_says_how_long_it_all_took() -> None:
    found = told("""
        13 Mar 15.00 started
        16 Mar 08.30 ended   selesai
        20 Mar 09.00 comment
    """)
    assert (found.started_on, found.ended_on, found.events) == (date(2026, 3, 13), date(2026, 3, 16), 3)
    assert found.end is not None
    assert (found.end.outcome, found.end.whole) == ("selesai", hours(65.5, 2))
    assert (found.end.late, found.end.used, found.end.repeats) == (None, None, 0)


def test_a_case_under_way_has_no_end() -> None:
    found = told("16 Mar 08.00 started")
    assert (found.ended, found.ended_on, found.end) == (None, None, None)


def test_a_case_that_a_person_closed_has_an_outcome_of_its_own() -> None:
    found = told("""
        16 Mar 08.00 started
        16 Mar 09.00 closed
    """)
    assert found.end is not None
    assert found.end.outcome == CANCELLED


CLOCK = """
    16 Mar 09.00 clock-started isi due=2026-03-24
    {}
    {} Mar 10.00 clock-stopped unggah
    31 Mar 10.00 ended selesai
"""


@pytest.mark.parametrize(
    ("day", "late", "used"), [("16", False, 0), ("20", False, 3), ("24", False, 5), ("25", True, 6)]
)
def test_the_service_clock_counts_working_days_after_day_zero(day: str, late: bool, used: int) -> None:
    end = told(CLOCK.format("", day)).end
    assert end is not None
    assert (end.late, end.used) == (late, used)


def test_a_pause_of_the_service_clock_is_not_counted() -> None:
    pause = """17 Mar 09.00 clock-paused tanya
    23 Mar 09.00 clock-resumed tanya due=2026-03-27"""
    end = told(CLOCK.format(pause, "26")).end
    assert end is not None
    assert (end.late, end.used) == (False, 7 - 3)


def test_a_clock_without_a_due_day_says_nothing() -> None:
    end = told(CLOCK.format("", "20").replace("due=2026-03-24", "due=soon")).end
    assert end is not None
    assert (end.late, end.used) == (None, None)


def test_what_was_received_after_closing_begins_a_day_later() -> None:
    end = told(CLOCK.format("", "18").replace("09.00 clock-started", "17.00 clock-started")).end
    assert end is not None
    assert end.used == 1


def test_where_payloads_were_erased_the_element_says_which_work_it_was() -> None:
    stay = only_stay("""
        16 Mar 08.00 opened  periksa by f1 token=1 work=user
        16 Mar 09.00 claimed periksa =erased
        16 Mar 10.00 done    periksa =erased
    """)
    assert (stay.waited, stay.worked) == (hours(1, 1), hours(1, 1))
    assert only_stay("""
        16 Mar 08.00 opened periksa by f1 =erased
        16 Mar 10.00 done   periksa token=1
    """).whole == hours(2, 2)


def test_events_of_work_nobody_knows_of_change_nothing() -> None:
    found = told("""
        16 Mar 08.00 claimed   hilang token=9
        16 Mar 09.00 done      hilang token=9
        16 Mar 09.00 cancelled hilang token=9
    """)
    assert found.stays == ()


def test_a_payload_somebody_has_tampered_with_spoils_only_itself() -> None:
    events = history("""
        16 Mar 08.00 opened periksa by f1 token=1 work=user
        16 Mar 10.00 done   periksa token=1
    """)
    for payload in (b"{", b"[1]", b"\xff"):
        found = measure([events[0], replace(events[1], payload=payload)], HOURS)
        assert found is not None
        assert [stay.whole for stay in found.stays] == [hours(2, 2)]


def test_a_clock_that_went_backwards_gives_no_negative_time() -> None:
    stay = only_stay("""
        16 Mar 10.00 opened  periksa by f1 token=1 work=user
        16 Mar 09.00 claimed periksa token=1
        16 Mar 09.30 done    periksa token=1
    """)
    assert (stay.waited, stay.worked) == (hours(0, 0), hours(0.5, 0.5))


def test_a_variant_is_named_by_its_activities_in_their_order() -> None:
    assert variant(["a", "b"]) == variant(("a", "b"))
    assert len({variant([]), variant(["a", "b"]), variant(["b", "a"]), variant(["a", "a", "b"])}) == 4
