"""Start a case, or the second round of one."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.start import start
from app.model.instance import ProcessInstance
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice


@room.get("/mulai")
@entrance(SIGNED_IN)
def start_list() -> ResponseReturnValue:
    return render_template("desk/start.html", startable=look.startable(office(), user()))


@room.post("/mulai/<sop>")
@entrance(SIGNED_IN)
def start_case(sop: str) -> ResponseReturnValue:
    return _begun(start(office(), sop, by=user()))


@room.post("/permohonan/<number>/lanjutan")
@entrance(SIGNED_IN)
def start_again(number: str) -> ResponseReturnValue:
    earlier = look.case(office(), number, user()).instance
    return _begun(start(office(), earlier.sop, by=user(), linked_to=number))


def _begun(instance: ProcessInstance) -> ResponseReturnValue:
    notice(gettext("Case %(number)s has been started.", number=instance.number))
    return redirect(url_for("desk.case", number=instance.number), 303)
