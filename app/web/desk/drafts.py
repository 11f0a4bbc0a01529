"""Drafts and files of a task while somebody works on it."""

from typing import BinaryIO, cast

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from app.actions import look
from app.actions.draft import discard_draft, save_draft
from app.model.desk import Draft
from app.web.desk.forms import posted, uploaded
from app.web.desk.room import room
from app.web.desk.task import again
from app.web.shared.entrance import SIGNED_IN, entrance, keeps_answers
from app.web.shared.errors import wants_facts
from app.web.shared.formats import hour, size
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice


@room.post("/tugas/<int:work_id>/draf")
@entrance(SIGNED_IN)
@keeps_answers
def keep_draft(work_id: int) -> ResponseReturnValue:
    typed = posted(look.task_form(office(), work_id, user()))
    draft = save_draft(office(), work_id, typed.answers, by=user())
    # What a page sends while it goes away has nobody to tell.
    if wants_facts() or "leaving" in request.args:
        return {"words": saved(draft), "at": draft.saved_at.isoformat()}
    if typed.refused:
        return again(work_id, typed)
    notice(saved(draft))
    return redirect(url_for("desk.task", work_id=work_id), 303)


@room.post("/tugas/<int:work_id>/draf/buang")
@entrance(SIGNED_IN)
def drop_draft(work_id: int) -> ResponseReturnValue:
    discard_draft(office(), work_id, by=user())
    notice(gettext("The draft has been thrown away."))
    return redirect(url_for("desk.task", work_id=work_id), 303)


@room.post("/tugas/<int:work_id>/berkas")
@entrance(SIGNED_IN)
def upload(work_id: int) -> ResponseReturnValue:
    asked = look.task_form(office(), work_id, user())
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadRequest
    kept = uploaded(asked, cast("BinaryIO", file.stream), file.filename)
    return {"digest": kept["digest"], "name": kept["name"], "size": size(cast("int", kept["size"]))}, 201


def saved(draft: Draft) -> str:
    """Tersimpan pukul 14.30."""
    return gettext("Saved at %(time)s", time=hour(draft.saved_at))
