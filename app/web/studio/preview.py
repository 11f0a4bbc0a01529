"""What staff will see of a form: drawn by the very macros that draw it for them, from the file or from what the editor
holds and nobody has saved yet."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from app.actions.studio.facts import outline_of
from app.actions.studio.forms import form_path
from app.actions.studio.open_copy import Opened
from app.actions.studio.samples import Sample, sample
from app.form import FormView, decode, fill, read_form, validate
from app.form.misfits import Misfit, misfits
from app.model.errors import Invalid, LajurError, NotFound
from app.model.form import Form
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.values import Json, Variables
from app.web.shared.entrance import entrance
from app.web.shared.house import office
from app.web.shared.languages import LOCALES, language
from app.web.studio.copy import asked
from app.web.studio.facts import CHANGES
from app.web.studio.room import room


@dataclass(frozen=True)
class FormPreview:
    """A form as it is drawn in `locale`. `view` is None while it cannot be drawn: then `misfits` say why. `passed`
    says that the answers that were tried would be taken; `answers` are what the case would be given then."""

    form: str
    locale: str
    view: FormView | None
    misfits: Sequence[Misfit] = ()
    passed: bool = False
    answers: Variables | None = None


@room.get("/<int:copy_id>/formulir/<form_id>/pratinjau")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def form_preview(copy_id: int, form_id: str) -> ResponseReturnValue:
    opened = asked(copy_id)
    return _shown(opened, previewed(opened, form_id, _data(opened, form_id)))


@room.post("/<int:copy_id>/formulir/<form_id>/pratinjau")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def try_form(copy_id: int, form_id: str) -> ResponseReturnValue:
    """The preview after a button of it was pressed. A file `_schema` is what the editor holds."""
    opened = asked(copy_id)
    return _shown(opened, previewed(opened, form_id, _asked(opened, form_id), tried=True))


def previewed(opened: Opened, form_id: str, data: bytes, *, tried: bool = False) -> FormPreview:
    """The preview of the bytes of a form; `tried` takes what was posted as answers."""
    wanted = request.values.get("_locale", language())
    locale = wanted if wanted in LOCALES else language()
    wrong = misfits(data, form_id)
    if wrong:
        return FormPreview(form_id, locale, None, wrong)
    form = read_form(data, form_id)
    known = sample(office(), opened.bundle, _element(opened, form_id))
    if not tried or "_fresh" in request.form:
        return FormPreview(form_id, locale, _filled(form, _before(form, known), None, locale))
    answers = _sampled(known) if "_sample" in request.form else _posted(form)
    return _tried(form, known, answers, locale)


def _tried(form: Form, known: Sample, answers: Variables, locale: str) -> FormPreview:
    before = _before(form, known)
    if "_send" not in request.form or CHANGES & request.form.keys():
        return FormPreview(form.id, locale, _filled(form, before, answers, locale))
    try:
        given = validate(form, answers, before, now=office().clock(), zone=office().calendar.zone)
    except Invalid as invalid:
        return FormPreview(form.id, locale, _filled(form, before, answers, locale, invalid.problems))
    return FormPreview(form.id, locale, _filled(form, before, answers, locale), passed=True, answers=given)


def _filled(
    form: Form,
    known: Variables,
    answers: Variables | None,
    locale: str,
    problems: Mapping[str, LajurError] | None = None,
) -> FormView:
    now, zone = office().clock(), office().calendar.zone
    return fill(form, known, now=now, zone=zone, answers=answers, problems=problems, locale=locale)


def _before(form: Form, known: Sample) -> Variables:
    """What is known before the form is filled in: its own answers are not."""
    own = {component.key for component in form.components}
    return {name: value for name, value in known.variables.items() if name not in own and name not in known.answers}


def _sampled(known: Sample) -> Variables:
    return known.answers or {name: value for name, value in known.variables.items() if value is not None}


def _posted(form: Form) -> Variables:
    uploads: dict[str, list[Json]] = {}
    for name, file in request.files.items(multi=True):
        if file.filename and name != "_schema":
            digest = sha256(file.filename.encode()).hexdigest()
            told: Json = {"digest": digest, "name": file.filename, "size": 0, "media_type": file.mimetype}
            uploads.setdefault(name, []).append(told)
    return decode(form, {name: request.form.getlist(name) for name in request.form}, uploads=uploads)


def _shown(opened: Opened, preview: FormPreview) -> ResponseReturnValue:
    with force_locale(preview.locale):
        return render_template("studio/preview.html", opened=opened, preview=preview)


def _asked(opened: Opened, form_id: str) -> bytes:
    """What the editor holds, if it has sent it; else what was saved."""
    sent = request.files.get("_schema")
    if sent is None:
        return _data(opened, form_id)
    with closing(sent):
        return bytes(sent.read())


def _data(opened: Opened, form_id: str) -> bytes:
    data = opened.bundle.files.get(form_path(form_id))
    if data is None:
        raise NotFound
    return data


def _element(opened: Opened, form_id: str) -> str:
    """An element that asks for the form."""
    outline = outline_of(opened.bundle)
    users = [each.id for each in outline.elements.values() if each.form == form_id] if outline else []
    return users[0] if users else form_id
