"""Public tracking, without sign-in: how far a case has come, by its number and tracking code."""

from app.web.tracking.views import room

__all__ = ["room"]
