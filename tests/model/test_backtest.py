"""Ways are compared, told and counted."""

from datetime import date
from json import dumps, loads

import pytest

from app.model.backtest import Outcome, Verdict, judge, parting, untestable
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_reasons import Same
from app.model.backtest_tally import REASONS, Count, Tally
from app.model.backtested import aligned, backtested, of_line
from app.model.changed_outline import ChangedOutline
from app.model.errors import LajurError
from app.model.event import Happening
from app.model.outline import Element, Outline, SequenceFlow
from app.model.recorded import Station, Way
from app.model.rehearsal import Rehearsal

OPENED, DONE, PASSED = Happening.WORK_OPENED, Happening.WORK_COMPLETED, Happening.ELEMENT_PASSED
A, B, C = Station(OPENED, "a", "f"), Station(OPENED, "b", "g"), Station(PASSED, "c")


def outline(*elements: str, flows: str = "") -> Outline:
    """Elements with their names, and flows written as `id:source>target`."""
    found = [flow.replace(">", ":").split(":") for flow in flows.split()]
    return Outline(
        "p",
        "",
        {it: Element(it, "userTask", it.upper()) for it in elements},
        {name: SequenceFlow(name, source, target, name.title()) for name, source, target in found},
        {},
    )


def way(*moves: tuple[Station, ...], end: str | None = "c") -> Way:
    return Way(moves, over=True, end=end)


SAME_OUTLINES = ChangedOutline(outline("a", "b", "c"), outline("a", "b", "c"))


def test_ways_part_at_the_first_station_that_is_not_the_same() -> None:
    assert parting(way((A,), (B, C)), way((A,), (B, C))) is None
    assert parting(way((A,), (B, C)), way((A,), (B, A))) == 2
    assert parting(way((A,), (B,)), way((A,))) == 1
    assert parting(way((A,)), way((A, B))) == 1


def test_the_order_within_one_move_does_not_matter() -> None:
    assert parting(way((A, B), (C,)), way((B, A), (C,))) is None
    assert parting(way((A,), (B,)), way((B,), (A,))) == 0


def test_the_same_way_to_a_cancellation_is_not_the_same_end() -> None:
    found = judge(way((A,), end=None), Rehearsal(way((A,), end="c")), SAME_OUTLINES)
    assert (found.outcome, str(found.reason)) == (
        Outcome.ENDS_ELSEWHERE,
        "It would end at “C” instead of “–”.",
    )


def test_a_way_that_ends_sooner_says_so() -> None:
    found = judge(way((A,), (B,), (C,)), Rehearsal(way((A,))), SAME_OUTLINES)
    assert (
        str(found.reason) == "After “A” it went on to “B”; now it would go to nothing more, and come to the same end."
    )


def test_any_error_of_the_engine_is_a_fault() -> None:
    found = judge(way((A,)), Rehearsal(way((A,)), fault=LajurError("Kept.")), SAME_OUTLINES)
    assert (found.outcome, found.stopped_at, str(found.reason)) == (
        Outcome.FAULT,
        None,
        "It would stop with an incident: Kept.",
    )


def test_flows_that_are_drawn_anew_between_the_same_elements_are_the_same() -> None:
    change = ChangedOutline(outline("a", "b", flows="f:a>b g:b>a"), outline("a", "b", flows="Flow_1:a>b g:a>b"))
    assert change.redrawn == {"f": "Flow_1"}
    assert change.steady == {"Flow_1"}
    assert change.told_anew(way((Station(OPENED, "b", "f"), C))) == way((Station(OPENED, "b", "Flow_1"), C))
    assert change.place(Station(OPENED, "b", "g")) == "“B” (G)"
    assert change.name("x") == "“x”"


def test_a_tally_counts_arrivals_stops_and_reasons_and_can_be_kept() -> None:
    tally = Tally()
    then = way((A,), (Station(DONE, "a"), B), (Station(DONE, "lupa"), Station(PASSED, "c", "h")))
    now = Way(((A,), (Station(DONE, "a"), A)))
    tally.add(Verdict(Outcome.WANTS_ANSWER, LajurError("Warum."), then, now, 2, unused=("b",), stopped_at="a"))
    tally.add(Verdict(Outcome.SAME, Same(), way((A,)), way((A,))))
    assert tally.counts() == {
        "a": Count(2, 3, 1),
        "b": Count(1, 0),
        "c": Count(1, 0),
        "f": Count(2, 3),
        "g": Count(1, 0),
        "h": Count(1, 0),
        "lupa": Count(1, 0),
    }
    assert (tally.cases, tally.count(Outcome.SAME, Outcome.WANTS_ANSWER), tally.unused) == (2, 2, {"b": 1})
    assert tally.counts()["a"].gained == 1
    assert Tally.from_row(loads(dumps(tally.to_row()))) == tally
    assert Tally.from_row(None) == Tally.from_row({"reasons": [1], "then": {"a": "x"}}) == Tally()


def test_no_more_than_so_many_reasons_are_counted() -> None:
    tally = Tally()
    for number in range(REASONS + 5):
        tally.add(untestable(LajurError(f"Grund {number}.")))
    tally.add(untestable(LajurError("Grund 0.")))
    assert (len(tally.reasons), tally.reasons.most_common(1)[0][1], tally.cases) == (REASONS, 2, REASONS + 6)


@pytest.mark.parametrize("parted", [True, False])
def test_a_case_is_written_as_a_line_and_read_again(parted: bool) -> None:
    then, now = way((A,), (B, C)), way((A,), (C,))
    verdict = judge(then, Rehearsal(now if parted else then, unused=("b",)), SAME_OUTLINES)
    row = backtested("IP-1", 2, verdict)
    assert of_line(row.to_line()) == row
    assert (row.then, row.now) == (then.stations, now.stations if parted else then.stations)
    assert (b'"now"' in row.to_line()) is parted
    assert of_line(b'{"job": 1}') is None


def test_two_ways_stand_side_by_side() -> None:
    other = Station(OPENED, "a", "h")
    row = backtested("IP-1", 1, judge(way((A, B, C)), Rehearsal(way((A, other, C))), SAME_OUTLINES))
    assert list(aligned(row)) == [(A, A), (B, other), (C, C)]
    shorter = backtested("IP-1", 1, judge(way((A, B, C)), Rehearsal(way((A, C))), SAME_OUTLINES))
    assert list(aligned(shorter)) == [(A, A), (B, None), (C, C)]


def test_a_plan_is_written_and_read_again() -> None:
    plan = BacktestPlan(
        "izin", "f" * 64, date(2026, 1, 2), date(2026, 3, 4), frozenset({2, 1}), {"tinjau": {"hasil": "ya"}}, 7
    )
    assert BacktestPlan.from_row(plan.to_row()) == plan
    bare = BacktestPlan("izin", "x", date(2026, 1, 2), date(2026, 1, 2))
    row = {name: value for name, value in bare.to_row().items() if name not in ("versions", "standing", "copy")}
    assert BacktestPlan.from_row(row) == bare
