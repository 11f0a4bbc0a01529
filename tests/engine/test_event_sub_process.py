"""An event sub-process starts when its event happens, as long as the scope around it is open."""

import pytest

from app.model.errors import AlreadyDone


def test_an_interrupting_message_ends_everything_else(run):
    """
    (s) -> <fork:and> -> a -> (done)
    <fork:and> -> b -> (done)
    b ! (late:timer{P1D}) -> (done)
    ! withdrawal:
        (withdraw:message{withdraw}) -> confirm -> (withdrawn)
    """
    case = run()
    assert "withdraw" in case.open
    case.send("withdraw", reason="moved")
    assert case.open == ["confirm"]
    assert sorted(case.cancelled) == ["a", "b", "late"]
    case.do("confirm")
    assert case.end == "withdrawn"
    assert case.variables == {"reason": "moved"}
    assert case.passed[-5:] == ["withdraw", "withdrawal", "confirm", "withdrawn", "withdrawal"]


def test_its_wait_is_withdrawn_when_the_process_ends(run):
    """
    (s) -> a -> (done)
    ! withdrawal:
        (withdraw:message{withdraw}) -> (withdrawn)
    """
    case = run().do("a")
    assert case.end == "done"
    assert case.cancelled == ["withdraw"]
    with pytest.raises(AlreadyDone):
        case.waits.update({3: run().waits[3]}) or case.do("withdraw")


def test_a_message_that_does_not_interrupt_may_come_again_and_is_waited_for_to_its_end(run):
    """
    (s) -> a -> (done)
    ~ notes:
        (note:message{note}) -> file -> (filed)
    """
    case = run().send("note").send("note").do("a")
    assert case.open.count("file") == 2
    case.do("file")
    assert not case.ended
    assert case.do("file").end == "filed"


def test_an_interrupting_timer(run):
    """
    (s) -> a -> (done)
    ! lapse:
        (lapsed:timer{P30D}) -> (over)
    """
    case = run()
    assert case.due == {"lapsed": "30 days, 0:00:00"}
    assert case.wait(days=30).end == "over"


def test_a_timer_that_does_not_interrupt_repeats(run):
    """
    (s) -> a -> (done)
    ~ nudge:
        (tick:timer{R2/P1D}) -> (ticked)
    """
    case = run().wait(days=9)
    assert case.passed.count("ticked") == 2
    assert case.open == ["a"]
    assert case.do("a").end == "done"


def test_an_error_starts_the_sub_process_that_names_it(run):
    """
    (s) -> work:service{pay} -> (done)
    ! any:
        (fault:error) -> (other)
    ! broke:
        (poor:error{NO_MONEY}) -> (refused)
    """
    case = run().fail("work", "NO_MONEY")
    assert case.end == "refused"
    assert case.passed[-4:] == ["broke", "poor", "refused", "broke"]
    assert run().fail("work", "X").end == "other"


def test_an_error_inside_of_the_handler_goes_further_out(run):
    """
    (s) -> inner -> (done)
    inner ! (failed:error) -> (rescued)
    inner:
        (si) -> work:service{pay} -> (ei)
        ! broke:
            (poor:error) -> again:service{pay} -> (eb)
    """
    case = run().fail("work", "E1")
    assert case.open == ["again"]
    assert case.fail("again", "E2").end == "rescued"


def test_after_an_error_the_events_at_the_boundary_still_count(run):
    """
    (s) -> inner -> (done)
    inner ! (late:timer{P1D}) -> (lapsed)
    inner:
        (si) -> work:service{pay} -> (ei)
        ! broke:
            (poor:error) -> tell -> (eb)
    """
    assert run().fail("work", "E1").wait(days=1).end == "lapsed"


def test_in_a_sub_process_it_ends_only_what_is_inside(run):
    """
    (s) -> <fork:and> -> inner -> after -> (e)
    <fork:and> -> beside -> (e)
    inner ! (late:timer{P1D}) -> (lapsed)
    inner:
        (si) -> work -> (ei)
        ! stop:
            (halt:message{halt}) -> tidy -> (tidied)
    """
    case = run().send("halt")
    assert sorted(case.open) == ["beside", "late", "tidy"]
    case.do("tidy")
    assert sorted(case.open) == ["after", "beside"]


def test_an_event_sub_process_may_hold_another(run):
    """
    (s) -> a -> (done)
    ! outer:
        (o:message{outer}) -> b -> (eo)
        ! inner:
            (i:message{inner}) -> c -> (ei)
    """
    case = run()
    assert case.open == ["a", "o"] or sorted(case.open) == ["a", "o"]
    case.send("outer")
    assert sorted(case.open) == ["b", "i"]
    assert case.send("inner").open == ["c"]
    assert case.do("c").end == "ei"


def test_a_case_started_after_one_that_used_its_event_sub_process_is_a_case_like_any_other(run):
    """
    (s) -> a -> (done)
    ! withdrawal:
        (withdraw:message{withdraw}) -> (withdrawn)
    """
    assert run().send("withdraw").end == "withdrawn"
    assert run().do("a").end == "done"
