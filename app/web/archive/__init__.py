"""The archive: auditors find a case, replay it, check it and take it away. Nothing here changes a case."""

from app.web.archive import find, jobs, readers, searches, verify
from app.web.archive.room import room, tabs

__all__ = ["find", "jobs", "readers", "room", "searches", "tabs", "verify"]
