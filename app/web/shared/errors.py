"""One place where errors become pages, in plain words."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from app.model.errors import LajurError, NotFound
from app.web.shared.languages import gettext, lazy_gettext, sentence
from app.web.shared.security import refused

TITLES = {
    400: lazy_gettext("This request cannot be understood"),
    401: lazy_gettext("Please sign in"),
    403: lazy_gettext("Not allowed"),
    404: lazy_gettext("Nothing here"),
    405: lazy_gettext("Not this way"),
    409: lazy_gettext("Something has changed"),
    413: lazy_gettext("Too large"),
    415: lazy_gettext("Not this kind of file"),
    429: lazy_gettext("One moment please"),
    422: lazy_gettext("Something is not right yet"),
    500: lazy_gettext("Something went wrong on our side"),
    503: lazy_gettext("One moment please"),
}
SENTENCES = {
    405: lazy_gettext("This address is only used by a button; please go back and use the page."),
    413: lazy_gettext("What you have sent is too large. Please send smaller or fewer files."),
    500: lazy_gettext(
        "Nothing of what you have sent was kept by half. Please try again; if it happens again, tell us."
    ),
}
#: Answers that stand in the security log: somebody wanted what is not his.
REFUSALS = frozenset({401, 403, 404, 429})
RETRY_AFTER_SECONDS = "5"


def show_errors(app: Flask) -> None:
    """Answer every error with a page that says what happened, and with the right status."""
    app.register_error_handler(LajurError, _of_ours)
    app.register_error_handler(CSRFError, _of_csrf)
    app.register_error_handler(SecurityError, _of_host)
    app.register_error_handler(HTTPException, _of_http)


def _of_ours(error: LajurError) -> ResponseReturnValue:
    if error.status in REFUSALS:
        refused(type(error).__name__)
    return _page(error.status, sentence(error))


def _of_csrf(_: CSRFError) -> ResponseReturnValue:
    refused("CSRFError")
    return _page(400, gettext("This page was open for too long. Please go back, reload it and send it again."))


def _of_host(_: SecurityError) -> ResponseReturnValue:
    # For a host that is not ours there are no addresses, so no page could be drawn.
    return "This host is not served here.", 400, {"Content-Type": "text/plain"}


def _of_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    words = sentence(NotFound()) if status == 404 else SENTENCES.get(status, "")
    return _page(status, str(words), dict(error.get_headers()) if status == 405 else None)


def wants_facts() -> bool:
    """Whether a script asks, which would not know what to do with a page."""
    return request.accept_mimetypes.best == "application/json"


def _page(status: int, words: str, headers: dict[str, str] | None = None) -> ResponseReturnValue:
    if wants_facts():
        return {"words": words or str(TITLES.get(status, ""))}, status
    title = TITLES.get(status) or TITLES[400 if status < 500 else 500]
    page = render_template("error.html", status=status, title=title, words=words)
    extra = {"Retry-After": RETRY_AFTER_SECONDS} if status == 503 else {}
    if headers and "Allow" in headers:
        extra["Allow"] = headers["Allow"]
    return page, status, extra
