"""A month of a book of letters as it is printed."""

from collections.abc import Sequence

from app.actions.archive.books import BookLine
from app.model.register import Book
from app.web.archive.book_columns import COLUMNS, TITLES, cells
from app.web.shared.formats import day, when
from app.web.shared.house import office
from app.web.shared.languages import language
from app.web.shared.processes import newest
from reports.register import RegisterPaper
from reports.table import Column


def printed_month(book: Book, month: str, lines: Sequence[BookLine]) -> RegisterPaper:
    """What is printed of a month (`month` in words) with these lines."""
    now = office().clock()
    return RegisterPaper(
        title=str(TITLES[book]),
        period=month,
        office=_keeper(),
        signed_on=day(now),
        printed=when(now),
        language=language(),
        dated=now,
        columns=[Column(str(column.words), column.share) for column in COLUMNS[book]],
        rows=[cells(line) for line in lines],
    )


def _keeper() -> str:
    """The agencies whose processes write letters: mostly one."""
    agencies = (process.sop.identity.agency for process in newest().values() if process.sop.letters)
    return " · ".join(dict.fromkeys(agencies))
