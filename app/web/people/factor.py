"""Setting up a second factor, and giving it up."""

from io import BytesIO

import segno
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.second_factor import address_of, begin_set_up, confirm_set_up, drop
from app.model.errors import LajurError, NotFound
from app.model.people import SecondFactor
from app.web.people.fields import text
from app.web.people.room import room
from app.web.session.views import is_local
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.security import noted, refused


@room.get("/saya/kode")
@entrance(SIGNED_IN)
def set_up() -> ResponseReturnValue:
    return _page(_unconfirmed() or begin_set_up(office(), by=user()))


@room.post("/saya/kode")
@entrance(SIGNED_IN)
def confirm() -> ResponseReturnValue:
    factor = _unconfirmed()
    if factor is None:
        raise NotFound
    try:
        codes = confirm_set_up(office(), text("code"), by=user())
    except LajurError as error:
        refused(type(error).__name__)
        return _page(factor, error), error.status
    noted("second factor set up", who=user().login)
    return render_template("people/recovery.html", codes=codes, next=_next())


@room.post("/saya/kode/hapus")
@entrance(SIGNED_IN)
def give_up() -> ResponseReturnValue:
    try:
        drop(office(), text("code"), by=user())
    except LajurError as error:
        refused(type(error).__name__)
        raise
    notice(gettext("The second factor is removed."))
    return redirect(url_for("people.me"), 303)


def _unconfirmed() -> SecondFactor | None:
    with office().store.reading() as reader:
        factor = reader.second_factor(user().id)
    return factor if factor and not factor.confirmed else None


def _page(factor: SecondFactor, error: LajurError | None = None) -> str:
    secret = " ".join(factor.secret[start : start + 4] for start in range(0, len(factor.secret), 4))
    code = _drawn(address_of(factor, user().login))
    return render_template("people/factor.html", secret=secret, code=code, error=error, next=_next())


def _next() -> str:
    wanted = request.values.get("next", "")
    return wanted if is_local(wanted) else ""


def _drawn(address: str) -> Markup:
    """A QR code as inline SVG."""
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=5, xmldecl=False, svgns=False, light="#fff")
    return Markup(picture.getvalue().decode())  # noqa: S704 - drawn here: dark squares, none of the text
