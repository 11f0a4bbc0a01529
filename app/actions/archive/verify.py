"""Verify that cases are what was written: one case, or all that the books hold.

Nothing is written, and nothing is trusted: a row that cannot be read becomes a finding and the rest goes on. Each page
of cases is read in a view of its own, so that none is held for long, and files are read outside of it. Findings come as
they are found; nothing grows with the number of cases.
"""

from collections.abc import Callable, Iterator

from app.actions.archive._books import books, vault
from app.actions.archive._definitions import all_deployed, open_definitions
from app.actions.archive._letters import book_gaps
from app.model.discrepancy import Discrepancy
from app.model.errors import NotFound
from app.model.series import NumbersCheck
from app.ports import Office
from app.ports.proofs import BEFORE_ALL

#: Cases in one view of the books.
PAGE = 20
#: Told how much of a run is done: so many cases of so many.
Progress = Callable[[int, int], None]


def verify_case(office: Office, number: str) -> list[Discrepancy]:
    """What is wrong with one case; nothing, if all is well. Raises NotFound when there is no such case."""
    with office.store.reading() as reader:
        instance_id = reader.id_of(number)
        if instance_id is None:
            raise NotFound("There is no case {number}.", number=number)
        (dossier,) = reader.dossiers(after=instance_id - 1, limit=1)
        found = books(office, reader, open_definitions(office, reader), dossier)
    return [*found.told, *vault(office, found)]


def verify_all(office: Office, progress: Progress = lambda *_: None) -> Iterator[Discrepancy]:
    """What is wrong with the database: its definitions, every case, the numbers of cases and of letters.

    `progress` hears of every page of cases.
    """
    with office.store.reading() as reader:
        definitions = open_definitions(office, reader)
        wrong = list(all_deployed(definitions, reader))
    yield from wrong
    numbers, after, more = NumbersCheck(), BEFORE_ALL, True
    while more:
        with office.store.reading() as reader:
            page = reader.dossiers(after=after, limit=PAGE)
            numbers.counted = reader.numbers_given()
            found = [books(office, reader, definitions, dossier) for dossier in page]
        for dossier, findings in zip(page, found, strict=True):
            yield from numbers.follow(dossier.id, dossier.number)
            yield from findings.told
            yield from vault(office, findings)
        more = len(page) == PAGE
        after = page[-1].id if page else after
        progress(numbers.last, max(numbers.total, numbers.last))
    yield from numbers.end()
    with office.store.reading() as reader:
        gaps = list(book_gaps(reader, reader.numbers_given()))
    yield from gaps
