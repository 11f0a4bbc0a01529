"""The page a QR code leads to: what a document is, whether it holds, and whether a copy is the real one."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.public_document import Comparison, NoSuchDocument, PublicDocument, compare, public_document
from app.actions.tries import Limit, must_not_be_too_often, note_try
from app.model.errors import LajurError
from app.web.public import words
from app.web.public.room import room
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.security import refused
from app.web.shared.sender import sender

#: How often one may try a code that is none, and have a copy compared, from one place.
CODES = Limit("document codes", 30, timedelta(minutes=10))
COPIES = Limit("document copies", 20, timedelta(minutes=10))


class NoCopy(LajurError):
    """Please choose the file that is to be compared."""

    status = 422


@room.get("/dokumen")
@entrance(EVERYONE)
def documents() -> ResponseReturnValue:
    if code := request.args.get("kode", "").strip():
        return redirect(url_for("public.document", code=code), 303)
    return render_template("public/document_unknown.html", error=None, code="")


@room.get("/dokumen/<code>")
@entrance(EVERYONE)
def document(code: str) -> ResponseReturnValue:
    try:
        return _page(code, _found(code))
    except NoSuchDocument as error:
        return render_template("public/document_unknown.html", error=error, code=code[:64]), error.status


@room.post("/dokumen/<code>")
@entrance(EVERYONE)
def check_copy(code: str) -> ResponseReturnValue:
    try:
        found = _found(code)
    except NoSuchDocument as error:
        return render_template("public/document_unknown.html", error=error, code=code[:64]), error.status
    try:
        return _page(code, found, _compared(code))
    except LajurError as error:
        return _page(code, found, error=error), error.status


def _found(code: str) -> PublicDocument:
    """The document; who tries too many codes has to wait."""
    must_not_be_too_often(office(), CODES, sender())
    try:
        return public_document(office(), code)
    except NoSuchDocument as error:
        note_try(office(), CODES, sender())
        refused(type(error).__name__)
        raise


def _compared(code: str) -> Comparison:
    copy = request.files.get("copy")
    if copy is None or not copy.filename:
        raise NoCopy
    must_not_be_too_often(office(), COPIES, sender())
    note_try(office(), COPIES, sender())
    return compare(office(), code, copy.stream)


def _page(code: str, found: PublicDocument, compared: Comparison | None = None, error: LajurError | None = None) -> str:
    return render_template(
        "public/document.html", code=code, document=found, compared=compared, error=error, words=words
    )
