"""Who may enter a view. Every view says it; an app with a view that does not say it cannot be made.

This is the door of the function. Whether a person may see *this* case or task is decided by the action behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from flask import Flask, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.model.errors import Forbidden, LajurError
from app.web.shared.house import maybe_user

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class SignInFirst(LajurError):
    """Please sign in first. Your session may have ended because it was idle for a while."""

    status = 401


@dataclass(frozen=True, slots=True)
class Entrance:
    """`groups` are needed only if there are any: one of them is enough."""

    signed_in: bool
    groups: frozenset[str] = frozenset()


EVERYONE = Entrance(signed_in=False)
SIGNED_IN = Entrance(signed_in=True)


def entrance(*who: Entrance | str) -> Callable[[View], View]:
    """Declare who may enter: `EVERYONE`, `SIGNED_IN`, or the names of groups."""
    named = [each for each in who if isinstance(each, Entrance)]
    door = named[0] if named else Entrance(signed_in=True, groups=frozenset(cast("tuple[str, ...]", who)))

    def mark(view: View) -> View:
        view.entrance = door  # type: ignore[attr-defined]  # a function may carry attributes
        return view

    return mark


def keeps_answers(view: View) -> View:
    """Declare that what is posted to a view is carried through the sign-in when the session has ended meanwhile."""
    view.keeps_answers = True  # type: ignore[attr-defined]  # a function may carry attributes
    return view


def keeps_posted_answers() -> bool:
    """Whether the view that was asked for wants its answers carried through the sign-in."""
    view = current_app.view_functions[request.endpoint or ""]
    return getattr(view, "keeps_answers", False) and request.method == "POST"


def entrance_of(app: Flask, endpoint: str) -> Entrance | None:
    """The entrance of a view, or None when it has not declared one."""
    return getattr(app.view_functions[endpoint], "entrance", None)


def guard(app: Flask) -> None:
    """Let nobody past the entrance of a view. Must come before anything that reads the request's body."""
    app.before_request(_check)


def every_view_has_an_entrance(app: Flask) -> None:
    """Raises TypeError, naming the views without an entrance."""
    open_ones = sorted(name for name in app.view_functions if entrance_of(app, name) is None)
    if open_ones:
        raise TypeError(f"views without @entrance: {', '.join(open_ones)}")


def _check() -> Response | None:
    if request.endpoint is None:
        return None
    door = entrance_of(current_app, request.endpoint)
    if door is None or not door.signed_in:
        return None
    person = maybe_user()
    if person is None:
        return _to_sign_in()
    if door.groups and not door.groups & person.groups:
        raise Forbidden
    return None


def _to_sign_in() -> Response:
    if request.method != "GET":
        raise SignInFirst
    return cast("Response", redirect(url_for("session.sign_in", next=request.full_path.rstrip("?")), 303))
