"""The archive: auditors find a case, replay it, check it and take it away. Nothing here changes a case."""

from app.web.archive import books, case, export, find, jobs, readers, reenact, searches
from app.web.archive.room import room, tabs

__all__ = ["books", "case", "export", "find", "jobs", "readers", "reenact", "room", "searches", "tabs"]
