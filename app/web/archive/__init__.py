"""The archive: auditors find a case, replay it, check it and take it away. Nothing here changes a case."""

from app.web.archive import (
    books,
    case,
    diagram,
    export,
    find,
    jobs,
    paper,
    readers,
    reenact,
    searches,
    statistics,
    verify,
)
from app.web.archive.room import room, tabs

__all__ = [
    "books",
    "case",
    "diagram",
    "export",
    "find",
    "jobs",
    "paper",
    "readers",
    "reenact",
    "room",
    "searches",
    "statistics",
    "tabs",
    "verify",
]
