"""The studio: analysts change an SOP here, try it, and bring it to those who deploy it."""

from app.web.studio import copy, deploying, diagram, files, home, imports, problems, proposals, versions
from app.web.studio.room import TABS, may_enter, room

__all__ = [
    "TABS",
    "copy",
    "deploying",
    "diagram",
    "files",
    "home",
    "imports",
    "may_enter",
    "problems",
    "proposals",
    "room",
    "versions",
]
