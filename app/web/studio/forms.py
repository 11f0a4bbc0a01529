"""The forms of a working copy: the list, and the page of the form editor."""

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.forms import FormEntry, add_form, form_entries, form_path, remove_form, rename_form
from app.actions.studio.open_copy import Opened
from app.actions.studio.save_file import digest_of
from app.model.errors import LajurError, NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.headers import EDITS_FORMS
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice
from app.web.studio.copy import asked
from app.web.studio.preview import FormPreview, previewed
from app.web.studio.room import room


@dataclass(frozen=True)
class FormPage:
    """What the page of one form shows. `digest` is that of its file."""

    opened: Opened
    entry: FormEntry
    digest: str
    preview: FormPreview

    @property
    def path(self) -> str:
        return form_path(self.entry.id)


@room.get("/<int:copy_id>/formulir")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def forms(copy_id: int) -> ResponseReturnValue:
    return _listed(copy_id)


@room.post("/<int:copy_id>/formulir")
@entrance(ANALYST)
def new_form(copy_id: int) -> ResponseReturnValue:
    name, like = request.form.get("name", "").strip(), request.form.get("like", "")
    try:
        add_form(office(), copy_id, name, like=like, by=user())
    except LajurError as error:
        return _listed(copy_id, error, name)
    return redirect(url_for("studio.form_editor", copy_id=copy_id, form_id=name), 303)


@room.get("/<int:copy_id>/formulir/<form_id>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def form_editor(copy_id: int, form_id: str) -> ResponseReturnValue:
    opened, entry = _entry(copy_id, form_id)
    data = opened.bundle.files[form_path(form_id)]
    page = FormPage(opened, entry, digest_of(data), previewed(opened, form_id, data))
    response = make_response(render_template("studio/form.html", it=page, opened=opened))
    response.headers["Content-Security-Policy"] = EDITS_FORMS
    return response


@room.post("/<int:copy_id>/formulir/<form_id>/nama")
@entrance(ANALYST)
def name_form(copy_id: int, form_id: str) -> ResponseReturnValue:
    new = request.form.get("name", "").strip()
    try:
        rename_form(office(), copy_id, form_id, new, by=user())
    except LajurError as error:
        return _listed(copy_id, error)
    notice(gettext("The form is now called “%(name)s”.", name=new))
    return redirect(url_for("studio.forms", copy_id=copy_id), 303)


@room.get("/<int:copy_id>/formulir/<form_id>/hapus")
@entrance(ANALYST)
def ask_drop_form(copy_id: int, form_id: str) -> ResponseReturnValue:
    opened, entry = _entry(copy_id, form_id)
    read = digest_of(opened.bundle.files[form_path(form_id)])
    return render_template("studio/drop_form.html", opened=opened, form=entry, read=read)


@room.post("/<int:copy_id>/formulir/<form_id>/hapus")
@entrance(ANALYST)
def drop_form(copy_id: int, form_id: str) -> ResponseReturnValue:
    remove_form(office(), copy_id, form_id, read=request.form.get("read", ""), by=user())
    notice(gettext("The form “%(name)s” has been removed.", name=form_id))
    return redirect(url_for("studio.forms", copy_id=copy_id), 303)


def _listed(copy_id: int, error: LajurError | None = None, name: str = "") -> ResponseReturnValue:
    opened = asked(copy_id)
    told = {"error": sentence(error) if error else "", "name": name}
    page = render_template("studio/forms.html", opened=opened, entries=form_entries(opened.bundle), **told)
    return page, error.status if error else 200


def _entry(copy_id: int, form_id: str) -> tuple[Opened, FormEntry]:
    opened = asked(copy_id)
    entry = next((each for each in form_entries(opened.bundle) if each.id == form_id and each.is_there), None)
    if entry is None:
        raise NotFound
    return opened, entry
