"""Searches that an auditor keeps, and who has read."""

import pytest

from app.actions.archive import readers as archive
from app.actions.archive.read import note_reading
from app.actions.archive.readers import readers
from app.actions.archive.searches import delete_search, rename_search, save_search, saved_search, saved_searches
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import User
from app.model.reading import Reading
from tests.actions.conftest import Desk


@pytest.fixture
def audi(desk: Desk) -> User:
    return desk.people["audi"]


def names(desk: Desk, by: User) -> list[str]:
    return [it.name for it in saved_searches(desk.office, by=by)]


def test_a_search_is_kept_under_a_name_and_replaced_under_the_same(desk: Desk, audi: User) -> None:
    save_search(desk.office, "  Terlambat   2026 ", "late=yes", by=audi)
    save_search(desk.office, "Terlambat 2026", "late=yes&version=2", by=audi)
    [kept] = saved_searches(desk.office, by=audi)
    assert (kept.name, kept.query) == ("Terlambat 2026", "late=yes&version=2")


def test_a_search_is_renamed_and_deleted(desk: Desk, audi: User) -> None:
    save_search(desk.office, "Terlambat", "late=yes", by=audi)
    save_search(desk.office, "Lain", "late=no", by=audi)
    [other, late] = saved_searches(desk.office, by=audi)
    rename_search(desk.office, late.id, "Lewat batas", by=audi)
    with pytest.raises(Conflict, match="another search"):
        rename_search(desk.office, late.id, "Lain", by=audi)
    assert saved_search(desk.office, late.id, by=audi).name == "Lewat batas"
    delete_search(desk.office, other.id, by=audi)
    delete_search(desk.office, other.id, by=audi)
    assert names(desk, audi) == ["Lewat batas"]


def test_nobody_sees_or_changes_the_searches_of_another(desk: Desk, audi: User) -> None:
    with desk.office.store.writing() as unit:
        other = unit.add_user("ani", "Ani", {"auditor"}, "")
        unit.commit()
    save_search(desk.office, "Terlambat", "late=yes", by=audi)
    [kept] = saved_searches(desk.office, by=audi)
    assert names(desk, other) == []
    with pytest.raises(NotFound):
        rename_search(desk.office, kept.id, "Punya saya", by=other)
    delete_search(desk.office, kept.id, by=other)
    assert names(desk, audi) == ["Terlambat"]


def test_a_name_is_neither_empty_nor_endless_and_there_are_not_too_many(desk: Desk, audi: User) -> None:
    for name, sentence in ((" ", "give the search a name"), ("x" * 81, "80 characters")):
        with pytest.raises(LajurError, match=sentence):
            save_search(desk.office, name, "late=yes", by=audi)
    for n in range(50):
        save_search(desk.office, f"Nomor {n}", "late=yes", by=audi)
    with pytest.raises(LajurError, match="50 searches"):
        save_search(desk.office, "Satu lagi", "late=yes", by=audi)


def test_only_auditors_keep_searches(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        save_search(desk.office, "Terlambat", "late=yes", by=desk.people["awas"])
    with pytest.raises(Forbidden):
        saved_searches(desk.office, by=desk.people["opi"])


def test_who_has_read_is_told_for_a_case_for_a_person_and_in_pages(
    desk: Desk, audi: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [desk.start(), desk.start()]
    for case in cases:
        note_reading(desk.office, case.id, Reading.PAGE, by=audi)
    note_reading(desk.office, cases[0].id, Reading.PDF, by=desk.people["awas"])
    found = readers(desk.office, by=desk.people["awas"], number=cases[0].number)
    assert found.case
    assert [(row.login, row.what) for row in found.rows] == [("awas", Reading.PDF), ("audi", Reading.PAGE)]
    assert [row.number for row in readers(desk.office, by=audi, login="audi").rows] == [it.number for it in cases[::-1]]
    monkeypatch.setattr(archive, "PAGE", 2)
    first = readers(desk.office, by=audi)
    assert first.case is None
    assert first.next == first.rows[-1].id
    assert readers(desk.office, by=audi, before=first.next).next is None


def test_who_has_read_is_no_news_for_staff_and_of_nobody_unknown(desk: Desk, audi: User) -> None:
    with pytest.raises(Forbidden):
        readers(desk.office, by=desk.people["opi"])
    with pytest.raises(NotFound):
        readers(desk.office, by=audi, number="P-1")
    with pytest.raises(NotFound):
        readers(desk.office, by=audi, login="zorro")
