"""Verification of the books of letters: every line is one that a history has caused, and no number is missing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.actions.archive.verify import verify_all
from app.actions.play import play
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.register import Book, RegisterEntry
from app.ports import Stage
from app.store.memory import MemoryStore
from app.wiring import stage_for
from tests.actions.archive.conftest import short

Change = Callable[[RegisterEntry], RegisterEntry]


@pytest.fixture
def stage() -> Stage:
    """An office in which one case has written into the books of letters."""
    bundle = shipped_bundle("izin_perluasan")
    stories = read_stories(bundle.files[SCENARIOS])
    stage = stage_for(bundle, stories["field_visit"])
    assert play(stage, bundle, stories["field_visit"], stories).failure is None
    return stage


def lines(stage: Stage) -> dict[tuple[Book, int, int], RegisterEntry]:
    store = stage.office.store
    assert isinstance(store, MemoryStore)
    return store._shelf.register


def found(stage: Stage) -> list[str]:
    return [short(finding) for finding in verify_all(stage.office)]


def first(stage: Stage) -> tuple[tuple[Book, int, int], RegisterEntry]:
    return min(lines(stage).items(), key=lambda it: it[1].event)


def test_books_that_say_what_the_history_says_are_no_finding(stage: Stage) -> None:
    assert len(lines(stage)) > 2
    assert found(stage) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: replace(entry, columns={**entry.columns, "subject": "lain"}),
        lambda entry: replace(entry, actor="user:lain"),
        lambda entry: replace(entry, book=Book.OUTGOING if entry.book is not Book.OUTGOING else Book.INCOMING),
    ],
)
def test_a_line_that_was_changed_is_found_with_its_event(stage: Stage, change: Change) -> None:
    key, entry = first(stage)
    lines(stage)[key] = change(entry)
    assert any(line.startswith("book-line ") and line.endswith(f"#{entry.event}") for line in found(stage))


def test_a_line_that_is_gone_is_found_by_its_event_and_by_its_number(stage: Stage) -> None:
    key, entry = first(stage)
    del lines(stage)[key]
    one, other = found(stage)
    assert one.startswith("book-line ")
    assert one.endswith(f"#{entry.event}")
    assert other == "book-gap"


def test_a_line_that_cannot_be_read_is_a_finding(stage: Stage) -> None:
    key, entry = first(stage)
    lines(stage)[key] = replace(entry, columns=None)
    assert "row-unreadable" in found(stage)[0]
