"""What every store promises about finding and erasing what repeats data of a case."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.desk import Draft, Photo
from app.model.instance import Attachment
from app.model.notice import Announcement, Audience, Message, Topic
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.ports import Store
from tests.store.cases import NOW, case, given, open_items, task
from tests.store.test_contract_documents import FILED, SIGNATURE, issued, letter, saved

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)


def test_the_drafts_of_a_case_are_found_whoever_has_kept_them(store: Store, person: int) -> None:
    given(store, case(1), case(2), opened=[task(1), task(1, token=2), task(2)])
    works = [*open_items(store, 1), *open_items(store, 2)]
    drafts = [Draft(work.id, person, {"nama": f"Ibu {work.id}"}, NOW) for work in works]
    with store.writing() as unit:
        for draft in drafts:
            unit.save_draft(draft)
        unit.commit()
    with store.reading() as books:
        assert list(books.drafts_of(1)) == drafts[:2]
        assert list(books.drafts_of(2)) == drafts[2:]
        assert list(books.drafts_of(3)) == []


def test_the_notices_of_a_case_get_other_facts(store: Store, person: int) -> None:
    given(store, case(1), case(2))
    told = [
        Announcement(Topic.CASE, f"key-{n}", Audience(person=person), n, {"what": "case", "title": "Sri"}, NOW)
        for n in (1, 2)
    ]
    with store.writing() as unit:
        unit.announce(told, digest_at=NOW, by_mail=False)
        unit.commit()
    with store.writing() as unit:
        (notice,) = unit.notices_of(1)
        unit.save_facts(replace(notice, facts={"what": "case", "title": ""}))
        unit.commit()
    with store.reading() as books:
        assert [it.facts for it in books.notices_of(1)] == [{"what": "case", "title": ""}]
        assert [it.facts for it in books.notices_of(2)] == [{"what": "case", "title": "Sri"}]


def test_the_cases_that_follow_one_are_found_whole(store: Store) -> None:
    follower = case(2, linked_to=1)
    given(store, case(1), follower, case(3))
    with store.reading() as books:
        assert [(it.id, it.variables) for it in books.followers(1)] == [(2, follower.variables)]
        assert list(books.followers(2)) == []


def test_the_values_of_a_task_alone_can_be_changed(store: Store) -> None:
    given(store, opened=[task(locals={"warga": {"nama": "Sri"}, "n": 1}), task(token=2, locals={"warga": "x"})])
    works = open_items(store)
    changes: list[dict[str, Any]] = [{"n": 1}, {}]
    with store.writing() as unit:
        for work, kept in zip(works, changes, strict=True):
            unit.save_locals(replace(work, locals=kept))
        unit.commit()
    assert [work.locals for work in open_items(store)] == changes


def test_the_text_of_a_message_is_erased(store: Store, person: int) -> None:
    given(store)
    with store.writing() as unit:
        sent = [unit.add_message(Message(0, 1, person, True, text, (), NOW)) for text in ("Rahasia", "Umum")]
        unit.erase_message(sent[0].id)
        unit.commit()
    with store.reading() as books:
        assert [it.text for it in books.messages(1)] == ["", "Umum"]


def test_an_attachment_leaves_the_books_with_its_photo(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        files = [
            unit.add_attachment(Attachment(0, 1, digest * 32, "a.jpg", "image/jpeg", 9, None, 7, NOW))
            for digest in ("ab", "cd")
        ]
        for file in files:
            unit.add_photo(Photo(f"f-{file.id}", 1, file.id, NOW, 1.0, 2.0, 3.0))
        unit.remove_attachment(files[0].id)
        unit.commit()
    with store.reading() as books:
        assert list(books.attachments(1)) == files[1:]
        assert [photo.attachment for photo in books.photos(1)] == [files[1].id]
        assert books.file_uses("ab" * 32) == 0


def test_a_line_of_a_book_says_less_and_is_not_found_by_it_any_more(store: Store) -> None:
    given(store)
    said = {"party": "Ibu Sri", "nature": "Biasa"}
    line = RegisterEntry(Book.INCOMING, 2026, 1, NOW.date(), NOW, 1, "IP-2026-0001", 1, "user:opi", said)
    with store.writing() as unit:
        unit.add_register_entry(line)
        unit.commit()
    with store.writing() as unit:
        unit.shorten_register_entry(replace(line, columns={"nature": "Biasa"}))
        unit.commit()
    with store.reading() as books:
        assert [it.columns for it in books.register_among([1])] == [{"nature": "Biasa"}]
        assert books.register(RegisterQuery(Book.INCOMING, 2026, text="sri")) == []


def test_a_document_says_less_and_stays_what_it_is(store: Store) -> None:
    (first,) = issued(store, letter(data={"signer": {"name": "Contoh"}, "values": {"nama": "Sri", "nib": "9"}}))
    signed = saved(store, saved(store, first, **FILED), signed="cd" * 32, signature=SIGNATURE)
    less = replace(
        signed,
        subject="",
        addressee="",
        data={"signer": {"name": "Contoh"}, "values": {"nib": "9"}},
        signature=replace(SIGNATURE, facts={"serial": ""}),
    )
    with store.writing() as unit:
        unit.shorten_document(less)
        unit.commit()
    with store.reading() as books:
        assert books.document(first.id) == less
