"""A timer at the boundary of an activity."""

import pytest


def test_an_interrupting_timer_ends_the_task_and_goes_its_own_way(run):
    """
    (s) -> work -> (done)
    work ! (late:timer{PT1H}) -> escalate -> (e)
    """
    case = run()
    assert case.due == {"late": "1:00:00"}
    case.wait(hours=1)
    assert case.open == ["escalate"]
    assert case.cancelled == ["work"]
    assert case.flows == ["s_work", "late_escalate"]


def test_a_task_done_in_time_withdraws_its_timer(run):
    """
    (s) -> work -> (done)
    work ! (late:timer{PT1H}) -> escalate -> (e)
    """
    case = run().do("work")
    assert case.end == "done"
    assert case.cancelled == ["late"]


def test_a_timer_that_does_not_interrupt_fires_once(run):
    """
    (s) -> work -> (done)
    work ~ (nudge:timer{PT1H}) -> (nudged)
    """
    case = run().wait(hours=5)
    assert case.passed == ["s", "nudge", "nudged"]
    assert case.open == ["work"]
    assert case.do("work").end == "done"


def test_a_cycle_reminds_as_often_as_it_says(run):
    """
    (s) -> work -> (done)
    work ~ (nudge:timer{R3/PT1H}) -> (nudged)
    """
    case = run()
    for hours in ("1:00:00", "2:00:00", "3:00:00"):
        assert case.due == {"nudge": hours}
        case.wait(hours=1)
    assert case.due == {}
    assert case.passed.count("nudged") == 3


def test_a_cycle_without_a_number_reminds_until_the_task_is_done(run):
    """
    (s) -> work -> (done)
    work ~ (nudge:timer{R/P1D}) -> (nudged)
    """
    case = run().wait(days=30)
    assert case.passed.count("nudged") == 30
    assert case.do("work").ended


def test_each_task_has_timers_of_its_own(run):
    """
    (s) -> <fork:and> -> a -> (e)
    <fork:and> -> b -> (e)
    a ! (late_a:timer{PT1H}) -> (e)
    b ! (late_b:timer{PT2H}) -> (e)
    """
    case = run().wait(hours=1)
    assert case.open == ["b", "late_b"]


def test_after_a_rework_loop_the_timer_begins_anew(run):
    """
    (s) -> work -> check -> <ok?> -[=ok]-> (e)
    <ok?> -> work
    work ! (late:timer{PT3H}) -> (lapsed)
    """
    case = run().wait(hours=2).do("work").wait(hours=2).do("check", ok=False)
    assert case.due == {"late": "7:00:00"}


def test_a_timer_may_be_computed(run):
    """
    (s) -> work -> (e)
    work ! (late:timer{=if round > 1 then "P30D" else "P365D"}) -> (lapsed)
    """
    assert run(round=1).due == {"late": "365 days, 0:00:00"}
    assert run(round=2).due == {"late": "30 days, 0:00:00"}


@pytest.mark.parametrize("host", ["work:service{mail}", "work:receive{answer}", "work:send{mail}", "work:manual"])
def test_all_that_waits_can_have_a_timer(make, host):
    case = make(f"""
        (s) -> {host} -> (done)
        work ! (late:timer{{PT1H}}) -> (lapsed)
    """)
    assert case.wait(hours=1).end == "lapsed"


def test_a_timer_at_a_sub_process_ends_all_that_is_in_it(run):
    """
    (s) -> inner -> (done)
    inner ! (late:timer{P1D}) -> (lapsed)
    inner:
        (si) -> <fork:and> -> a -> (ei)
        <fork:and> -> deep -> (ei)
        deep:
            (sd) -> b -> (ed)
            b ! (later:timer{P2D}) -> (ed)
    """
    case = run()
    assert sorted(case.open) == ["a", "b", "late", "later"]
    case.wait(days=1)
    assert case.end == "lapsed"
    assert sorted(case.cancelled) == ["a", "b", "later"]


def test_a_boundary_event_that_leads_nowhere_just_ends_the_task(run):
    """
    (s) -> inner -> (done)
    inner:
        (si) -> work -> (ei)
        work ! (late:timer{P1D})
    """
    assert run().wait(days=1).end == "done"
