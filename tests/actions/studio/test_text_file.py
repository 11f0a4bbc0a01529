"""Files as text that somebody edits: the bytes nobody touched stay, and what cannot be read is told."""

from dataclasses import replace

import pytest

from app.actions.studio.begin import begin
from app.actions.studio.facts import SectionStale, fact_sheet, save_facts
from app.actions.studio.text_file import NotText, as_bytes, as_text, problem_of, save_text
from app.library.stories import read_stories
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from app.model.errors import LajurError
from tests.actions.conftest import Desk, permit_bundle


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"\xef\xbb\xbfa\n", b"", b"a"])
def test_a_text_that_nobody_touched_is_the_same_bytes(data: bytes) -> None:
    assert as_bytes(as_text(data, SOP), data) == data


def test_what_is_no_utf_8_is_not_text() -> None:
    with pytest.raises(NotText, match=r"sop\.toml is not written in UTF-8"):
        as_text(b"\xff", SOP)


def test_what_no_file_can_hold_is_not_saved(desk: Desk) -> None:
    with pytest.raises(LajurError, match="cannot be kept"):
        save_text(desk.office, 1, SOP, "\ud800", before=b"", read="", by=desk.people["ana"])


@pytest.mark.parametrize(
    "path", [DIAGRAM, SOP, SCENARIOS, "forms/periksa.form", "reports/templates/periksa.md"], ids=lambda path: path[-8:]
)
def test_why_a_file_cannot_be_read_is_told_and_of_others_nothing(desk: Desk, path: str) -> None:
    office = replace(desk.office, stories=read_stories)
    broken = permit_bundle().replacing(path, b"<")
    assert problem_of(office, broken, path) is not None
    assert problem_of(office, permit_bundle(), DIAGRAM) is problem_of(office, permit_bundle(), SOP) is None


def test_who_saves_between_reading_and_writing_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = begin(desk.office, "permit", by=desk.people["ana"]).id
    read = fact_sheet(desk.office, copy, "identitas", by=desk.people["ana"])
    answers = {**read.sheet.values, "identity:unit": "Bidang"}
    original = desk.office.read

    def overtaken(bundle: Bundle):
        monkeypatch.undo()
        save_text(desk.office, copy, SOP, "# baru\n", before=b"", read=None, by=desk.people["ana"])
        return original(bundle)

    office = replace(desk.office, read=overtaken)
    with pytest.raises(SectionStale, match="Ana has saved"):
        save_facts(office, copy, "identitas", answers, seen=read.seen, by=desk.people["ana"])
