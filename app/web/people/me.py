"""One's own page: name, language, password, second factor, absences."""

from collections.abc import Callable

from flask import render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from app.actions.absences import add_absence, deputies, remove_absence
from app.actions.passwords import change_password
from app.actions.profile import change_profile
from app.model.errors import LajurError
from app.model.people import NO_PASSWORD
from app.web.people.fields import attempt, day, text
from app.web.people.groups import applicant_groups, lane_groups
from app.web.people.room import room
from app.web.session.sessions import begin
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.processes import people_names


@room.get("/saya")
@entrance(SIGNED_IN)
def me() -> ResponseReturnValue:
    return _page()


@room.post("/saya")
@entrance(SIGNED_IN)
def change_me() -> ResponseReturnValue:
    def deed() -> None:
        session["locale"] = change_profile(office(), name=text("name"), locale=text("locale"), by=user()).locale

    return _attempt(deed, gettext("Saved."))


@room.post("/saya/sandi")
@entrance(SIGNED_IN)
def change_own_password() -> ResponseReturnValue:
    def deed() -> None:
        new = request.form.get("new", "")
        if new != request.form.get("again", ""):
            raise LajurError("The two new passwords are not the same.")
        begin(change_password(office(), request.form.get("old", ""), new, by=user()))

    return _attempt(deed, gettext("Your password is changed. All your other sessions have ended."))


@room.post("/saya/absen")
@entrance(SIGNED_IN)
def add_own_absence() -> ResponseReturnValue:
    def deed() -> None:
        days = day("away_begins"), day("away_ends")
        add_absence(office(), user().id, *days, text("deputy"), text("note"), by=user())

    return _attempt(deed, gettext("The absence is noted."))


@room.post("/saya/absen/<int:absence_id>/hapus")
@entrance(SIGNED_IN)
def drop_own_absence(absence_id: int) -> ResponseReturnValue:
    return _attempt(
        lambda: remove_absence(office(), user().id, absence_id, by=user()), gettext("The absence is removed.")
    )


def _attempt(deed: Callable[[], object], words: str) -> ResponseReturnValue:
    return attempt(deed, words, url_for("people.me"), _page)


def _page(error: LajurError | None = None) -> str:
    with office().store.reading() as reader:
        factor, absences = reader.second_factor(user().id), reader.absences(user().id)
    staff = bool(user().groups - applicant_groups())
    return render_template(
        "people/me.html",
        person=user(),
        error=error,
        form=request.form if error else ImmutableMultiDict[str, str](),
        factor=factor if factor and factor.confirmed else None,
        absences=absences,
        deputies=people_names(absence.deputy for absence in absences if absence.deputy),
        colleagues=deputies(office(), user().id) if staff else (),
        lanes=lane_groups(),
        staff=staff,
        has_password=user().password not in ("", NO_PASSWORD),
    )
