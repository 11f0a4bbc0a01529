"""What stands in the way of moving a case, place by place, and that the engine itself moves nothing it should not."""

from dataclasses import replace
from datetime import date

import pytest

from app.engine import SpiffEngine
from app.model.advance import Saved
from app.model.clock import ClockRule, ServiceClock
from app.model.errors import CannotMove
from app.model.migration import Move, Situation, obstacles
from tests.drawing_xml import bpmn
from tests.engine.conftest import Play, definition_of
from tests.engine.moving import move, sentences

GONE = "“{}”, where the case stands, is not in the new version."
MISSED = "“{}” would have been set when the case came to where it stands; it would go without it."
BEHIND = "“{}” lies behind the case; it would be left out."
STARVED = "The case would wait at “{}” for a way on which nothing can come any more."
FEEDERS = "The ways that meet at “{}” are others, and some have arrived already."
FORK = "(s) -> <g:and> -> a -> <j:and> -> z -> (e)\ng -> b -> j"

#: What was drawn, what was done, what is drawn now, and what stands in the way.
WAYS = {
    "a step ahead": ("(s) -> a -> (e)", "", "(s) -> a -> b -> (e)", []),
    "a step behind": ("(s) -> a -> b -> (e)", "a", "(s) -> a -> x -> b -> (e)", [BEHIND.format("x")]),
    "a step behind in a sub-process": (
        "(s) -> u -> b -> (e)\nu:\n    (s2) -> a -> (e2)",
        "a",
        "(s) -> u -> b -> (e)\nu:\n    (s2) -> x -> a -> (e2)",
        [BEHIND.format("x")],
    ),
    "a step in the place of another": ("(s) -> a -> b -> (e)", "a", "(s) -> x -> b -> (e)", [BEHIND.format("x")]),
    "two steps in the other order": (
        "(s) -> a -> b -> c -> (e)",
        "a",
        "(s) -> a -> c -> b -> (e)",
        [BEHIND.format("c")],
    ),
    "a branch that was not chosen": (
        "(s) -> <g> -[1 = 1]-> a -> (e)\ng -> b -> (e2)",
        "",
        "(s) -> <g> -[1 = 1]-> a -> (e)\ng -> x -> b -> (e2)",
        [],
    ),
    "a step that is gone": ("(s) -> a -> (e)", "", "(s) -> b -> (e)", [GONE.format("a")]),
    "another kind": (
        "(s) -> a -> (e)",
        "",
        "(s) -> a:service -> (e)",
        ["“a”, where the case stands, is another kind of element in the new version."],
    ),
    "another kind of the same hand": ("(s) -> a -> (e)", "", "(s) -> a:manual -> (e)", []),
    "another system": (
        "(s) -> a:service{one} -> (e)",
        "",
        "(s) -> a:service{two} -> (e)",
        ["“a”, for which the case waits, is served by another system in the new version."],
    ),
    "another message": (
        "(s) -> (a:message{one}) -> (e)",
        "",
        "(s) -> (a:message{two}) -> (e)",
        ["“a”, for which the case waits, is another message in the new version."],
    ),
    "another part of the process": (
        "(s) -> a -> u -> (e)\nu:\n    (s2) -> b -> (e2)",
        "a",
        "(s) -> a -> b -> u -> (e)\nu:\n    (s2) -> c -> (e2)",
        ["“b”, where the case stands, is in another part of the process in the new version."],
    ),
    "another repetition": (
        "(s) -> a{parallel; times=3} -> (e)",
        "",
        "(s) -> a{parallel; times=4} -> (e)",
        ["The repetition of “a” has begun, and is another one in the new version."],
    ),
    "another end of a repetition": (
        "(s) -> a{parallel; times=3} -> (e)",
        "",
        "(s) -> a{parallel; times=3; until=nrOfCompletedInstances = 1} -> (e)",
        [],
    ),
    "a timer that was added": (
        "(s) -> a -> (e)",
        "",
        "(s) -> a -> (e)\na ~ (t:timer{P1D}) -> (e2)",
        [MISSED.format("t")],
    ),
    "a timer that was taken away": (
        "(s) -> a -> (e)\na ~ (t:timer{P1D}) -> (e2)",
        "",
        "(s) -> a -> (e)",
        [GONE.format("t")],
    ),
    "another due time": (
        "(s) -> a -> (e)\na ! (t:timer{P1D}) -> (e2)",
        "",
        "(s) -> a -> (e)\na ~ (t:timer{P9D}) -> (e2)",
        [],
    ),
    "an error that is caught from now on": ("(s) -> a -> (e)", "", "(s) -> a -> (e)\na ! (x:error{k}) -> (e2)", []),
    "a message for the whole process": (
        "(s) -> a -> (e)",
        "",
        "(s) -> a -> (e)\n! stop:\n    (m:message{m}) -> (e2)",
        [MISSED.format("m")],
    ),
    "a rival": (
        "(s) -> <g:event> -> (m:message{m}) -> (e)\ng -> (t:timer{P1D}) -> (e2)",
        "",
        "(s) -> <g:event> -> (m:message{m}) -> (e)\ng -> (t:timer{P1D}) -> (e2)\ng -> (n:message{n}) -> (e3)",
        [MISSED.format("n")],
    ),
    "a branch of an open block": (FORK, "", f"{FORK}\ng -> c -> j", [BEHIND.format("c"), STARVED.format("j")]),
    "a branch of a block that is over": (FORK, "a b", f"{FORK}\ng -> c -> j", [BEHIND.format("c")]),
    "a step on a branch that is open": (FORK, "b", FORK.replace("a -> <j", "a -> x -> <j"), []),
    "a way into a join that some have reached": (
        FORK,
        "b",
        f"{FORK}\nz -> <w> -> j".replace("-> z -> (e)", "-> z\nw -[1 = 1]-> (e)"),
        [FEEDERS.format("j"), STARVED.format("j")],
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_what_stands_in_the_way_is_told_in_sentences(name: str) -> None:
    drawn, done, now, expected = WAYS[name]
    case = Play(definition_of(bpmn(drawn))).start()
    for element in done.split():
        case.do(element)
    new = definition_of(bpmn(now))
    assert sorted(sentences(case, new)) == sorted(expected)
    if not expected:
        assert move(case, new).definition is new


DUE, PAUSED = date(2026, 4, 1), date(2026, 3, 20)
RUNS = "The service clock of the case runs, and nothing would stop it in the new version."
STANDS = "The service clock of the case stands still, and nothing would let it go on."


@pytest.mark.parametrize(
    ("clock", "rule", "found"),
    [
        (ServiceClock(DUE), None, [RUNS]),
        (ServiceClock(DUE), ClockRule(5, "x", "nowhere"), [RUNS]),
        (ServiceClock(DUE), ClockRule(9, "x", "b"), []),
        (ServiceClock(), None, []),
        (ServiceClock(DUE, stopped_on=PAUSED), None, []),
        (ServiceClock(DUE, PAUSED), ClockRule(5, "x", "b"), [STANDS]),
        (ServiceClock(DUE, PAUSED), ClockRule(5, "x", "b", frozenset({"a"})), []),
    ],
)
def test_a_clock_that_runs_must_come_to_its_stop(clock: ServiceClock, rule: ClockRule | None, found: list[str]) -> None:
    old = definition_of(bpmn("(s) -> a -> b -> (e)"))
    old = replace(old, sop=replace(old.sop, clock=ClockRule(5, "x", "b", frozenset({"a"}))))
    new = replace(old, sop=replace(old.sop, clock=rule))
    case = Play(old).start()
    tokens = SpiffEngine().tokens(old, Saved(case.state or b"", {}))
    reasons = obstacles(Move(old, new, Situation(tokens, clock=clock)))
    assert [str(reason.sentence) for reason in reasons] == found


@pytest.mark.parametrize(
    ("drawn", "done", "now"),
    [
        ("(s) -> a -> (e)", "", "(s) -> b -> (e)"),
        ("(s) -> a -> (e)", "", "(s) -> a:service -> (e)"),
        (FORK, "b", "(s) -> <g:and> -> a -> <j:and> -> z -> (e)\ng -> b -> (e2)"),
        (FORK, "b", "(s) -> <g:and> -> a -> z -> (e)\ng -> b -> <j:and> -> (e2)"),
        (
            "(s) -> a -> b -> u -> (e)\nu:\n    (s2) -> c -> (e2)",
            "a",
            "(s) -> a -> u -> (e)\nu:\n    (s2) -> b -> (e2)",
        ),
        ("(s) -> <g:event> -> (m:message{m}) -> (e)", "", "(s) -> g:script{1; result=x} -> (m:message{m}) -> (e)"),
    ],
)
def test_the_engine_moves_nothing_that_would_stand_elsewhere(drawn: str, done: str, now: str) -> None:
    case = Play(definition_of(bpmn(drawn))).start()
    for element in done.split():
        case.do(element)
    with pytest.raises(CannotMove):
        move(case, definition_of(bpmn(now)))
