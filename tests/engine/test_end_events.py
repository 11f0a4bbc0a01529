"""Ends: the case ends when no token is left."""

import pytest

from app.model.errors import StepFailed


def test_the_case_is_named_after_the_end_reached_last(run):
    """
    (s) -> <fork:and> -> a -> (one)
    <fork:and> -> b -> (two)
    """
    assert run().do("b").do("a").end == "one"
    assert run().do("a").do("b").end == "two"


def test_the_end_reached_last_is_remembered_over_later_steps(run):
    """
    (s) -> <fork:and> -> a -> (one)
    <fork:and> -> b
    """
    assert run().do("a").do("b").end == "one"


def test_a_terminate_end_takes_back_all_other_tokens(run):
    """
    (s) -> <fork:and> -> a -> (one)
    <fork:and> -> b -> (stop:terminate)
    a ! (late:timer{P1D}) -> (lapsed)
    """
    case = run().do("b")
    assert case.end == "stop"
    assert sorted(case.cancelled) == ["a", "late"]


def test_a_terminate_end_in_a_sub_process_ends_only_that(run):
    """
    (s) -> inner -> after -> (e)
    inner ! (late:timer{P1D}) -> (lapsed)
    inner:
        (si) -> <fork:and> -> a -> (ei)
        <fork:and> -> b -> (stop:terminate)
    """
    case = run().do("b")
    assert case.open == ["after"]
    assert sorted(case.cancelled) == ["a", "late"]


@pytest.mark.parametrize("ways", [("a -> (one)", "(stop:terminate)"), ("(stop:terminate)", "a -> (one)")])
def test_what_a_step_opens_and_takes_back_is_not_told(make, ways):
    case = make(f"""
        (s) -> <fork:and> -> {ways[0]}
        <fork:and> -> {ways[1]}
    """)
    assert case.passed == ["s", "fork", "stop"]
    assert case.cancelled == []


@pytest.mark.parametrize("code", ["{E1}", ""])
def test_an_error_end_goes_to_the_boundary_of_its_sub_process(make, code):
    case = make(f"""
        (s) -> inner -> (done)
        inner ! (failed:error{code}) -> (rescued)
        inner:
            (si) -> <fork:and> -> a -> (ei)
            <fork:and> -> b -> (fault:error{{E1}})
    """)
    case.do("b")
    assert case.end == "rescued"
    assert case.cancelled == ["a"]
    assert case.passed[-4:] == ["b", "fault", "failed", "rescued"]


def test_an_error_end_may_start_an_event_sub_process(run):
    """
    (s) -> work -> (fault:error{E1})
    ! rescue:
        (failed:error{E1}) -> tell -> (rescued)
    """
    case = run().do("work")
    assert case.open == ["tell"]
    assert case.do("tell").end == "rescued"


def test_an_error_end_that_nothing_catches_fails_the_step(run):
    """
    (s) -> inner -> (done)
    inner ! (other:error{E2}) -> (rescued)
    inner:
        (si) -> (fault:error{E1})
    """
    with pytest.raises(StepFailed, match="Nothing catches the error `E1`"):
        run()


def test_a_milestone_is_passed(run):
    """
    (s) -> (halfway) -> (e)
    """
    assert run().passed == ["s", "halfway", "e"]
