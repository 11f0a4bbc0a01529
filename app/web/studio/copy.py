"""One working copy at a glance."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.discard import discard, rename
from app.actions.studio.open_copy import Opened, opened
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.studio.room import room


@room.get("/<int:copy_id>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def copy_page(copy_id: int) -> ResponseReturnValue:
    return render_template("studio/overview.html", opened=asked(copy_id))


@room.post("/<int:copy_id>/judul")
@entrance(ANALYST)
def rename_copy(copy_id: int) -> ResponseReturnValue:
    rename(office(), copy_id, request.form.get("title", ""), by=user())
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


@room.post("/<int:copy_id>/buang")
@entrance(ANALYST)
def discard_copy(copy_id: int) -> ResponseReturnValue:
    discard(office(), copy_id, by=user())
    notice(gettext("The working copy has been discarded."))
    return redirect(url_for("studio.home"), 303)


def asked(copy_id: int) -> Opened:
    """The working copy a page is about, for whoever asks."""
    return opened(office(), copy_id, by=user())
