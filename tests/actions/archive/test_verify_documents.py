"""Verification of documents: each one is what the history tells, its PDF is there, and no number is missing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.actions.archive.verify import verify_all
from app.actions.documents import take_back
from app.actions.file_documents import file_next
from app.model.document import Document, DocumentState
from app.store.memory import MemoryStore
from app.store.vault import MemoryVault
from tests.actions.archive.conftest import short
from tests.actions.conftest import Desk
from tests.actions.letters import issued, lettered


@pytest.fixture
def town(desk: Desk) -> Desk:
    """A case with a receipt that was cancelled, minutes that replaced others, and a letter of a service."""
    letters = lettered(desk)
    case = letters.started("tanya")
    letters.do(case, "jawab", "siti", jawaban="Ya.")
    letters.do(case, "periksa", "opi", hasil="setuju")
    letters.run_machines()
    while file_next(letters.office, "w"):
        pass
    take_back(letters.office, issued(letters, case.id)[0].id, "Keliru", by=letters.people["awas"])
    return letters


def rows(town: Desk) -> dict[int, Document]:
    store = town.office.store
    assert isinstance(store, MemoryStore)
    return store._shelf.documents


def found(town: Desk) -> list[str]:
    return [short(finding) for finding in verify_all(town.office)]


def test_documents_that_are_what_the_history_says_are_no_finding(town: Desk) -> None:
    states = [it.state for it in rows(town).values()]
    assert states == [DocumentState.CANCELLED, DocumentState.REPLACED, DocumentState.FILED, DocumentState.FILED]
    assert found(town) == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda it: replace(it, number="9/BAP"), "number"),
        (lambda it: replace(it, date=date(2025, 1, 1)), "date"),
        (lambda it: replace(it, state=DocumentState.SIGNED), "state"),
        (lambda it: replace(it, filed="ab" * 32), "filed"),
        (lambda it: replace(it, signed="ab" * 32), "signed"),
        (lambda it: replace(it, replaces=None), "replaces"),
        (lambda it: replace(it, applicant=True), "applicant"),
    ],
)
def test_one_that_was_changed_is_found(town: Desk, change: Callable[[Document], Document], column: str) -> None:
    rows(town)[3] = change(rows(town)[3])
    [finding, *_] = found(town)
    assert finding.startswith("document-differs 1#")
    assert finding.endswith(column)


def test_one_that_is_gone_leaves_a_gap_in_its_series(town: Desk) -> None:
    del rows(town)[3]
    assert [it.split()[0] for it in found(town)] == ["document-missing", "book-line", "series-gap"]


def test_one_that_was_forged_is_found(town: Desk) -> None:
    rows(town)[9] = replace(rows(town)[3], id=9, serial=3, number="003/BAP/III/2026")
    assert [it.split()[0] for it in found(town)] == ["document-unlogged", "series-gap"]


def test_a_pdf_that_is_gone_from_the_vault_is_found(town: Desk) -> None:
    vault = town.office.vault
    assert isinstance(vault, MemoryVault)
    vault._files.clear()
    assert {it.split()[0] for it in found(town)} == {"file-missing"}
    assert len(found(town)) == 4
