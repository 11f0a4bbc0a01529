"""A parallel gateway takes all its flows, and joins when each incoming flow has brought a token."""

from itertools import permutations, product

import pytest

from app.model.errors import StepFailed

REVIEWS = ("tech", "env", "legal")
ORDERS = list(product(permutations(REVIEWS), repeat=2))


@pytest.mark.parametrize("orders", ORDERS, ids=lambda orders: "-".join(name[0] for order in orders for name in order))
def test_three_reviews_in_a_rework_loop_join_right_in_every_order(run, orders):
    """
    (s) -> ask -> <fork:and> -> tech -> <join:and> -> decide -> <again?> -[=again]-> ask
    <fork:and> -> env -> <join:and>
    <fork:and> -> legal -> <join:and>
    <again?> -> (e)
    """
    case = run()
    for turn, order in enumerate(orders):
        case.do("ask", area=100)
        assert case.open == list(REVIEWS)
        for name in order:
            assert "decide" not in case.open
            case.do(name, **{name: turn, "area": 250})
        assert case.open == ["decide"]
        assert case.variables["area"] == 250
        assert [case.variables[name] for name in REVIEWS] == [turn] * 3
        case.do("decide", again=turn == 0)
    assert case.end == "e"


def test_each_flow_into_the_join_is_told_once(run):
    """
    (s) -> <fork:and> -> a -> <join:and> -> (e)
    <fork:and> -> b -> <join:and>
    """
    case = run().do("b").do("a")
    assert sorted(case.flows) == ["a_join", "b_join", "fork_a", "fork_b", "join_e", "s_fork"]
    assert case.passed == ["s", "fork", "b", "a", "join", "join", "e"]


@pytest.mark.parametrize("order", [("tech", "legal"), ("legal", "tech")])
def test_a_change_in_one_branch_is_not_undone_by_the_other(run, order):
    """
    (s) -> <fork:and> -> tech -> <join:and> -> last -> (e)
    <fork:and> -> legal -> <join:and>
    """
    case = run(area=100, docs=["a", "b"])
    answers = {"tech": {"area": 250, "docs": ["a"]}, "legal": {"legal_ok": True}}
    for name in order:
        case.do(name, **answers[name])
    assert case.variables == {"area": 250, "docs": ["a"], "legal_ok": True}


def test_a_second_token_by_the_same_flow_does_not_stand_in_for_a_missing_one(run):
    """
    (s) -> <fork:and> -> <twice:and> -> first -> <in> -> <join:and> -> after -> (e)
    <twice:and> -> second -> <in>
    <fork:and> -> other -> <join:and>
    """
    case = run().do("first").do("second")
    assert case.open == ["other"]
    with pytest.raises(StepFailed) as failure:
        case.do("other").do("after")
    assert failure.value.element == "join"
    assert str(failure.value.reason) == "It waits for tokens that can never come."


def test_a_join_that_can_never_fire_is_told_of_even_while_an_event_is_waited_for(run):
    """
    (s) -> <which> -[=x = 1]-> <join:and> -> (e)
    <which> -> <join:and>
    ! withdrawal:
        (withdraw:message{withdraw}) -> (withdrawn)
    """
    with pytest.raises(StepFailed, match="never come"):
        run(x=1)


def test_a_gateway_may_join_and_fork_at_once(run):
    """
    (s) -> <fork:and> -> a -> <both:and> -> c -> (e)
    <fork:and> -> b -> <both:and> -> d -> (e)
    """
    case = run().do("a").do("b")
    assert case.open == ["c", "d"]


def test_two_flows_from_the_fork_straight_to_the_join(run):
    """
    (s) -> <fork:and> -f1-> <join:and> -> ask -> (e)
    <fork:and> -f2-> <join:and>
    """
    case = run()
    assert case.open == ["ask"]
    assert case.flows == ["s_fork", "f1", "f2", "join_ask"]


def test_what_is_written_in_a_sub_process_is_seen_beside_it_at_once(run):
    """
    (s) -> <fork:and> -> inner -> (e)
    <fork:and> -> other -> <big?> -[=area > 200]-> (large)
    <big?> -> (small)
    inner:
        (si) -> measure -> last -> (ei)
    """
    case = run(area=1).do("measure", area=250).do("other").do("last")
    assert "large" in case.passed
