"""What every store promises about working copies."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.bundle import Bundle
from app.model.studio import CopyState, WorkingCopy
from app.ports import Store
from tests.store.cases import MINUTE, NOW

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

FILES = Bundle({"bpmn/process.bpmn": b"<bpmn/>", "bpmn/sop.toml": b"", "forms/periksa.form": b"{}"})


@pytest.fixture
def person(store: Store) -> int:
    with store.writing() as unit:
        ana = unit.add_user("ana", "Ana", ["analyst"], "")
        unit.commit()
    return ana.id


def begun(store: Store, person: int, **changes: Any) -> WorkingCopy:
    fresh = WorkingCopy(0, "izin", "Tinjauan kedua", person, 1, NOW, NOW, person)
    with store.writing() as unit:
        kept = unit.add_working_copy(replace(fresh, **changes), FILES)
        unit.commit()
    return kept


def test_a_working_copy_comes_back_with_its_files(store: Store, person: int) -> None:
    copy = begun(store, person)
    with store.reading() as books:
        assert books.working_copy(copy.id) == copy
        assert books.working_bundle(copy.id) == FILES
        assert books.working_copy(copy.id + 1) is None
        assert books.working_bundle(copy.id + 1) is None


def test_a_file_is_replaced_added_and_taken_away(store: Store, person: int) -> None:
    copy = begun(store, person)
    with store.writing() as unit:
        assert unit.hold_working_copy(copy.id) == copy
        unit.save_working_file(copy.id, "bpmn/sop.toml", b'key = "izin"')
        unit.save_working_file(copy.id, "forms/tinjau.form", b"[]")
        unit.save_working_file(copy.id, "forms/periksa.form", None)
        unit.commit()
    with store.reading() as books:
        assert books.working_bundle(copy.id).files == {
            "bpmn/process.bpmn": b"<bpmn/>",
            "bpmn/sop.toml": b'key = "izin"',
            "forms/tinjau.form": b"[]",
        }


def test_open_ones_are_listed_last_saved_first(store: Store, person: int) -> None:
    old, new = begun(store, person), begun(store, person, saved_at=NOW + MINUTE)
    other = begun(store, person, sop="lain", saved_at=NOW - MINUTE)
    begun(store, person, state=CopyState.DISCARDED)
    with store.reading() as books:
        assert books.working_copies() == [new, old, other]
        assert books.working_copies("izin") == [new, old]
        assert books.working_copies("tiada") == []


def test_a_closed_one_is_still_there(store: Store, person: int) -> None:
    copy = begun(store, person)
    with store.writing() as unit:
        unit.save_working_copy(replace(copy, state=CopyState.DEPLOYED, title="Selesai"))
        unit.commit()
    with store.reading() as books:
        assert books.working_copies() == []
        assert books.working_copy(copy.id) == replace(copy, state=CopyState.DEPLOYED, title="Selesai")


def test_what_is_not_committed_is_not_kept(store: Store, person: int) -> None:
    copy = begun(store, person)
    with store.writing() as unit:
        unit.save_working_file(copy.id, "bpmn/sop.toml", None)
    with store.reading() as books:
        assert books.working_bundle(copy.id) == FILES
