"""Notices: the bell, the list, how a person wants to be told, and the outbox of the demo."""

from app.web.notices import choices, outbox, pages
from app.web.notices.bell import ring
from app.web.notices.room import room

__all__ = ["choices", "outbox", "pages", "ring", "room"]
