"""What somebody had typed when his session ended: carried through the sign-in and kept as a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.actions import look
from app.actions.draft import save_draft
from app.model.people import User
from app.web.desk.forms import read
from app.web.shared.entrance import keeps_posted_answers
from app.web.shared.house import office

#: Before the names of the fields, so that none of them is taken for one of the sign-in.
PREFIX = "isian:"


@dataclass(frozen=True)
class Carried:
    """The fields of a task's page (their names with `PREFIX`), and the id of the task as it stood in the address."""

    work: str = ""
    fields: Sequence[tuple[str, str]] = ()


def interrupted() -> Carried:
    """What was posted to a task after the session had ended.

    Only what a page of ours has posted: a stranger's page cannot put words into anybody's mouth. The body of a request
    is not even read unless the cookie is one of ours.
    """
    if "csrf_token" not in session or not keeps_posted_answers() or not _is_ours():
        return Carried()
    fields = [(PREFIX + name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return Carried(str((request.view_args or {}).get("work_id", "")), fields)


def carried() -> Carried:
    """What comes along with this sign-in."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name.startswith(PREFIX)]
    return Carried(request.form.get("work", ""), fields)


def kept_as_draft(person: User) -> ResponseReturnValue | None:
    """Keep the carried fields as a draft of him who has signed in, and lead him back; None when there are none.

    Raises what `save_draft` raises.
    """
    along = carried()
    if not along.fields or not along.work.isdecimal():
        return None
    asked = look.task_form(office(), int(along.work), person)
    typed: dict[str, list[str]] = {}
    for name, value in along.fields:
        typed.setdefault(name.removeprefix(PREFIX), []).append(value)
    save_draft(office(), asked.work.id, read(asked, typed), by=person)
    return redirect(url_for("desk.task", work_id=asked.work.id), 303)


def _is_ours() -> bool:
    try:
        current_app.extensions["csrf"].protect()
    except CSRFError:
        return False
    return True
