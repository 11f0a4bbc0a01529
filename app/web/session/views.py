"""Sign in, sign out, change the language."""

from contextlib import suppress
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.actions.sign_in import sign_in as check
from app.actions.sign_out import sign_out as end_sessions
from app.model.errors import LajurError, NotFound
from app.model.people import User
from app.web.session.carried import Carried, carried, interrupted, kept_as_draft
from app.web.session.demo import demo_people, demo_person
from app.web.session.sessions import begin, end
from app.web.shared.entrance import EVERYONE, SIGNED_IN, SignInFirst, entrance
from app.web.shared.errors import of_http, wants_facts
from app.web.shared.house import maybe_user, office, user
from app.web.shared.languages import LOCALES, sentence

room = Blueprint("session", __name__)


@room.get("/masuk")
@entrance(EVERYONE)
def sign_in() -> ResponseReturnValue:
    return _sign_in_page()


@room.post("/masuk")
@entrance(EVERYONE)
def enter() -> ResponseReturnValue:
    try:
        person = check(office(), request.form.get("login", "").strip(), request.form.get("password", ""))
    except LajurError as error:
        return _sign_in_page(error), error.status
    return _welcome(person)


@room.post("/masuk/demo")
@entrance(EVERYONE)
def enter_as() -> ResponseReturnValue:
    return _welcome(demo_person(request.form.get("login", "")))


@room.post("/keluar")
@entrance(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    end_sessions(office(), by=user())
    end()
    return redirect(url_for("session.sign_in"), 303)


@room.post("/bahasa/<locale>")
@entrance(EVERYONE)
def speak(locale: str) -> ResponseReturnValue:
    if locale not in LOCALES:
        raise NotFound
    session["locale"] = locale
    return redirect(_next(), 303)


@room.app_errorhandler(SignInFirst)
def sign_in_first(error: SignInFirst) -> ResponseReturnValue:
    if wants_facts():
        return {"words": sentence(error)}, error.status
    return _page(error, along=interrupted()), error.status


@room.app_errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    person, work = maybe_user(), None
    if person is not None:
        # The web server has taken it already, it has a wider limit: the files are left, the answers are kept.
        request.max_content_length = request.content_length or 0
        with suppress(LajurError, RequestEntityTooLarge):
            work = kept_as_draft(interrupted(), person)
    return of_http(error, work=work)


def _welcome(person: User) -> ResponseReturnValue:
    begin(person)
    work = kept_as_draft(carried(), person)
    return redirect(url_for("desk.task", work_id=work) if work else _next(), 303)


def _sign_in_page(error: LajurError | None = None) -> str:
    values = request.values
    return _page(error, along=carried(), login=request.form.get("login", ""), following=values.get("next", ""))


def _page(error: LajurError | None, *, along: Carried, login: str = "", following: str = "") -> str:
    people = demo_people()
    return render_template(
        "session/sign_in.html", error=error, people=people, login=login, next=following, carried=along
    )


def _next() -> str:
    wanted = request.form.get("next", "")
    return wanted if is_local(wanted) else url_for("desk.inbox")


def is_local(address: str) -> bool:
    """Whether an address stays on this host: a path that begins with one slash and holds nothing a browser rewrites."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address
    return plain and address.startswith("/") and not address.startswith("//") and not parts.scheme and not parts.netloc
