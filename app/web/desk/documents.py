"""Documents of a case: as downloads and to look at, made once more, revoked or cancelled."""

from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.actions import documents as actions
from app.actions.archive.read import note_audit
from app.actions.attach import safe_name
from app.model.document import Document
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, SUPERVISOR
from app.model.reading import Reading
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.letters import letters
from app.web.shared.notices import notice


@room.get("/surat/<int:document_id>")
@entrance(SIGNED_IN)
def document(document_id: int) -> ResponseReturnValue:
    return _sent(document_id, download=True)


@room.get("/surat/<int:document_id>/lihat")
@entrance(SIGNED_IN)
def view_document(document_id: int) -> ResponseReturnValue:
    return _sent(document_id, download=False)


@room.post("/surat/<int:document_id>/buat")
@entrance(SIGNED_IN)
def make_document(document_id: int) -> ResponseReturnValue:
    made = actions.make(office(), document_id, by=user())
    _, case = actions.document(office(), made.id, user())
    notice(gettext("The document is being made."))
    return redirect(url_for("desk.case", number=case.number, _anchor="documents"), 303)


@room.get("/surat/<int:document_id>/batal")
@entrance(SUPERVISOR, ADMINISTRATOR)
def document_withdrawal(document_id: int) -> ResponseReturnValue:
    return _withdrawal(document_id)


@room.post("/surat/<int:document_id>/batal")
@entrance(SUPERVISOR, ADMINISTRATOR)
def withdraw_document(document_id: int) -> ResponseReturnValue:
    _, case = actions.document(office(), document_id, user())
    try:
        actions.take_back(office(), document_id, request.form.get("reason", ""), by=user())
    except LajurError as error:
        return _withdrawal(document_id, sentence(error)), error.status
    notice(gettext("The document was taken back. Its number stays, with the note."))
    return redirect(url_for("desk.case", number=case.number, _anchor="documents"), 303)


def file_name(it: Document) -> str:
    """What a document is called as a file."""
    title = " ".join(f"{it.title} {it.number}".split())
    return f"{safe_name(title.replace('/', '-').replace('.', '-'))}.pdf"


def _withdrawal(document_id: int, error: str | None = None) -> str:
    found, case = actions.document(office(), document_id, user())
    return render_template("desk/withdraw.html", case=case, letter=letters([found], inside=True)[0], error=error)


def _sent(document_id: int, *, download: bool) -> Response:
    found, stream = actions.pdf(office(), document_id, user())
    note_audit(office(), found.instance, Reading.ATTACHMENT, by=user())
    response = send_file(
        stream,
        mimetype="application/pdf",
        as_attachment=download,
        download_name=file_name(found),
        conditional=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
