"""Choosing a new password by a one-time link."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.passwords import LinkIsOver, owner_of, use_link
from app.model.errors import LajurError
from app.web.people.room import room
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.security import noted


@room.get("/sandi/<secret>")
@entrance(EVERYONE)
def choose_password(secret: str) -> ResponseReturnValue:
    return _page(secret)


@room.post("/sandi/<secret>")
@entrance(EVERYONE)
def keep_password(secret: str) -> ResponseReturnValue:
    try:
        person = use_link(office(), secret, _chosen())
    except LinkIsOver:
        raise
    except LajurError as error:
        return _page(secret, error), error.status
    noted("password chosen by a one-time link", who=person.login)
    notice(gettext("Your password is set. Please sign in with it."))
    return redirect(url_for("session.sign_in"), 303)


def _chosen() -> str:
    new = request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise LajurError("The two new passwords are not the same.")
    return new


def _page(secret: str, error: LajurError | None = None) -> str:
    return render_template("people/password.html", whom=owner_of(office(), secret), error=error)
