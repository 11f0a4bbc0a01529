"""Messages between applicant and office, on the page of the case."""

from typing import BinaryIO, cast

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.attach import attach
from app.actions.messages import Correspondence, messages, must_write, send_message
from app.model.errors import LajurError
from app.model.instance import ProcessInstance
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice


@room.get("/permohonan/<number>/pesan")
@entrance(SIGNED_IN)
def write_message(number: str) -> ResponseReturnValue:
    return _page(look.case(office(), number, user()).instance)


@room.post("/permohonan/<number>/pesan")
@entrance(SIGNED_IN)
def post_message(number: str) -> ResponseReturnValue:
    case, text = look.case(office(), number, user()).instance, request.form.get("text", "")
    must_write(office(), case.id, by=user())  # before any file is kept
    try:
        send_message(office(), case.id, text, _files(case, text), by=user())
    except LajurError as error:
        return _page(case, text, sentence(error)), error.status
    notice(gettext("The message was sent."))
    return redirect(url_for("desk.case", number=number, _anchor="messages"), 303)


def correspondence(case: ProcessInstance) -> Correspondence:
    """The messages of a case, for its page."""
    return messages(office(), case.id, user())


def _files(case: ProcessInstance, text: str) -> list[int]:
    """The ids of the files that came with a message. Without a text it is none, and nothing is attached."""
    given = [file for file in request.files.getlist("files") if file.filename] if text.strip() else []
    return [attach(office(), case.id, cast("BinaryIO", it.stream), str(it.filename), by=user()).id for it in given]


def _page(case: ProcessInstance, text: str = "", error: str = "") -> str:
    return render_template("desk/message.html", case=case, text=text, error=error)
