"""Eight people issue letters at once, on real databases: their numbers have no gaps, and none is given twice."""

from dataclasses import replace
from functools import partial

import pytest

from app.actions.complete import complete
from app.actions.file_documents import file_next
from app.actions.start import start
from app.model.bundle import TEMPLATES, Bundle
from app.model.errors import Conflict
from app.model.house import House, Series
from app.model.paper import Paper
from app.model.people import User
from app.model.register import Book, first_gap
from app.ports import Office, Photo
from tests.concurrency.racing import CALLERS, errors, race
from tests.office import bundle_of, only_open, put

ROUNDS = 4
HOUSE = House(series={"surat": Series("surat", "Surat", "{urut}/{tahun}"), "nota": Series("nota", "Nota", "N-{urut}")})
LETTER = '+++\nkind = "surat_dinas"\ntitle = "SURAT"\nseries = "{series}"\nregister = true\n+++\nIsi.\n'


class Press:
    def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
        return f"%PDF {paper.case} {paper.number}".encode()


@pytest.fixture
def issuing(offices: list[Office]) -> list[Office]:
    """Offices with a process whose only task issues two letters of different series, both lines of a book."""
    files = dict(bundle_of("(mulai) -> isi -> (selesai)", judul="x").files)
    for variant, series in (("a", "surat"), ("b", "nota")):
        files[f"{TEMPLATES}isi.{variant}.md"] = LETTER.replace("{series}", series).encode()
    put(offices[0], Bundle(files), "proses")
    return [replace(office, house=HOUSE, printer=Press()) for office in offices]


def write(office: Office, me: User, *, fails: bool) -> None:
    """Begin a case and issue its letters; a step that `fails` does so at its very end, with all numbers taken."""
    task = only_open(office, start(office, "proses", by=me))
    if not fails:
        complete(office, task.id, {}, by=me)
        return
    salts = iter([b"1" * 16, b"2" * 16])  # for the codes of both letters; the chain gets none

    def no_more_salt() -> bytes:
        try:
            return next(salts)
        except StopIteration:
            raise Conflict from None

    with pytest.raises(Conflict):
        complete(replace(office, salts=no_more_salt), task.id, {}, by=me)


def test_eight_writers_leave_no_gap_in_any_series(issuing: list[Office], people: list[User]) -> None:
    for _ in range(ROUNDS):
        calls = [
            partial(write, office, me, fails=number % 4 == 3)
            for number, (office, me) in enumerate(zip(issuing, people, strict=True))
        ]
        assert errors(race(*calls)) == []
    year = issuing[0].clock().astimezone(issuing[0].calendar.zone).year
    expected = list(range(1, ROUNDS * CALLERS * 3 // 4 + 1))
    with issuing[0].store.reading() as reader:
        assert reader.document_serials("surat", year) == reader.document_serials("nota", year) == expected
        lines = reader.register_numbers(Book.OUTGOING, year)
    assert len(lines) == 2 * len(expected)
    assert first_gap(lines) is None


def test_eight_workers_file_every_letter_once(issuing: list[Office], people: list[User]) -> None:
    for office, me in zip(issuing, people, strict=True):
        write(office, me, fails=False)

    def work(office: Office, name: str) -> int:
        count = 0
        while file_next(office, name):
            count += 1
        return count

    outcomes = race(*(partial(work, office, str(number)) for number, office in enumerate(issuing)))
    assert errors(outcomes) == []
    with issuing[0].store.reading() as reader:
        documents = [it for case in range(1, CALLERS + 1) for it in reader.documents(case)]
    assert len(documents) == 2 * CALLERS
    assert all(it.filed and it.attempts == 1 for it in documents)
