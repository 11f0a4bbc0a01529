"""Handing a task over and taking it over."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.hand_over import hand_over
from app.actions.take_over import take_over
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice


@room.post("/tugas/<int:work_id>/serahkan")
@entrance(SIGNED_IN)
def hand_task_over(work_id: int) -> ResponseReturnValue:
    colleague = hand_over(office(), work_id, request.form.get("to", ""), request.form.get("reason", ""), by=user())
    notice(gettext("%(name)s has the task now.", name=colleague.name))
    return redirect(url_for("desk.inbox"), 303)


@room.post("/tugas/<int:work_id>/ambil-alih")
@entrance(SIGNED_IN)
def take_task_over(work_id: int) -> ResponseReturnValue:
    taker = take_over(
        office(), work_id, request.form.get("reason", ""), by=user(), to=request.form.get("to", "").strip()
    )
    notice(gettext("%(name)s has the task now.", name=taker.name))
    return redirect(url_for("desk.task", work_id=work_id), 303)
