"""Service, send and business rule tasks wait for a worker of their topic; errors go to boundary events."""

import pytest

from app.model.advance import Kind, Passing
from app.model.errors import StepFailed


@pytest.mark.parametrize("kind", ["service", "send", "rule"])
def test_a_worker_of_the_topic_does_it(make, kind):
    case = make(f"(s) -> work:{kind}{{letter.send}} -> (e)")
    wait = case.waits[case.token("work")]
    assert (wait.kind, wait.topic, wait.message) == (Kind.SERVICE, "letter.send", None)
    assert case.do("work", sent=True).end == "e"
    assert case.variables == {"sent": True}


def test_an_error_goes_to_the_event_that_names_it(run):
    """
    (s) -> work:service{pay} -> (done)
    work ! (any:error) -> (other)
    work ! (poor:error{NO_MONEY}) -> (refused)
    """
    assert run().fail("work", "NO_MONEY").end == "refused"
    assert run().fail("work", "ELSE").end == "other"


def test_an_error_closes_the_wait_and_keeps_what_the_worker_brought(run):
    """
    (s) -> work:service{pay} -> (done)
    work ! (poor:error{NO_MONEY}) -> tell -> (refused)
    work ! (late:timer{PT1H}) -> (lapsed)
    """
    case = run().fail("work", "NO_MONEY", balance=3)
    assert case.open == ["tell"]
    assert case.variables == {"balance": 3}
    assert [(passage.what, passage.element, passage.flow) for passage in case.passages[-4:]] == [
        (Passing.COMPLETED, "work", None),
        (Passing.CANCELLED, "late", None),
        (Passing.PASSED, "poor", None),
        (Passing.OPENED, "tell", "poor_tell"),
    ]


def test_a_person_may_report_an_error_too(run):
    """
    (s) -> work -> (done)
    work ! (wrong:error{WRONG}) -> (corrected)
    """
    assert run().fail("work", "WRONG").end == "corrected"


def test_an_error_that_nothing_catches_fails_the_step(run):
    """
    (s) -> work:service{pay} -> (done)
    work ! (poor:error{NO_MONEY}) -> (refused)
    """
    with pytest.raises(StepFailed) as failure:
        run().fail("work", "STRANGE")
    assert failure.value.element == "work"
    assert str(failure.value.reason) == "Nothing catches the error `STRANGE`."


def test_an_error_rises_to_the_sub_process_around_it(run):
    """
    (s) -> outer -> (done)
    outer ! (failed:error{E1}) -> (rescued)
    outer:
        (so) -> inner -> (eo)
        inner ! (other:error{E2}) -> (eo)
        inner:
            (si) -> <fork:and> -> work:service{pay} -> (ei)
            <fork:and> -> beside -> (ei)
    """
    case = run().fail("work", "E1")
    assert case.end == "rescued"
    assert case.cancelled == ["beside"]
