"""The books of letters: month by month on a page, and as a table for a spreadsheet."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from babel.dates import format_date
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.actions.archive.books import BookPage, book_page, whole_book
from app.actions.archive.readers import WATCHERS
from app.actions.days import today
from app.model.errors import LajurError
from app.model.register import Book, RegisterQuery
from app.web.archive.book_columns import BOOKS, NOTHING, cells, headings
from app.web.archive.book_paper import printed_month
from app.web.archive.room import room
from app.web.shared.downloads import PDF, download
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, language
from app.web.shared.sheet import sheet_file
from reports.register import register_pdf

#: As many lines as are set in some seconds; a dinas has some hundred a month.
PRINTED = 2000
#: `2026` is a year, `2026-11` one of its months.
PERIOD = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True)
class BookAsked:
    """What the address asks for; `problem` says what of it makes no sense."""

    query: RegisterQuery
    problem: LajurError | None = None

    @property
    def period(self) -> str:
        return period(self.query.year, self.query.month)

    @property
    def file_name(self) -> str:
        """How a file of it is called."""
        return f"{self.query.book.value}-{self.period}"

    @property
    def words(self) -> str:
        """November 2026, or 2026."""
        return month_words(self.query.year, self.query.month)

    def address(self, endpoint: str = "archive.book", **changes: object) -> str:
        """The address of this part of the book, with something changed."""
        asked = {"book": self.query.book.value, "period": self.period, "text": self.query.text, **changes}
        given = {name: value for name, value in asked.items() if value}
        return f"{url_for(endpoint)}?{urlencode(given)}"

    @property
    def before(self) -> str:
        """The period before this one."""
        return self._moved(-1)

    @property
    def behind(self) -> str:
        """The period after this one."""
        return self._moved(1)

    def _moved(self, by: int) -> str:
        if self.query.month is None:
            return period(self.query.year + by, None)
        year, month = divmod(self.query.year * 12 + self.query.month - 1 + by, 12)
        return period(year, month + 1)


@room.get("/buku")
@entrance(*WATCHERS)
def book() -> ResponseReturnValue:
    asked = book_asked(request.args)
    found = BookPage((), None, ()) if asked.problem else book_page(office(), asked.query, by=user())
    facts = {"headings": headings(asked.query.book), "cells": cells, "nothing": NOTHING, "books": BOOKS}
    page = render_template("archive/book.html", asked=asked, found=found, month_words=month_words, **facts)
    return page, 422 if asked.problem else 200


@room.get("/buku.csv")
@entrance(*WATCHERS)
def book_file() -> ResponseReturnValue:
    asked = book_asked(request.args)
    if asked.problem:
        raise asked.problem
    lines = whole_book(office(), asked.query, by=user())
    return sheet_file(asked.file_name, headings(asked.query.book), map(cells, lines))


@room.get("/buku.pdf")
@entrance(*WATCHERS)
def book_paper() -> ResponseReturnValue:
    asked = book_asked(request.args)
    if asked.problem or asked.query.month is None:
        raise asked.problem or LajurError("A book is printed month by month; please choose a month.")
    lines = list(islice(whole_book(office(), asked.query, by=user()), PRINTED + 1))
    if len(lines) > PRINTED:
        raise LajurError("More than {n} lines are too many for a print; please take the table.", n=PRINTED)
    data = register_pdf(printed_month(asked.query.book, asked.words, lines))
    return download(data, PDF, f"{asked.file_name}.pdf")


def book_asked(given: MultiDict[str, str]) -> BookAsked:
    """The book and the period of an address; this month of the incoming letters when it says nothing."""
    now = today(office())
    wanted = given.get("book", Book.INCOMING.value)
    text = given.get("text", "").strip()[:100]
    usual = RegisterQuery(Book.INCOMING, now.year, now.month, text)
    if wanted not in {book.value for book in BOOKS}:
        return BookAsked(usual, LajurError("There is no book named “{book}”.", book=wanted))
    asked = given.get("period", "").strip() or period(now.year, now.month)
    found = PERIOD.fullmatch(asked)
    if found is None:
        problem = LajurError("“{period}” is no month; please give one as 2026-11, or a year as 2026.", period=asked)
        return BookAsked(RegisterQuery(Book(wanted), now.year, now.month, text), problem)
    month = int(found[2]) if found[2] else None
    after = given.get("after", type=int) or 0
    return BookAsked(RegisterQuery(Book(wanted), int(found[1]), month, text, after))


def period(year: int, month: int | None) -> str:
    """As the address has it."""
    return f"{year}-{month:02}" if month else str(year)


def month_words(year: int, month: int | None) -> str:
    """November 2026; the year alone says that it is the whole of it."""
    if month is None:
        return gettext("the whole year %(year)s", year=year)
    return format_date(date(year, month, 1), "MMMM yyyy", locale=language())
