"""Messages: catching events, receive tasks, boundary events."""

from app.model.advance import Kind


def test_a_message_event_waits_for_its_message(run):
    """
    (s) -> (paid:message{payment}) -> (e)
    """
    case = run()
    wait = case.waits[case.token("paid")]
    assert (wait.kind, wait.message) == (Kind.MESSAGE, "payment")
    assert case.send("payment", amount=5).end == "e"
    assert case.variables == {"amount": 5}


def test_a_receive_task_waits_for_its_message(run):
    """
    (s) -> paid:receive{payment} -> (e)
    """
    assert run().send("payment").end == "e"


def test_an_interrupting_message_ends_the_task(run):
    """
    (s) -> work -> (done)
    work ! (stop:message{stop}) -> (stopped)
    """
    case = run().send("stop", why="rain")
    assert case.end == "stopped"
    assert case.cancelled == ["work"]
    assert case.variables == {"why": "rain"}


def test_a_message_that_does_not_interrupt_may_come_again(run):
    """
    (s) -> work -> (done)
    work ~ (note:message{note}) -> file -> (filed)
    """
    case = run().send("note").send("note")
    assert sorted(case.open) == ["file", "file", "note", "work"]
    case.do("work").do("file").do("file")
    assert case.ended
