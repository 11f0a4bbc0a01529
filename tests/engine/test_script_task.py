"""A script task computes a FEEL expression."""

import pytest

from app.model.errors import StepFailed


def test_the_value_becomes_the_result_variable(run):
    """
    (s) -> count:script{n + 1; result=n} -> (e)
    """
    case = run(n=1)
    assert case.variables == {"n": 2}
    assert case.passed == ["s", "count", "e"]


def test_a_script_that_cannot_be_computed_fails_the_step(run):
    """
    (s) -> count:script{unknown + 1; result=n} -> (e)
    """
    with pytest.raises(StepFailed) as failure:
        run()
    assert failure.value.element == "count"
    assert "unknown" in str(failure.value.reason)
