"""An embedded sub-process is done when no token is left in it."""


def test_the_flow_goes_on_when_the_sub_process_is_done(run):
    """
    (s) -> inner -> after -> (e)
    inner:
        (si) -> work -> (ei)
    """
    case = run()
    assert case.open == ["work"]
    case.do("work")
    assert case.open == ["after"]
    assert case.passed == ["s", "inner", "si", "work", "ei", "inner"]
    assert case.flows == ["s_inner", "si_work", "work_ei", "inner_after"]


def test_all_tokens_in_it_must_end(run):
    """
    (s) -> inner -> after -> (e)
    inner:
        (si) -> <fork:and> -> a -> (ei)
        <fork:and> -> b -> (ej)
    """
    case = run().do("a")
    assert case.open == ["b"]
    assert case.do("b").open == ["after"]


def test_sub_processes_nest(run):
    """
    (s) -> outer -> (e)
    outer:
        (so) -> inner -> last -> (eo)
        inner:
            (si) -> work -> (ei)
    """
    case = run().do("work")
    assert case.open == ["last"]
    assert case.do("last").end == "e"


def test_a_loop_may_go_through_a_sub_process_again_and_again(run):
    """
    (s) -> inner -> <again?> -[=again]-> inner
    <again?> -> (e)
    inner:
        (si) -> <fork:and> -> a -> <join:and> -> (ei)
        <fork:and> -> b -> <join:and>
    """
    case = run(again=True)
    for turn in range(3):
        case.do("b").do("a", again=turn < 1) if turn < 2 else None
    assert case.end == "e"
    assert case.passed.count("inner") == 4


def test_two_tokens_in_the_same_sub_process_do_not_meet(run):
    """
    (s) -> <fork:and> -> <in> -> inner -> (e)
    <fork:and> -> <in>
    inner:
        (si) -> <part:and> -> a -> <join:and> -> after -> (ei)
        <part:and> -> b -> <join:and>
    """
    case = run()
    assert case.open == ["a", "b", "a", "b"]
    case.do("a", 0).do("b", 1)
    assert "after" not in case.open
    assert case.do("b", 0).open.count("after") == 1


def test_a_sub_process_that_never_waits_is_passed(run):
    """
    (s) -> inner -> (e)
    inner:
        (si) -> (ei)
    """
    assert run().end == "e"
