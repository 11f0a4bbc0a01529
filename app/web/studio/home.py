"""The way into the studio: the SOPs with their versions, the working copies that are open, and new SOPs."""

from contextlib import closing

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio import home as door
from app.actions.studio.begin import begin
from app.actions.studio.bring import bring
from app.actions.studio.minimal import begin_new
from app.actions.studio.versions import waiting
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.studio import WorkingCopy
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.studio.room import room


class NoFile(LajurError):
    """Please choose a file first."""


@room.get("")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def home() -> ResponseReturnValue:
    edits = ANALYST in user().groups
    releases = bool(user().groups & {RELEASER, ADMINISTRATOR})
    proposals = waiting(office(), by=user())
    found = door.home(office(), by=user())
    return render_template("studio/home.html", home=found, edits=edits, releases=releases, proposals=proposals)


@room.post("/mulai")
@entrance(ANALYST)
def begin_copy() -> ResponseReturnValue:
    wanted = request.form.get("version", type=int)
    copy = begin(office(), request.form.get("sop", ""), by=user(), version=wanted, title=request.form.get("title", ""))
    return to_copy(copy)


@room.get("/baru")
@entrance(ANALYST)
def new_sop() -> ResponseReturnValue:
    return render_template("studio/new.html")


@room.post("/baru")
@entrance(ANALYST)
def begin_new_sop() -> ResponseReturnValue:
    key = request.form.get("key", "").strip()
    return to_copy(begin_new(office(), request.form.get("title", "").strip(), key, by=user()))


@room.post("/bawa")
@entrance(ANALYST)
def bring_files() -> ResponseReturnValue:
    name, data = brought()
    return to_copy(bring(office(), name, data, by=user()))


def brought() -> tuple[str, bytes]:
    """The name and the bytes of the file that was sent. Raises NoFile."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise NoFile
    with closing(file):
        return file.filename, file.stream.read()


def to_copy(copy: WorkingCopy) -> ResponseReturnValue:
    return redirect(url_for("studio.copy_page", copy_id=copy.id), 303)
