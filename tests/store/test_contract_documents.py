"""What every store promises about documents."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.model.document import Document, DocumentState, Signature
from app.model.errors import Conflict
from app.model.paper import Kind
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import MINUTE, NOW, case, given

on_all = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
on_databases = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)

LETTER = Document(
    id=0,
    instance=1,
    element="penugasan_tim",
    visit=1,
    template="reports/templates/izin/penugasan_tim.md",
    kind=Kind.SURAT_TUGAS,
    title="SURAT TUGAS",
    date=date(2026, 3, 17),
    code="kode-yang-tidak-dapat-ditebak",
    issued_at=NOW,
    subject="Verifikasi “PT Baja” <b>&",
    addressee="Tim Teknis\ndi Pontianak",
    signer="Kepala Dinas",
    series="spt",
    year=2026,
    serial=1,
    number="500/0001/SPT/2026",
    applicant=True,
    data={"signer": {"name": "Contoh"}, "steps": [1, None, 2.5]},
    ready_at=NOW,
)
SIGNATURE = Signature("kadis", NOW, "B-B", "Plh.", {"serial": "0a"})
FILED = {"filed": "ab" * 32, "ready_at": None, "owner": None, "state": DocumentState.FILED}


def letter(number: int = 1, **changes: Any) -> Document:
    return replace(LETTER, **{"serial": number, "code": f"kode-{number}", **changes})


def issued(store: Store, *letters: Document) -> list[Document]:
    given(store, case(1), case(2))
    with store.writing() as unit:
        added = [unit.add_document(each) for each in letters]
        unit.commit()
    return added


def saved(store: Store, before: Document, **changes: Any) -> Document:
    after = replace(before, **changes)
    with store.writing() as unit:
        assert unit.hold_document(before.id) == before
        unit.save_document(after)
        unit.commit()
    return after


def leased(store: Store, owner: str = "a", at: int = 0) -> Document | None:
    now = NOW + at * MINUTE
    with store.writing() as unit:
        found = unit.lease_document(owner=owner, now=now, until=now + 2 * MINUTE)
        unit.commit()
    return found


@on_all
def test_a_document_is_read_as_it_was_issued(store: Store) -> None:
    (first,) = issued(store, letter())
    assert first == replace(letter(), id=first.id)
    with store.reading() as books:
        assert books.document(first.id) == books.document_by_code("kode-1") == first
        assert books.documents(1) == [first]
        assert books.documents(2) == []
        assert books.document(99) is books.document_by_code("kode") is None


@on_all
def test_what_becomes_of_a_document_is_kept(store: Store) -> None:
    (first,) = issued(store, letter())
    filed = saved(store, first, **FILED, attempts=2, failure="x")
    signed = saved(store, filed, state=DocumentState.SIGNED, signed="cd" * 32, signature=SIGNATURE)
    revoked = saved(store, signed, state=DocumentState.REVOKED, note="Keliru")
    with store.reading() as books:
        assert books.document(first.id) == revoked
        assert revoked.digest == "cd" * 32
        assert books.next_document() is None


@on_all
def test_a_case_has_its_documents_in_their_order_and_a_new_one_names_the_old(store: Store) -> None:
    first, other = issued(store, letter(1), letter(2, instance=2))
    with store.writing() as unit:
        second = unit.add_document(letter(3, visit=2, replaces=first.id))
        unit.commit()
    with store.reading() as books:
        assert books.documents(1) == [first, second]
        assert books.documents(2) == [other]


@on_all
def test_the_closed_documents_of_cases_are_found(store: Store) -> None:
    first, _, other = issued(store, letter(1), letter(2), letter(3, instance=2))
    revoked = saved(store, first, state=DocumentState.REVOKED, note="Keliru")
    replaced = saved(store, other, state=DocumentState.REPLACED)
    with store.reading() as books:
        assert books.closed_documents([1, 2]) == [revoked, replaced]
        assert books.closed_documents([2]) == [replaced]
        assert books.closed_documents([]) == []


@on_all
def test_a_series_has_its_serials_by_year(store: Store) -> None:
    letters = [letter(2), letter(1), letter(1, code="x", year=2027), letter(1, code="y", series="bap")]
    bare = {"series": "", "year": 0, "serial": None, "number": ""}
    issued(store, *letters, letter(code="a", **bare), letter(code="b", **bare))
    with store.reading() as books:
        assert books.document_serials("spt", 2026) == [1, 2]
        assert books.document_serials("spt", 2027) == books.document_serials("bap", 2026) == [1]
        assert books.document_serials("", 0) == books.document_serials("nota", 2026) == []


@on_all
@pytest.mark.parametrize("second", [letter(1, code="x"), letter(2, code="kode-1")], ids=["serial", "code"])
def test_neither_a_serial_nor_a_code_is_given_twice(store: Store, second: Document) -> None:
    issued(store, letter(1))
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_document(second)


@on_all
def test_the_document_that_has_waited_longest_is_leased_first_and_comes_back_when_the_lease_is_over(
    store: Store,
) -> None:
    late, early = issued(store, letter(1, ready_at=NOW + MINUTE), letter(2))
    with store.reading() as books:
        assert books.next_document() == NOW
    assert leased(store) == replace(early, owner="a", ready_at=NOW + 2 * MINUTE, attempts=1)
    assert leased(store, "b") is None
    assert leased(store, "b", at=1) == replace(late, owner="b", ready_at=NOW + 3 * MINUTE, attempts=1)
    again = leased(store, "b", at=2)
    assert again == replace(early, owner="b", ready_at=NOW + 4 * MINUTE, attempts=2)


@on_all
def test_no_two_owners_get_the_same_document(store: Store) -> None:
    issued(store, *(letter(number) for number in range(1, 7)))
    with ThreadPoolExecutor(3) as hands:
        found = list(hands.map(lambda owner: leased(store, str(owner)), range(6)))
    assert len({each.id for each in found if each}) == len([each for each in found if each])


@on_all
def test_the_pdfs_of_a_document_are_in_use(store: Store) -> None:
    (first,) = issued(store, letter())
    saved(store, saved(store, first, **FILED), signed="cd" * 32, signature=SIGNATURE)
    with store.reading() as books:
        assert [books.file_uses(digest * 32) for digest in ("ab", "cd", "ef")] == [1, 1, 0]


@on_databases
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET number = '1'",
        """UPDATE document SET data = '{"signer":{"name":"Lain"}, "steps":[1,null,2.5], "more": 1}'""",
        "UPDATE document SET subject = 'Lain'",
        "UPDATE document SET title = ''",
        "UPDATE document SET signature = NULL",
        "UPDATE document SET serial = NULL",
        "UPDATE document SET filed = NULL",
        "UPDATE document SET signed = signature",
        "DELETE FROM document",
    ],
)
def test_the_database_refuses_to_change_what_a_document_says(store: SqlStore, change: str) -> None:
    (first,) = issued(store, letter())
    saved(store, saved(store, first, **FILED), signed="cd" * 32, signature=SIGNATURE)
    with store.writer.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(sa.text(change))


def test_a_document_whose_pdf_nobody_makes_any_more_is_stuck() -> None:
    waiting = letter(failure="x")
    assert not waiting.stuck
    assert replace(waiting, ready_at=None).stuck
    assert not replace(waiting, ready_at=None, failure="").stuck
    assert not replace(waiting, ready_at=None, filed="ab" * 32).stuck
    assert [it.closed for it in (waiting, replace(waiting, state=DocumentState.REPLACED))] == [False, True]
