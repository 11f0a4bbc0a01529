"""People: one's own page, the administrator's list, and the ways to a first account and a new password."""

from app.web.people import factor, first, listing, me, passwords, person
from app.web.people.room import room

__all__ = ["factor", "first", "listing", "me", "passwords", "person", "room"]
