"""What every store promises about drafts, photos from the field and comments."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.model.desk import Comment, Draft, Photo
from app.model.errors import Conflict
from app.model.instance import Attachment, WorkState
from app.ports import Store
from tests.store.cases import MINUTE, NOW, given, open_items, task

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)


@pytest.fixture
def work(store: Store) -> int:
    """The id of a work item of case 1; Ani has the id that `person` gives."""
    given(store, opened=[task()])
    return open_items(store)[0].id


def written(store: Store, person: int, **changes: Any) -> Comment:
    fresh = Comment(0, 1, 2, person, "Mohon diperiksa @budi.", internal=True, mentions=(7, 8), written_at=NOW)
    with store.writing() as unit:
        kept = unit.add_comment(replace(fresh, **changes))
        unit.commit()
    return kept


def attached(store: Store) -> int:
    with store.writing() as unit:
        file = unit.add_attachment(Attachment(0, 1, "ab" * 32, "foto.jpg", "image/jpeg", 9, "periksa", 7, NOW))
        unit.commit()
    return file.id


def test_a_draft_comes_back_as_it_was_saved_and_only_to_its_person(store: Store, work: int, person: int) -> None:
    draft = Draft(work, person, {"nama": "Ibu Sri", "mesin": [{"merek": "Boiler"}], "luas": 12.5}, NOW)
    with store.writing() as unit:
        unit.save_draft(draft)
        unit.commit()
    with store.reading() as books:
        assert books.draft(work, person) == draft
        assert books.draft(work, person + 1) is None
        assert books.draft(work + 1, person) is None


def test_a_newer_draft_takes_the_place_of_the_older(store: Store, work: int, person: int) -> None:
    newer = Draft(work, person, {"nama": "baru"}, NOW + MINUTE)
    with store.writing() as unit:
        unit.save_draft(Draft(work, person, {"nama": "lama", "lain": "x"}, NOW))
        unit.save_draft(newer)
        unit.commit()
    with store.reading() as books:
        assert books.draft(work, person) == newer


def test_a_discarded_draft_is_gone_and_discarding_nothing_is_harmless(store: Store, work: int, person: int) -> None:
    with store.writing() as unit:
        unit.save_draft(Draft(work, person, {"nama": "x"}, NOW))
        unit.discard_draft(work, person)
        unit.discard_draft(work, person)
        unit.commit()
    with store.reading() as books:
        assert books.draft(work, person) is None


@pytest.mark.parametrize(("closed", "stays"), [(None, True), (NOW + MINUTE, True), (NOW, False)])
def test_drafts_of_work_that_was_closed_before_a_time_are_discarded(
    store: Store, work: int, person: int, closed: datetime | None, stays: bool
) -> None:
    with store.writing() as unit:
        unit.save_draft(Draft(work, person, {"nama": "x"}, NOW))
        unit.save_work(
            replace(open_items(store)[0], state=WorkState.DONE if closed else WorkState.OPEN, done_at=closed)
        )
        unit.commit()
    with store.writing() as unit:
        unit.discard_old_drafts(NOW + MINUTE)
        unit.commit()
    with store.reading() as books:
        assert (books.draft(work, person) is not None) is stays


def test_a_photo_comes_back_with_its_place_and_time(store: Store, work: int) -> None:
    there = Photo("f-1", 1, attached(store), NOW, -0.0263, 109.3425, 12.5)
    nowhere = Photo("f-2", 1, attached(store), NOW + MINUTE)
    with store.writing() as unit:
        unit.add_photo(there)
        unit.add_photo(nowhere)
        unit.commit()
    with store.reading() as books:
        assert books.photo("f-1") == there
        assert books.photo("f-9") is None
        assert list(books.photos(1)) == [there, nowhere]
        assert list(books.photos(2)) == []


def test_two_photos_never_have_the_same_id(store: Store, work: int) -> None:
    photo = Photo("f-1", 1, attached(store), NOW)
    with store.writing() as unit:
        unit.add_photo(photo)
        unit.commit()
    with pytest.raises(Conflict), store.writing() as unit:
        unit.add_photo(photo)


def test_comments_come_back_in_the_order_they_were_written(store: Store, work: int, person: int) -> None:
    first, second = written(store, person), written(store, person, event=3, internal=False, mentions=())
    with store.reading() as books:
        assert list(books.comments(1)) == [first, second]
        assert list(books.comments(2)) == []
        assert books.comment(second.id) == second
        assert books.comment(second.id + 1) is None


def test_that_a_comment_was_withdrawn_is_kept(store: Store, work: int, person: int) -> None:
    comment = replace(written(store, person), withdrawn_at=NOW + MINUTE)
    with store.writing() as unit:
        unit.save_comment(comment)
        unit.commit()
    with store.reading() as books:
        assert books.comment(comment.id) == comment


def test_the_text_of_a_comment_is_erased_by_its_event(store: Store, work: int, person: int) -> None:
    erased, other = written(store, person), written(store, person, event=3)
    with store.writing() as unit:
        unit.erase_comment(1, 2)
        unit.erase_comment(1, 99)
        unit.commit()
    with store.reading() as books:
        assert list(books.comments(1)) == [replace(erased, text=""), other]
