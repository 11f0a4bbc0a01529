"""The answers of a case over time: how they are called, and when they stood."""

from dataclasses import replace

import pytest

from app.actions.archive.replay import replay
from app.model.form import Component
from app.model.frame import Change, Frame
from app.model.frames import frames
from app.web.archive.beside import files
from app.web.archive.values import values
from app.web.shared.record import Record
from tests.web.conftest import Hands, Walk
from tests.web.test_case import checked


@pytest.fixture
def record(walk: Walk, hands: Hands) -> Record:
    checked(walk, hands)
    with walk.office.store.reading() as reader:
        auditor = reader.user_by_login("auditor")
    return Record(replay(walk.office, walk.number, auditor).case, auditor)


def completion(record: Record, *changes: Change) -> Frame:
    """The frame that completed `ajukan`, with these changes."""
    shot = next(it for it in frames(record.case.events) if it.changes and it.element == "ajukan")
    return replace(shot, changes=changes)


@pytest.fixture
def spoken(app, visitor):
    """Within a request, for words are looked up in somebody's language."""
    with app.test_request_context():
        yield


def test_what_a_turn_of_a_loop_brings_is_told_and_stands_nowhere(record: Record, spoken) -> None:
    told = values(record, [completion(record, Change("nib", None, "9", kept=False))])
    assert [it.label for it in next(iter(told.changes.values()))] == ["NIB"]
    assert told.sheets == []


def test_a_value_that_goes_from_nothing_to_nothing_is_not_told(record: Record, spoken) -> None:
    told = values(record, [completion(record, Change("nib", None, ""))])
    assert list(told.changes.values()) == [[]]


def test_a_computed_field_without_a_label_is_no_matter_of_readers(record: Record, spoken) -> None:
    process = record.case.definition
    form = replace(process.forms["ajukan"], components=(Component("jumlah", "expression", key="jumlah"),))
    process = replace(process, forms={**process.forms, "ajukan": form})
    told = values(
        replace(record, case=replace(record.case, definition=process)), [completion(record, Change("jumlah", None, 7))]
    )
    assert list(told.changes.values()) == [[]]
    assert told.sheets == []


def test_a_correction_stays_at_the_activity_whose_answer_it_corrects(record: Record, spoken) -> None:
    first = completion(record, Change("nib", None, "1"))
    second = replace(first, number=99, element=None, changes=(Change("nib", "1", "2"),))
    (sheet,) = values(record, [first, second]).sheets
    assert sheet.activity == "Mengajukan izin"
    assert [(span.it.text, span.since, span.until) for span in sheet.rows["nib"]] == [
        ("1", first.number, 99),
        ("2", 99, None),
    ]


def test_an_answer_moves_to_the_activity_that_gave_it_last(record: Record, spoken) -> None:
    first = completion(record, Change("nib", None, "1"))
    second = replace(first, number=99, element="periksa", changes=(Change("nib", "1", "2"),))
    sheets = values(record, [first, second]).sheets
    assert [sheet.activity for sheet in sheets] == ["Mengajukan izin", "Memeriksa kelengkapan"]
    assert sheets[0].rows["nib"][0].until == 99


ROWS = {name: {"nama": name, "jumlah": 1} for name in ("Ketel", "Pompa", "Bor")}


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        (["Ketel", "Pompa"], ["Ketel", "Bor"], ["Pompa"], ["Bor"]),
        (["Ketel"], ["Ketel", "Bor"], [], ["Bor"]),
        (["Ketel", "Pompa"], ["Ketel"], ["Pompa"], []),
        (["Ketel", "Pompa"], ["Pompa", "Ketel"], ["Ketel", "Pompa"], ["Pompa", "Ketel"]),
    ],
)
def test_of_a_table_the_rows_that_differ_are_told(
    before: list[str], after: list[str], gone: list[str], new: list[str], record: Record, spoken
) -> None:
    change = Change("mesin", [ROWS[name] for name in before], [ROWS[name] for name in after])
    ((told,),) = values(record, [completion(record, change)]).changes.values()
    assert [[row[0] for row in it.table[1:]] if it else [] for it in (told.old, told.new)] == [gone, new]


def test_a_file_whose_event_tells_nothing_any_more_is_left_out(record: Record) -> None:
    assert len(files(record)) == 1
    mute = [replace(event, payload=None) for event in record.case.events]
    assert files(replace(record, case=replace(record.case, events=mute))) == {}


def test_the_same_file_twice_is_two_files(record: Record) -> None:
    (number,) = files(record)
    event, file = record.case.events[number - 1], record.case.attachments[0]
    case = replace(
        record.case,
        events=[event, replace(event, number=number + 1)],
        attachments=[file, replace(file, id=file.id + 1)],
    )
    assert [one.file.id for one in files(replace(record, case=case)).values()] == [file.id, file.id + 1]
