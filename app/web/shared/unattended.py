"""Views that a script asks by itself. They are no sign that anybody sits there, so they keep no session awake."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, request
from flask.typing import ResponseReturnValue

#: Header of requests that a page makes by itself.
POLL = "X-Lajur-Poll"

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def unattended(view: View) -> View:
    """Declare that a view is asked by a script on its own."""
    view.unattended = True  # type: ignore[attr-defined]  # a function may carry attributes
    return view


def is_unattended() -> bool:
    """Whether this request is for such a view, or a page asks for itself anew."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "unattended", False) or POLL in request.headers
