"""The saved state: open tokens only, small, the same bytes for the same steps."""

import json

import pytest

from app.engine import SpiffEngine
from app.model.advance import Complete, Saved
from app.model.errors import LajurError, StepFailed
from tests.engine.conftest import START

MAIN = """
    (s) -> ask -> <fork:and> -> check -> <join:and> -> decide -> <again?> -[=again]-> ask
    <fork:and> -> measure:service{gauge} -> <join:and>
    measure ! (late:timer{P1D}) -> (lapsed)
    check ~ (nudge:timer{R/P1D}) -> (nudged)
    <again?> -> (e)
    ! withdrawal:
        (withdraw:message{withdraw}) -> (withdrawn)
"""


def test_the_state_holds_open_tokens_and_nothing_of_the_diagram_or_the_variables(make):
    case = make(MAIN, secret="x" * 100).do("ask").do("check")
    assert json.loads(case.state) == {
        "v": 1,
        "next": 11,
        "end": None,
        "tokens": [
            [1, None, "#process", 32, {}, {}],
            [3, 1, "#withdraw", 32, {}, {}],
            [7, 1, "#measure", 32, {}, {}],
            [9, 7, "#late", 32, {}, {}],
            [10, 1, "#join", 8, {"flow": "check_join"}, {}],
        ],
    }


def test_two_thousand_tasks_leave_the_state_as_small_as_it_was(make):
    case = make(MAIN)
    sizes = set()
    for turn in range(667):
        case.do("ask").do("check").do("measure")
        assert case.open == ["withdraw", "decide"]
        sizes.add(len(case.state))
        case.do("decide", again=turn < 666)
        case.passages.clear()
    assert case.end is None or case.ended
    assert case.ended
    assert max(sizes) - min(sizes) <= 10, "only the digits of the numbers grow"
    assert max(sizes) < 200


def test_the_same_steps_give_the_same_bytes_in_every_process_that_has_read_the_diagram(define):
    definition = define(MAIN)
    warm = SpiffEngine()
    for _ in range(2):
        first = warm.start(definition, {"a": 1}, now=START)
        other = SpiffEngine().start(definition, {"a": 1}, now=START)
        assert first == other
        saved, command = Saved(first.state, first.variables), Complete(first.passages[1].token)
        assert warm.advance(definition, saved, command, now=START) == SpiffEngine().advance(
            definition, saved, command, now=START
        )


def test_the_order_in_which_variables_were_set_does_not_show_in_the_state(run):
    """
    (s) -> review{sequential=items; as=item} -> (e)
    """
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert run(items=[one, one]).state == run(items=[other, other]).state


def test_a_failed_step_leaves_everything_as_it_was(run):
    """
    (s) -> <fork:and> -> ask -> <ok?> -[=right]-> (yes)
    <ok?> -> (no)
    <fork:and> -> beside -> (e)
    """
    case = run()
    before = case.state, case.variables, case.open
    for _ in range(3):
        with pytest.raises(StepFailed):
            case.do("ask", n=1)
        assert (case.state, case.variables, case.open) == before
    case.do("ask", right=True).do("beside")
    assert case.variables == {"right": True}


def test_a_state_of_a_version_to_come_is_not_guessed_at(run):
    """
    (s) -> ask -> (e)
    """
    case = run()
    case.state = case.state.replace(b'"v":1', b'"v":2')
    with pytest.raises(LajurError, match="version 2; 1 is known"):
        case.do("ask")
