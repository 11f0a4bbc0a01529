"""Eight people write letters at once: the books have no gaps, and no number stands twice."""

from dataclasses import replace
from functools import partial

import pytest

from app.actions.complete import complete
from app.actions.start import start
from app.model.bundle import SOP, Bundle
from app.model.errors import Conflict
from app.model.people import User
from app.model.register import Book, first_gap
from app.ports import Office
from tests.concurrency.racing import CALLERS, errors, race
from tests.office import bundle_of, only_open, put

ROUNDS = 5
LETTERS = b"""
[[letters]]
book = "keluar"
element = "isi"
number = "=nomor_kasus"

[[letters]]
book = "masuk"
element = "isi"

[[letters]]
book = "ekspedisi"
element = "isi"
"""


@pytest.fixture
def writing(offices: list[Office]) -> list[Office]:
    """Offices with a process whose only task writes into three books."""
    files = dict(bundle_of("(mulai) -> isi -> (selesai)", judul="x").files)
    files[SOP] += LETTERS
    put(offices[0], Bundle(files), "proses")
    return offices


def write(office: Office, me: User, *, fails: bool) -> None:
    """Begin a case and write its letters; a step that `fails` does so at its very end, with all numbers taken."""
    task = only_open(office, start(office, "proses", by=me))
    if not fails:
        complete(office, task.id, {}, by=me)
        return

    def no_salt() -> bytes:
        raise Conflict

    with pytest.raises(Conflict):
        complete(replace(office, salts=no_salt), task.id, {}, by=me)
    with office.store.writing() as unit:  # takes a number and never commits
        unit.next_number("register:keluar", office.clock().astimezone(office.calendar.zone).year)


def test_eight_writers_leave_no_gap_in_any_book(writing: list[Office], people: list[User]) -> None:
    office = writing[0]
    for _ in range(ROUNDS):
        calls = [
            partial(write, mine, me, fails=number % 4 == 3)
            for number, (mine, me) in enumerate(zip(writing, people, strict=True))
        ]
        assert errors(race(*calls)) == []
    year = office.clock().astimezone(office.calendar.zone).year
    with office.store.reading() as reader:
        for book in (Book.INCOMING, Book.OUTGOING, Book.DISPATCH):
            numbers = reader.register_numbers(book, year)
            assert len(numbers) == ROUNDS * CALLERS * 3 // 4
            assert first_gap(numbers) is None
