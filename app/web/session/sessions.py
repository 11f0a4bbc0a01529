"""Sessions. The signed cookie names a person and his epoch; raising the epoch in the books ends all his sessions."""

from datetime import datetime, timedelta

from flask import Flask, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from app.actions.standings import present
from app.model.people import User
from app.web.shared.house import office, settings
from app.web.shared.languages import language
from app.web.shared.unattended import is_unattended

#: How exact the idle time is; a cookie per request would only cost.
TOUCH = timedelta(minutes=1)
#: How long one may take to show the second factor after the first.
PATIENCE = timedelta(minutes=5)


class Visitor(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """A signed-in person, as flask-login wants to see him."""

    def __init__(self, person: User) -> None:
        self.person = person

    def get_id(self) -> str:
        return f"{self.person.id}:{self.person.epoch}"


def admit(app: Flask) -> None:
    """Let the app know who is signed in."""
    manager = LoginManager()
    # Its context processor would ask the books who reads even for the page that says they cannot be reached.
    manager.init_app(app, add_context_processor=False)
    # Binding a session to address and browser shuts out people on the move and stops nobody who has the cookie.
    manager.session_protection = None
    manager.user_loader(_recall)


def begin(person: User) -> None:
    """Begin a new session; nothing of the one before is kept but the language he has chosen."""
    locale = session.get("locale", person.locale)
    session.clear()
    session["locale"] = locale
    now = office().clock().timestamp()
    session["began"] = session["seen"] = now
    login_user(Visitor(person))


def arrive(person: User) -> bool:
    """Begin a session; False when the person must show a second factor first, and is remembered until then."""
    with office().store.reading() as reader:
        factor = reader.second_factor(person.id)
    if factor is None or not factor.confirmed:
        begin(person)
        return True
    locale = language()
    session.clear()
    session["locale"] = locale
    session["pending"] = [person.id, person.epoch, office().clock().timestamp()]
    return False


def expected() -> User | None:
    """Who has shown the first factor and not yet the second; None when nobody has, or it was too long ago."""
    user_id, epoch, at = session.get("pending", (0, 0, 0))
    if office().clock().timestamp() - at > PATIENCE.total_seconds():
        return None
    with office().store.reading() as reader:
        person = reader.user(user_id)
    return person if person and person.active and person.epoch == epoch else None


def end() -> None:
    """Forget who was signed in, but not his language."""
    locale = language()
    logout_user()
    session.clear()
    session["locale"] = locale


def _recall(token: str) -> Visitor | None:
    now = office().clock()
    if not _in_time(now):
        return None
    user_id, _, epoch = token.partition(":")
    person = present(office(), int(user_id))
    if person is None or not person.active or str(person.epoch) != epoch:
        return None
    # A page that looks by itself for news shows no sign that anybody is there.
    if now.timestamp() - session["seen"] > TOUCH.total_seconds() and not is_unattended():
        session["seen"] = now.timestamp()
    return Visitor(person)


def _in_time(now: datetime) -> bool:
    began, seen = session.get("began", 0), session.get("seen", 0)
    limits = settings()
    idle, age = now.timestamp() - seen, now.timestamp() - began
    return bool(idle <= limits.idle.total_seconds() and age <= limits.longest.total_seconds())
