"""The desk of staff and applicants: inbox, tasks, cases, attachments, incidents."""

from app.web.desk import attachments, case, cases, diagram, inbox, incidents, messages, start, task
from app.web.desk.room import room

__all__ = ["attachments", "case", "cases", "diagram", "inbox", "incidents", "messages", "room", "start", "task"]
