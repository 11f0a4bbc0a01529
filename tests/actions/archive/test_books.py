"""What has become of the letters in a book."""

import pytest

from app.actions.archive.books import book_page, follow_up, whole_book
from app.model.errors import Forbidden
from app.model.register import Book, RegisterEntry, RegisterQuery
from tests.actions.conftest import MORNING, Desk


def line(book: Book, event: int, number: str = "") -> RegisterEntry:
    columns = {"number": number} if number else {}
    return RegisterEntry(book, 2026, event, MORNING.date(), MORNING, 1, "P-1", event, "user:siti", columns)


RECEIVED, AGAIN = line(Book.INCOMING, 1), line(Book.INCOMING, 5)
PASSED_ON = line(Book.DISPOSITION, 7)
LETTER, OTHER, NAMELESS = line(Book.OUTGOING, 8, "S/1"), line(Book.OUTGOING, 8, "S/2"), line(Book.OUTGOING, 8)
SENT = line(Book.DISPATCH, 9, "S/1")
ALL = [RECEIVED, AGAIN, PASSED_ON, LETTER, SENT]


@pytest.mark.parametrize(
    ("entry", "following"),
    [(RECEIVED, None), (AGAIN, PASSED_ON), (LETTER, SENT), (OTHER, None), (NAMELESS, None), (SENT, None)],
)
def test_a_letter_is_followed_up_by_the_line_that_belongs_to_it(
    entry: RegisterEntry, following: RegisterEntry | None
) -> None:
    assert follow_up(entry, ALL) == following


def test_what_was_sent_before_is_another_letter() -> None:
    assert follow_up(LETTER, [line(Book.DISPATCH, 2, "S/1"), LETTER]) is None


def test_the_last_letter_received_waits_to_be_passed_on() -> None:
    assert follow_up(AGAIN, [RECEIVED, AGAIN]) is None


def test_only_those_who_audit_or_supervise_read_the_books(desk: Desk) -> None:
    query = RegisterQuery(Book.INCOMING, 2026)
    assert book_page(desk.office, query, by=desk.people["awas"]).lines == []
    assert list(whole_book(desk.office, query, by=desk.people["audi"])) == []
    for read in (book_page, whole_book):
        with pytest.raises(Forbidden):
            read(desk.office, query, by=desk.people["opi"])
