"""The page of a task that is done in the field: it opens and takes answers and photos where there is no signal.

The page, its script and a small service worker keep everything on the device until the server has it. What they send
is harmless to send twice.
"""

from datetime import datetime
from typing import BinaryIO, cast

from flask import Response, make_response, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import BadRequest

from app.actions import look
from app.actions.look import TaskView
from app.actions.take_photo import NotAPhoto, Sighting, take_photo
from app.form.view import FieldView, all_fields
from app.form.walk import flat
from app.model.errors import NotFound
from app.model.form import Form
from app.web.desk.forms import drawn
from app.web.desk.room import room
from app.web.desk.task import closed, is_offline, task_page
from app.web.shared.assets import FOLDER
from app.web.shared.entrance import EVERYONE, SIGNED_IN, entrance
from app.web.shared.formats import hour, size
from app.web.shared.headers import ALWAYS, POLICY
from app.web.shared.house import office, user
from app.web.shared.languages import gettext

#: This page alone has a service worker, shows pictures that are still on the device, and asks where it is.
FIELD_POLICY = POLICY.replace("img-src 'self' data:", "img-src 'self' data: blob:") + "; worker-src 'self'"
FIELD_PERMISSIONS = ALWAYS["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")


@room.get("/lapangan/<int:work_id>")
@entrance(SIGNED_IN)
def field(work_id: int) -> ResponseReturnValue:
    found = _task(work_id)
    page, at = task_page(found), office().clock().isoformat()
    spare = _spare_rows(found, found.form) if found.form else []
    response = make_response(render_template("desk/field.html", it=page, page=page.page, drawn=at, spare=spare))
    response.headers["Content-Security-Policy"] = FIELD_POLICY
    response.headers["Permissions-Policy"] = FIELD_PERMISSIONS
    return response


@room.get("/lapangan/<int:work_id>/keadaan")
@entrance(SIGNED_IN)
def field_state(work_id: int) -> ResponseReturnValue:
    found = _task(work_id)
    return {
        "open": found.may_complete,
        "person": user().id,
        "token": generate_csrf(),
        "words": closed(found) or gettext("This task is no longer open."),
    }


@room.post("/lapangan/<int:work_id>/foto")
@entrance(SIGNED_IN)
def send_photo(work_id: int) -> ResponseReturnValue:
    look.task_form(office(), work_id, user())
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadRequest
    kept = take_photo(office(), work_id, cast("BinaryIO", file.stream), file.filename, _sighting(), by=user())
    return {"digest": kept.digest, "name": kept.name, "size": size(kept.size), "at": hour(kept.added_at)}, 201


@room.get("/luring.js")
@entrance(EVERYONE)
def offline_script() -> Response:
    """The service worker; it may rule only below its own address, so it stands at the root and rules `/lapangan/`."""
    response = send_from_directory(FOLDER, "luring.js")
    response.headers["Cache-Control"] = "no-store"
    return response


def _task(work_id: int) -> TaskView:
    found = look.task(office(), work_id, user())
    if not is_offline(found):
        raise NotFound
    return found


def _spare_rows(found: TaskView, form: Form) -> list[FieldView]:
    """Every list of the form with one blank row: what the device needs to add rows by itself."""
    lists = [part.key for part in flat(form.components) if part.type == "dynamiclist"]
    view = drawn(found, form, {key: [{}] for key in lists})
    return [one for one in all_fields(view.fields) if one.type == "dynamiclist" and one.moves]


def _sighting() -> Sighting:
    """What the device says of the photo. Raises NotAPhoto."""
    try:
        place = [float(request.form[name]) if request.form.get(name) else None for name in ("lat", "lon", "accuracy")]
        taken = datetime.fromisoformat(request.form.get("taken_at", ""))
    except ValueError as error:
        raise NotAPhoto from error
    return Sighting(request.form.get("id", ""), taken, *place)
