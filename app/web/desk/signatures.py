"""What waits for my signature: read it, sign one or many, or send in the scan of what was signed with ink."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import sign_document as actions
from app.actions.documents import OfCase
from app.actions.sign_document import Outcome
from app.actions.sign_in_ink import LONGEST_NAME, Ink, document_in_ink, printed_signer, sign_in_ink
from app.model.errors import Invalid, LajurError
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, ngettext
from app.web.shared.notices import notice

NONE_FAILED: Mapping[int, LajurError] = {}


class NothingChosen(LajurError):
    """Please choose at least one document."""

    status = 422


@room.get("/tanda-tangan")
@entrance(SIGNED_IN)
def signatures() -> ResponseReturnValue:
    return _page(chosen=None if request.args.get("semua") else [])


@room.post("/tanda-tangan")
@entrance(SIGNED_IN)
def sign_chosen() -> ResponseReturnValue:
    chosen = request.form.getlist("document", type=int)
    try:
        if not chosen:
            raise NothingChosen
        outcomes = actions.sign_documents(office(), chosen, request.form.get("passphrase", ""), by=user())
    except LajurError as error:
        return _page(chosen, error), error.status
    return _told(outcomes)


@room.get("/tanda-tangan/<int:document_id>/basah")
@entrance(SIGNED_IN)
def ink(document_id: int) -> ResponseReturnValue:
    return _ink_page(document_in_ink(office(), document_id, by=user()))


@room.post("/tanda-tangan/<int:document_id>/basah")
@entrance(SIGNED_IN)
def send_scan(document_id: int) -> ResponseReturnValue:
    found = document_in_ink(office(), document_id, by=user())
    try:
        sign_in_ink(office(), document_id, *_scan(), _ink(), by=user())
    except LajurError as error:
        return _ink_page(found, error), error.status
    notice(gettext("The scan of “%(title)s” was filed.", title=found.document.title))
    return redirect(url_for("desk.case", number=found.instance.number, _anchor="documents"), 303)


def _page(
    chosen: list[int] | None, error: LajurError | None = None, failed: Mapping[int, LajurError] = NONE_FAILED
) -> str:
    """The list; `chosen` are ticked, None: all."""
    signatures = office().signatures
    return render_template(
        "desk/signatures.html",
        waiting=actions.waiting(office(), user()),
        most=actions.MOST,
        chosen=chosen,
        error=error,
        failed=failed,
        electronic=signatures is not None,
        demo_passphrase=signatures.demo_passphrase if signatures else "",
    )


def _told(outcomes: Sequence[Outcome]) -> ResponseReturnValue:
    """What became of them: those that failed stand in the list with the reason."""
    failed = {each.document_id: each.error for each in outcomes if each.error}
    done = len(outcomes) - len(failed)
    if done:
        notice(ngettext("%(num)d document was signed.", "%(num)d documents were signed.", done))
    if not failed:
        return redirect(url_for("desk.signatures"), 303)
    return _page(list(failed), failed=failed), 422


def _scan() -> tuple[IO[bytes], str]:
    """The file that was sent, and its name. Raises Invalid when there is none."""
    scan = request.files.get("scan")
    if scan is None or not scan.filename:
        raise Invalid({"scan": LajurError("Please choose the scan, a PDF.")})
    return scan.stream, scan.filename


def _ink() -> Ink:
    try:
        signed_on = date.fromisoformat(request.form.get("signed_on", ""))
    except ValueError:
        signed_on = None
    return Ink(request.form.get("name", ""), signed_on, "true_copy" in request.form)


def _ink_page(found: OfCase, error: LajurError | None = None) -> str:
    document = found.document
    given = {"name": printed_signer(document), "signed_on": "", "true_copy": "", **request.form.to_dict()}
    problems = error.problems if isinstance(error, Invalid) else {}
    facts = {"given": given, "error": error, "problems": problems, "longest": LONGEST_NAME}
    return render_template("desk/ink.html", document=document, case=found.instance.number, **facts)
