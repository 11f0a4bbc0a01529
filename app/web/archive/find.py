"""Find a case in the archive."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.actions import lists
from app.model.people import AUDITOR
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user


@room.get("")
@entrance(AUDITOR)
def find() -> ResponseReturnValue:
    return render_template("archive/find.html", found=lists.cases(office(), user(), lists.CaseWish()))
