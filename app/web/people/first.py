"""The first administrator of a fresh installation."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.first import first_administrator, is_fresh
from app.model.errors import LajurError, NotFound
from app.web.people.fields import attempt, text
from app.web.people.room import room
from app.web.session.sessions import begin
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.languages import gettext
from app.web.shared.security import noted


@room.get("/pertama")
@entrance(EVERYONE)
def first() -> ResponseReturnValue:
    return _page()


@room.post("/pertama")
@entrance(EVERYONE)
def come_first() -> ResponseReturnValue:
    return attempt(_come, gettext("You administer this installation now."), url_for("people.listing"), _page)


def _come() -> None:
    login, password = text("login").lower(), request.form.get("password", "")
    if password != request.form.get("again", ""):
        raise LajurError("The two new passwords are not the same.")
    person = first_administrator(office(), text("code"), login=login, name=text("name"), password=password)
    noted("first administrator", who=person.login)
    begin(person)


def _page(error: LajurError | None = None) -> str:
    if not is_fresh(office()):
        raise NotFound
    return render_template("people/first.html", error=error, form=request.form)
