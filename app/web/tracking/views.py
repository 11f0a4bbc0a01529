"""The page of public tracking. Number and code are posted, so that they stand in no address and no log."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.actions.track import Tracked, track
from app.model.errors import LajurError
from app.web.desk.plain import phases, standing
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.languages import sentence
from app.web.shared.sender import sender
from app.web.shared.words import clock_chip

room = Blueprint("tracking", __name__)


@room.get("/lacak")
@entrance(EVERYONE)
def ask() -> ResponseReturnValue:
    return _unlisted(_form())


@room.post("/lacak")
@entrance(EVERYONE)
def show() -> ResponseReturnValue:
    number, code = request.form.get("number", ""), request.form.get("code", "")
    try:
        found = track(office(), number, code, sender=sender())
    except LajurError as error:
        return _unlisted(_form(number, sentence(error)), error.status)
    return _unlisted(_found(found))


def _form(number: str = "", error: str = "") -> str:
    return render_template("tracking/ask.html", number=number, error=error)


def _found(found: Tracked) -> str:
    return render_template(
        "tracking/found.html",
        case=found.instance,
        simulated=found.simulated,
        definition=found.definition,
        clock=clock_chip(found.instance.clock),
        standing=standing(found.definition, found.instance, found.work),
        phases=phases(found.definition, found.instance, found.events),
    )


def _unlisted(page: str, status: int = 200) -> Response:
    """The page, which no search engine shall list."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
