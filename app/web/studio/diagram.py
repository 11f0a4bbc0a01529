"""The diagram of a working copy."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.studio.copy import asked
from app.web.studio.room import room


@room.get("/<int:copy_id>/diagram")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def diagram(copy_id: int) -> ResponseReturnValue:
    return render_template("studio/diagram.html", opened=asked(copy_id))
