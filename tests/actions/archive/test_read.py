"""Reading a case in the archive leaves a trace of its own."""

from dataclasses import replace
from typing import Any

from app.actions.archive.read import note_reading, note_readings
from app.model.reading import CaseReading, Reading, ReadingQuery
from tests.actions.conftest import Desk


def traces(desk: Desk) -> list[CaseReading]:
    with desk.office.store.reading() as reader:
        return list(reader.readings(ReadingQuery()))


def test_who_reads_a_case_is_noted_once_in_a_quarter_of_an_hour(desk: Desk) -> None:
    case = desk.started()
    for _ in range(3):
        note_reading(desk.office, case.id, Reading.PAGE, by=desk.people["audi"])
        desk.go_on(minutes=9)
    assert [(it.login, it.number, it.what) for it in traces(desk)] == [("audi", case.number, Reading.PAGE)] * 2


def test_a_second_look_writes_nothing(desk: Desk) -> None:
    case = desk.started()
    note_reading(desk.office, case.id, Reading.PAGE, by=desk.people["audi"])

    class OnlyReading:
        reading: Any = desk.office.store.reading

    office = replace(desk.office, store=OnlyReading())  # it must not write
    note_reading(office, case.id, Reading.PAGE, by=desk.people["audi"])


def test_an_export_of_many_cases_notes_each_of_them(desk: Desk) -> None:
    cases = [desk.started(), desk.started()]
    note_readings(desk.office, [case.id for case in cases], Reading.EXPORT, by=desk.people["audi"])
    assert {it.number for it in traces(desk)} == {case.number for case in cases}


def test_the_history_of_a_case_does_not_change_when_it_is_read(desk: Desk) -> None:
    case = desk.started()
    note_reading(desk.office, case.id, Reading.ZIP, by=desk.people["audi"])
    assert desk.now(case).head == case.head
