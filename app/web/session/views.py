"""Sign in, sign out, change the language."""

from contextlib import suppress
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.actions.first import is_fresh
from app.actions.second_factor import check as check_code
from app.actions.sign_in import sign_in as check
from app.actions.sign_in_with import sign_in_with
from app.actions.sign_out import sign_out as end_sessions
from app.model.errors import LajurError, NotFound
from app.model.people import User
from app.web.session.carried import Carried, carried, interrupted, kept_as_draft
from app.web.session.demo import demo_people, demo_person
from app.web.session.oidc import arrival, departure
from app.web.session.sessions import arrive, begin, end, expected
from app.web.shared.entrance import EVERYONE, SIGNED_IN, SignInFirst, entrance
from app.web.shared.errors import of_http, wants_facts
from app.web.shared.house import maybe_user, office, settings, user
from app.web.shared.languages import LOCALES, sentence
from app.web.shared.security import noted, refused

room = Blueprint("session", __name__)


@room.get("/masuk")
@entrance(EVERYONE)
def sign_in() -> ResponseReturnValue:
    return _sign_in_page()


@room.post("/masuk")
@entrance(EVERYONE)
def enter() -> ResponseReturnValue:
    login = request.form.get("login", "").strip()
    try:
        person = check(office(), login, request.form.get("password", ""))
    except LajurError as error:
        refused("sign-in", who=login)
        return _sign_in_page(error), error.status
    return _enter(person)


@room.get("/masuk/kode")
@entrance(EVERYONE)
def second_factor() -> ResponseReturnValue:
    return _code_page() if expected() else redirect(url_for("session.sign_in"), 303)


@room.post("/masuk/kode")
@entrance(EVERYONE)
def enter_with_code() -> ResponseReturnValue:
    person = expected()
    if person is None:
        return redirect(url_for("session.sign_in"), 303)
    try:
        check_code(office(), person, request.form.get("code", ""))
    except LajurError as error:
        refused("second factor", who=person.login)
        return _code_page(error), error.status
    return _begun(person)


@room.get("/masuk/oidc")
@entrance(EVERYONE)
def go_to_provider() -> ResponseReturnValue:
    return redirect(departure(), 303)


@room.get("/masuk/oidc/kembali")
@entrance(EVERYONE)
def come_back() -> ResponseReturnValue:
    vouched = arrival()
    try:
        person = sign_in_with(office(), vouched)
    except LajurError as error:
        refused("sign-in at the provider", who=vouched.login)
        return _sign_in_page(error), error.status
    return _enter(person)


@room.post("/masuk/demo")
@entrance(EVERYONE)
def enter_as() -> ResponseReturnValue:
    return _begun(demo_person(request.form.get("login", "")))


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


def _sign_in_page(error: LajurError | None = None) -> str:
    values = request.values
    return _page(error, along=carried(), login=request.form.get("login", ""), following=values.get("next", ""))


def _page(error: LajurError | None, *, along: Carried, login: str = "", following: str = "") -> str:
    return render_template(
        "session/sign_in.html",
        error=error,
        fresh=is_fresh(office()),
        provider=settings().oidc,
        people=demo_people(),
        login=login,
        next=following,
        carried=along,
    )


def _code_page(error: LajurError | None = None) -> str:
    return render_template("session/code.html", error=error, next=request.values.get("next", ""))


def _enter(person: User) -> ResponseReturnValue:
    if not arrive(person):
        kept_as_draft(carried(), person)
        wanted = request.form.get("next", "")
        return redirect(url_for("session.second_factor", next=wanted if is_local(wanted) else None), 303)
    return _welcome(person)


def _begun(person: User) -> ResponseReturnValue:
    begin(person)
    return _welcome(person)


def _welcome(person: User) -> ResponseReturnValue:
    noted("sign-in", who=person.login)
    work = kept_as_draft(carried(), person)
    return redirect(url_for("desk.task", work_id=work) if work else _next(), 303)


def _next() -> str:
    wanted = request.form.get("next", "")
    return wanted if is_local(wanted) else url_for("desk.inbox")


def is_local(address: str) -> bool:
    """Whether an address stays on this host: a path that begins with one slash and holds nothing a browser rewrites."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address
    return plain and address.startswith("/") and not address.startswith("//") and not parts.scheme and not parts.netloc
