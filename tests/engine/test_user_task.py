"""User, manual and plain tasks wait for a person."""

import pytest

from app.model.advance import Kind, Passage, Passing, Wait
from app.model.errors import AlreadyDone


def test_a_task_waits_for_a_person_and_goes_on_with_the_answers(run):
    """
    (s) -> ask -> tell -> (e)
    """
    case = run(colour="red")
    assert case.open == ["ask"]
    case.do("ask", size=3)
    assert case.open == ["tell"]
    assert case.variables == {"colour": "red", "size": 3}
    assert case.do("tell").ended
    assert case.end == "e"


@pytest.mark.parametrize("element", ["one", "two", "three"])
def test_tasks_for_people_come_in_three_kinds(run, element):
    """
    (s) -> one:user -> two:manual -> three:task -> (e)
    """
    case = run()
    while case.open != [element]:
        case.do(case.open[0])
    assert [wait.kind for wait in case.waits.values()] == [Kind.USER]


def test_passages_tell_what_happened_in_order_of_time(run):
    """
    (s) -> ask -> (e)
    """
    case = run().do("ask")
    opened = Wait(token=3, element="ask", kind=Kind.USER)
    assert case.passages == [
        Passage(Passing.PASSED, "s", 2),
        Passage(Passing.OPENED, "ask", 3, "s_ask", opened),
        Passage(Passing.COMPLETED, "ask", 3),
        Passage(Passing.PASSED, "e", 4, "ask_e"),
    ]


def test_an_answer_replaces_the_whole_variable(run):
    """
    (s) -> ask -> (e)
    """
    case = run(items=[1, 2, 3], address={"city": "Pontianak", "street": "Jalan A"})
    case.do("ask", items=[2], address={"city": "Singkawang"})
    assert case.variables == {"items": [2], "address": {"city": "Singkawang"}}


def test_a_task_is_done_once(run):
    """
    (s) -> ask -> tell -> (e)
    """
    case = run()
    again = case.waits[case.token("ask")]
    case.do("ask")
    case.waits[again.token] = again
    with pytest.raises(AlreadyDone):
        case.do("ask")


@pytest.mark.parametrize("token", [-1, 0, 1, 2, 99])
def test_only_what_is_waited_for_can_be_done(run, token):
    """
    (s) -> ask -> (e)
    """
    case = run()
    ask = case.waits[case.token("ask")]
    case.waits = {token: ask}
    case.waits[token] = type(ask)(token=token, element="ask", kind=ask.kind)
    with pytest.raises(AlreadyDone):
        case.do("ask")


@pytest.mark.parametrize("name", ["typename", "__builtins__", "len", "id", "data_objects", "Ωmega"])
def test_no_name_of_a_variable_is_special(run, name):
    """
    (s) -> ask -> tell -> (e)
    """
    case = run(**{name: {"typename": "timedelta", "days": 1}}).do("ask", **{name: {"typename": "x"}})
    assert case.open == ["tell"]
    assert case.variables == {name: {"typename": "x"}}


def test_no_id_of_an_element_is_special(run):
    """
    (Start) -> Root -> End -> StartEventSplit -> (process.EndJoin)
    """
    case = run().do("Root").do("End").do("StartEventSplit")
    assert case.end == "process.EndJoin"


def test_several_flows_may_lead_into_a_task(run):
    """
    (s) -> <which> -[=x = 1]-> first -> tell -> (e)
    <which> -[=x = 2]-> second -> tell
    <which> -> tell
    """
    assert run(x=1).do("first").open == ["tell"]


def test_several_flows_out_of_a_task_are_all_taken(run):
    """
    (s) -> ask -> left -> (e)
    ask -> right -> (e)
    """
    case = run().do("ask")
    assert case.open == ["left", "right"]
    assert not case.do("right").ended
    assert case.do("left").ended


def test_a_token_ends_where_no_flow_goes_on(run):
    """
    (s) -> ask
    """
    case = run().do("ask")
    assert case.ended
    assert case.end is None
