"""The archive: auditors find a case, replay it, check it and take it away. Nothing here changes a case."""

from app.web.archive import books, case, diagram, find, jobs, paper, readers, reenact, searches, verify
from app.web.archive.room import room, tabs

__all__ = [
    "books",
    "case",
    "diagram",
    "find",
    "jobs",
    "paper",
    "readers",
    "reenact",
    "room",
    "searches",
    "tabs",
    "verify",
]
