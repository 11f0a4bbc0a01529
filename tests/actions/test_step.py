"""A step becomes facts: what the engine says of it, and nothing else."""

from json import loads

from app.actions._definitions import definition
from app.actions._step import Cause, take_step
from app.model.advance import Advance, Passage, Passing
from tests.actions.conftest import Desk


def test_what_is_completed_besides_the_cause_is_told_by_its_token_alone(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    advance = Advance(case.state, case.variables, (Passage(Passing.COMPLETED, "periksa", work.token, "alur"),))
    with desk.office.store.writing() as unit:
        held = unit.hold(case.id)
        assert held is not None
        process = definition(desk.office, unit, held.digest)
        take_step(desk.office, unit, process, held, advance, Cause("clock"), now=desk.clock.now)
        unit.commit()
    told = desk.history(case)[-1]
    assert (told.kind, told.actor, told.element, told.flow) == ("work:completed", "clock", "periksa", "alur")
    assert loads(told.payload or b"") == {"token": work.token}
    assert [item.element for item in desk.waiting(case) if item.group == "operator"] == []
