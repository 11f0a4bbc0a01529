"""Start a case, or the second round of one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.model.instance import ProcessInstance
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import actions, user


@room.get("/start")
@entrance(SIGNED_IN)
def start_list() -> ResponseReturnValue:
    return render_template("desk/start.html", startable=actions().startable(user()))


@room.post("/start/<sop>")
@entrance(SIGNED_IN)
def start(sop: str) -> ResponseReturnValue:
    return begun(actions().start(sop, by=user()))


@room.post("/cases/<number>/again")
@entrance(SIGNED_IN)
def start_again(number: str) -> ResponseReturnValue:
    sop = actions().case(number, user()).instance.sop
    return begun(actions().start(sop, by=user(), linked_to=number))


def begun(instance: ProcessInstance) -> ResponseReturnValue:
    """Tell the number of a new case and go to its page."""
    flash(gettext("Case %(number)s has been started.", number=instance.number))
    return redirect(url_for("desk.case", number=instance.number), 303)
