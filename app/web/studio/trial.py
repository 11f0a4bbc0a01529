"""Try a working copy: play it step by step, go back, keep what was played as a scenario."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.trial import steps
from app.actions.trial.look import view
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.studio.again import or_again
from app.web.studio.copy import asked
from app.web.studio.room import room
from app.web.studio.trial_posted import asked_start, asked_step, at
from app.web.studio.trial_view import TrialPage


@room.get("/<int:copy_id>/coba")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def trial(copy_id: int) -> ResponseReturnValue:
    return shown(copy_id)


@room.post("/<int:copy_id>/coba")
@entrance(ANALYST)
def begin_trial(copy_id: int) -> ResponseReturnValue:
    def done() -> ResponseReturnValue:
        steps.begin(office(), copy_id, by=user(), starts_at=asked_start(), continues=request.form.get("lanjutan", ""))
        return to_trial(copy_id)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/coba/buka")
@entrance(ANALYST)
def open_as_trial(copy_id: int) -> ResponseReturnValue:
    """Open a scenario as a trial, to go on from it."""
    name, before = request.form.get("skenario", ""), request.form.get("sebelum", "")

    def done() -> ResponseReturnValue:
        steps.open_scenario(office(), copy_id, name, by=user(), before=before)
        return to_trial(copy_id)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/coba/langkah")
@entrance(ANALYST)
def take_step(copy_id: int) -> ResponseReturnValue:
    """Let a system answer, try again what has stopped, or move the clock."""

    def done() -> ResponseReturnValue:
        opened = asked(copy_id)
        step = asked_step(opened, view(office(), opened, by=user()))
        steps.take(office(), copy_id, step, at=at(), by=user())
        return to_trial(copy_id)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/coba/mundur")
@entrance(ANALYST)
def step_back(copy_id: int) -> ResponseReturnValue:
    def done() -> ResponseReturnValue:
        to = request.form.get("ke", type=int)
        if to is None:
            raise LajurError("There is no such step.")
        steps.go_back(office(), copy_id, to, at=at(), by=user())
        return to_trial(copy_id)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/coba/buang")
@entrance(ANALYST)
def throw_trial_away(copy_id: int) -> ResponseReturnValue:
    steps.throw_away(office(), copy_id, by=user())
    notice(gettext("The trial has been thrown away."))
    return redirect(url_for("studio.trial", copy_id=copy_id), 303)


def shown(copy_id: int, error: str = "") -> str:
    """The page of a trial."""
    opened = asked(copy_id)
    page = TrialPage(opened, view(office(), opened, by=user()), error)
    start = steps.usual_start(office(), opened).astimezone(office().calendar.zone)
    return render_template("studio/trial.html", opened=opened, page=page, start=start.strftime("%Y-%m-%dT%H:%M"))


def to_trial(copy_id: int) -> ResponseReturnValue:
    return redirect(url_for("studio.trial", copy_id=copy_id, _anchor="sekarang"), 303)
