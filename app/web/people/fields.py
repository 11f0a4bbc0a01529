"""What people have typed into the forms about people."""

from collections.abc import Callable
from datetime import date

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.model.errors import LajurError, NotFound
from app.web.shared.notices import notice
from app.web.shared.security import refused

#: What a page answers with, with the error that is to be shown on it.
Page = Callable[[LajurError], str]


def text(name: str) -> str:
    """A field without blanks around it; nothing when it is not there."""
    return request.form.get(name, "").strip()


def day(name: str) -> date:
    """A field that holds a day. Raises LajurError."""
    try:
        return date.fromisoformat(text(name))
    except ValueError as error:
        raise LajurError("Please give the day as year-month-day.") from error


def maybe_day(name: str) -> date | None:
    """A day, or None for an empty field."""
    return day(name) if text(name) else None


def attempt(deed: Callable[[], object], words: str, address: str, page: Page) -> ResponseReturnValue:
    """Do it and go on to an address; when it cannot be done, show the page again with the reason."""
    try:
        deed()
    except NotFound:
        raise
    except LajurError as error:
        if error.status in (403, 429):
            refused(type(error).__name__)
        return page(error), error.status
    notice(words)
    return redirect(address, 303)
