"""Starting a case, and taking an ended one up again."""

import pytest

from app.actions.start import may_start, start
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.instance import Status
from tests.actions.conftest import Desk
from tests.chain import first_break


def test_a_case_begins_with_its_number_and_the_variables_of_the_sop(desk: Desk) -> None:
    case = desk.start()
    assert case.number == "P-2026-00001"
    assert case.variables == {"ronde": 1, "batas": 5, "nomor_kasus": case.number, "kasus_asal": None}
    assert case.status is Status.RUNNING
    assert [work.element for work in desk.waiting(case)] == ["ajukan", "tarik"]


def test_cases_are_numbered_without_gaps(desk: Desk) -> None:
    assert [desk.start().number for _ in range(3)] == ["P-2026-00001", "P-2026-00002", "P-2026-00003"]


def test_the_history_begins_with_the_definition_the_case_runs_on(desk: Desk) -> None:
    case = desk.start()
    events = desk.history(case)
    assert desk.kinds(case) == [
        "instance:started",
        "element:passed mulai",
        "work:opened ajukan",
        "work:opened tarik",
    ]
    assert case.digest.encode() in (events[0].payload or b"")
    assert first_break(events) is None
    assert case.events == len(events)


def test_only_people_of_the_lane_in_which_the_process_starts_may_start_it(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        desk.start(by="opi")


def test_an_unknown_sop_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no SOP named nothing"):
        start(desk.office, "nothing", by=desk.people["siti"])


def test_a_closed_case_is_taken_up_again_with_what_it_carries_over(desk: Desk) -> None:
    first = desk.started("tolak")
    assert first.end == "tutup"
    second = desk.start(linked_to=first.number)
    assert second.linked_to == first.id
    assert second.variables["kasus_asal"] == first.number
    assert second.variables["nama"] == "PT Contoh"
    assert "hasil" not in second.variables


def test_a_case_that_ended_otherwise_is_not_taken_up_again(desk: Desk) -> None:
    running = desk.started()
    with pytest.raises(Conflict):
        desk.start(linked_to=running.number)


def test_nobody_takes_up_the_case_of_somebody_else(desk: Desk) -> None:
    first = desk.started("tolak")
    with pytest.raises(NotFound):
        desk.start(by="budi", linked_to=first.number)
    with pytest.raises(NotFound):
        desk.start(linked_to="P-2026-99999")


def test_may_start_says_who_may(desk: Desk) -> None:
    case = desk.start()
    process = desk.office.shelf[case.digest]
    assert may_start(process, desk.people["siti"])
    assert not may_start(process, desk.people["opi"])
