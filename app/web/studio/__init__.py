"""The studio: analysts change an SOP here, try it, and bring it to those who deploy it."""

from app.web.studio import (
    backtest,
    copy,
    deploying,
    diagram,
    facts,
    files,
    forms,
    home,
    imports,
    letters,
    migrate,
    preview,
    problems,
    proposals,
    text,
    versions,
)
from app.web.studio.room import TABS, may_enter, room

__all__ = [
    "TABS",
    "backtest",
    "copy",
    "deploying",
    "diagram",
    "facts",
    "files",
    "forms",
    "home",
    "imports",
    "letters",
    "may_enter",
    "migrate",
    "preview",
    "problems",
    "proposals",
    "room",
    "text",
    "versions",
]
