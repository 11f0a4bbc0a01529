"""Behind an event-based gateway the first event to happen withdraws the others."""

from app.model.advance import Passage, Passing


def test_the_message_comes_first_and_withdraws_the_timer(run):
    """
    (s) -> <either:event> -> (paid:message{payment}) -> ship -> (e)
    <either:event> -> (late:timer{P3D}) -> (lapsed)
    """
    case = run()
    assert case.open == ["paid", "late"]
    case.send("payment", amount=5)
    assert case.open == ["ship"]
    assert case.cancelled == ["late"]
    assert case.variables == {"amount": 5}


def test_the_timer_comes_first_and_withdraws_the_message(run):
    """
    (s) -> <either:event> -> (paid:message{payment}) -> ship -> (e)
    <either:event> -> (late:timer{P3D}) -> (lapsed)
    """
    case = run().wait(days=3)
    assert case.end == "lapsed"
    assert case.cancelled == ["paid"]


def test_only_the_flow_to_the_event_that_happened_is_taken(run):
    """
    (s) -> <either:event> -> (paid:message{payment}) -> (e)
    <either:event> -> (late:timer{P3D}) -> (lapsed)
    """
    case = run().send("payment")
    assert case.flows == ["s_either", "either_paid", "paid_e"]
    assert Passage(Passing.COMPLETED, "paid", 4, "either_paid") in case.passages


def test_a_receive_task_may_take_part(run):
    """
    (s) -> <either:event> -> paid:receive{payment} -> (e)
    <either:event> -> (late:timer{P3D}) -> (lapsed)
    """
    assert run().send("payment").end == "e"


def test_two_rounds_do_not_disturb_each_other(run):
    """
    (s) -> <fork:and> -> <one:event> -> (paid:message{payment}) -> (e)
    <one:event> -> (late:timer{P3D}) -> (lapsed)
    <fork:and> -> <two:event> -> (seen:message{sight}) -> (e)
    <two:event> -> (slow:timer{P4D}) -> (lapsed)
    """
    case = run().send("payment")
    assert case.open == ["seen", "slow"]
