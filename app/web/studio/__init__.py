"""The studio: analysts change an SOP here, try it, and bring it to those who deploy it."""

from app.web.studio import copy, diagram, files, home, migrate
from app.web.studio.room import TABS, may_enter, room

__all__ = ["TABS", "copy", "diagram", "files", "home", "may_enter", "migrate", "room"]
