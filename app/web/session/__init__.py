"""The way in and out: sign-in, sign-out, language, and the people of the demo."""

from app.web.session.sessions import admit
from app.web.session.views import room

__all__ = ["admit", "room"]
