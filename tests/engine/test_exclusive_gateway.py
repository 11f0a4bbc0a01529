"""An exclusive gateway takes the first flow whose condition holds, else its default."""

import pytest

from app.model.errors import StepFailed


@pytest.mark.parametrize(("score", "way"), [(95, "praise"), (70, "pass"), (10, "repeat"), (None, "repeat")])
def test_the_first_flow_whose_condition_holds_is_taken(run, score, way):
    """
    (s) -> <good?> -[=score != null and score > 90]-> (praise)
    <good?> -[=score != null and score > 60]-> (pass)
    <good?> -> (repeat)
    """
    assert run(score=score).end == way


def test_a_condition_may_be_written_as_modelers_for_other_engines_write_it(run):
    """
    (s) -> <ok?> -[${approved == true && amount > 100}]-> (large)
    <ok?> -> (small)
    """
    assert run(approved=True, amount=200).end == "large"


def test_without_a_true_condition_and_default_the_step_fails(run):
    """
    (s) -> <which> -[=x = 1]-> (one)
    <which> -[=x = 2]-> (two)
    """
    with pytest.raises(StepFailed) as failure:
        run(x=3)
    assert failure.value.element == "which"
    assert str(failure.value.reason) == "No condition holds, and there is no default flow."


@pytest.mark.parametrize(
    ("value", "kind"),
    [(None, "null"), (1, "a number"), ("yes", "a text"), ([True], "a list"), ({"a": True}, "a context")],
)
def test_a_condition_that_is_neither_true_nor_false_fails_and_does_not_show_the_value(run, value, kind):
    """
    (s) -> <ok?> -[=approved]-> (yes)
    <ok?> -> (no)
    """
    with pytest.raises(StepFailed) as failure:
        run(approved=value)
    assert failure.value.element == "ok"
    assert str(failure.value.reason) == f"`=approved` must be true or false; it is {kind}."


def test_a_missing_variable_is_named_and_the_step_succeeds_once_it_is_there(run):
    """
    (s) -> ask -> <ok?> -[=approved]-> (yes)
    <ok?> -> (no)
    """
    case = run()
    with pytest.raises(StepFailed) as failure:
        case.do("ask")
    assert failure.value.element == "ok"
    assert "approved" in str(failure.value.reason)
    assert case.do("ask", approved=True).end == "yes"


def test_conditions_behind_the_first_true_one_are_not_looked_at(run):
    """
    (s) -> <ok?> -[=true]-> (yes)
    <ok?> -[=unknown]-> (no)
    """
    assert run().end == "yes"


def test_a_single_flow_needs_no_condition(run):
    """
    (s) -> <merge> -> (e)
    """
    assert run().end == "e"


def test_the_condition_of_a_single_flow_counts(run):
    """
    (s) -> <ok?> -[=ok]-> (e)
    """
    with pytest.raises(StepFailed):
        run(ok=False)


def test_a_gateway_without_a_way_on_ends_the_token(run):
    """
    (s) -> <dead>
    """
    assert run().ended


def test_two_flows_between_the_same_elements_are_told_apart(run):
    """
    (s) -> <ok?> -f_small[=amount < 10]-> ask -> (e)
    <ok?> -f_large-> ask
    """
    assert run(amount=3).flows == ["s_ok", "f_small"]
    assert run(amount=30).flows[-2:] == ["s_ok", "f_large"]


def test_a_loop_really_loops(run):
    """
    (s) -> ask -> <enough?> -[=n < 3]-> ask
    <enough?> -> (e)
    """
    case = run()
    for n in range(1, 4):
        assert case.open == ["ask"]
        case.do("ask", n=n)
    assert case.ended


def test_a_circle_without_a_wait_is_stopped(run):
    """
    (s) -> <again> -[=true]-> (mid) -> <again>
    <again> -> (e)
    """
    with pytest.raises(StepFailed, match="circles"):
        run()
