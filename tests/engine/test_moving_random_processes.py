"""Random processes, walked at random, and moved to another version at every step of the walk."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.advance import Complete
from tests.drawing_xml import bpmn
from tests.engine.conftest import Play, definition_of
from tests.engine.moving import move, reasons, redrawn, relabelled, twin, with_step, without_step
from tests.engine.test_random_processes import PROCESSES, WALKS, Draw, picked

THOROUGH = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
#: Other tests measure what these walk through, and measuring doubles their time.
UNMEASURED = pytest.mark.no_cover


def walked(definition, walk):
    """A case at each step of a walk, before the command that follows."""
    case = Play(definition).start(x=0)
    for choice, x in [*walk, *[(None, 1)] * 100]:
        if case.ended:
            return
        command = Complete(picked(case, choice), {"x": x})
        case.now += timedelta(minutes=20)
        yield case, command
        case.command(command)


@UNMEASURED
@THOROUGH
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS)
def test_a_case_moved_at_every_step_to_new_names_and_lanes_goes_on_as_if_it_had_not_been(block, handler, walk):
    xml = bpmn(Draw().process(block, handler))
    one, two = definition_of(xml), relabelled(xml)
    other = Play(one).start(x=0)
    for case, command in walked(one, walk):
        there = two if other.definition is one else one
        assert reasons(other, there, one) == []
        before = len(other.passages)
        move(other, there).now = case.now
        stayed = twin(case).command(command)
        other.command(command)
        assert other.passages[before:] == stayed.passages[before:]
        assert (other.variables, other.waits, other.end) == (stayed.variables, stayed.waits, stayed.end)
    assert other.ended


@UNMEASURED
@THOROUGH
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS)
def test_arrows_that_are_drawn_anew_lead_where_they_led(block, handler, walk):
    xml = bpmn(Draw().process(block, handler))
    one, two = definition_of(xml), redrawn(xml)
    for case, command in walked(one, walk):
        assert reasons(case, two) == []
        stayed, moved = twin(case).command(command), move(twin(case), two).command(command)
        assert [(it.what, it.element) for it in moved.passages] == [(it.what, it.element) for it in stayed.passages]


@UNMEASURED
@THOROUGH
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS)
def test_a_step_that_was_inserted_ahead_is_done_wherever_the_case_was_moved(block, handler, walk):
    drawing = Draw().process(block, handler)
    one, two = definition_of(bpmn(drawing)), definition_of(bpmn(drawing.replace(" -> (e)", " -> second -> (e)", 1)))
    for case, _ in walked(one, walk):
        assert reasons(case, two) == []
        moved = finished(move(twin(case), two))
        assert moved.end == "e"
        assert moved.passed.count("second") == 1


@UNMEASURED
@THOROUGH
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS, place=st.integers(0, 60))
def test_wherever_a_step_was_inserted_what_may_be_moved_comes_to_its_end(block, handler, walk, place):
    xml = bpmn(Draw().process(block, handler))
    one, two = definition_of(xml), with_step(xml, place)
    for case, _ in walked(one, walk):
        found = reasons(case, two)
        if all(reason.acceptable for reason in found):
            assert finished(move(twin(case), two)).ended
            assert {reason.element for reason in found} <= {"second"}


@UNMEASURED
@THOROUGH
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS, place=st.integers(0, 60))
def test_a_step_that_was_taken_out_is_in_nobodys_way_but_where_the_case_stands(block, handler, walk, place):
    xml = bpmn(Draw().process(block, handler))
    one, (gone, two) = definition_of(xml), without_step(xml, place)
    for case, _ in walked(one, walk):
        found = reasons(case, two)
        if gone in case.open:
            assert str(found[0].sentence) == (f"“{gone}”, where the case stands, is not in the new version.")
        else:
            assert found == []
            assert finished(move(twin(case), two)).ended


def finished(case):
    while not case.ended:
        case.now += timedelta(minutes=20)
        case.command(Complete(picked(case, None), {"x": 1}))
    return case
