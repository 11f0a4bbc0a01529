"""An inclusive gateway takes every flow whose condition holds, and joins what may still come."""

from itertools import permutations

import pytest

from app.model.errors import StepFailed


@pytest.mark.parametrize(
    ("amount", "reviews"),
    [(1, ["small"]), (50, ["medium"]), (5, ["small", "medium"]), (500, ["medium", "large"]), (0, ["none"])],
)
def test_every_flow_whose_condition_holds_is_taken_and_all_of_them_are_waited_for(run, amount, reviews):
    """
    (s) -> <which:or> -[=amount > 0 and amount < 10]-> small -> <join:or> -> decide -> (e)
    <which:or> -[=amount >= 5]-> medium -> <join:or>
    <which:or> -[=amount >= 100]-> large -> <join:or>
    <which:or> -> none -> <join:or>
    """
    for order in permutations(reviews):
        case = run(amount=amount)
        assert case.open == reviews
        for name in order:
            assert "decide" not in case.open
            case.do(name)
        assert case.open == ["decide"]


def test_without_a_true_condition_and_default_the_step_fails(run):
    """
    (s) -> <which:or> -[=false]-> (a)
    <which:or> -[=false]-> (b)
    """
    with pytest.raises(StepFailed, match="No condition holds"):
        run()


def test_a_token_that_can_no_longer_come_is_not_waited_for(run):
    """
    (s) -> <fork:or> -[=true]-> a -> <join:or> -> after -> (e)
    <fork:or> -[=true]-> b -> <ok?> -[=ok]-> <join:or>
    <ok?> -> (dropped)
    """
    case = run().do("a")
    assert case.open == ["b"]
    assert case.do("b", ok=False).open == ["after"]


def test_a_token_of_the_host_may_come_by_its_boundary_event(run):
    """
    (s) -> <fork:or> -[=true]-> a -> <join:or> -> after -> (e)
    <fork:or> -[=true]-> b -> (away)
    b ! (late:timer{PT1H}) -> <join:or>
    """
    case = run().do("a")
    assert "after" not in case.open
    assert case.wait(hours=1).open == ["after"]


def test_in_a_rework_loop_it_joins_right(run):
    """
    (s) -> ask -> <fork:or> -[=true]-> a -> <join:or> -> decide -> <again?> -[=again]-> ask
    <fork:or> -[=true]-> b -> <join:or>
    <again?> -> (e)
    """
    case = run()
    for turn, order in enumerate(["ab", "ba", "ab", "ba"]):
        case.do("ask")
        for name in order:
            assert "decide" not in case.open
            case.do(name)
        case.do("decide", again=turn < 3)
    assert case.ended
