"""The desk of staff and applicants: inbox, tasks, cases, attachments, incidents."""

from app.web.desk import (
    attachments,
    case,
    cases,
    comments,
    diagram,
    documents,
    drafts,
    erasure,
    field,
    hands,
    inbox,
    incidents,
    messages,
    overview,
    signatures,
    start,
    task,
)
from app.web.desk.room import room

__all__ = [
    "attachments",
    "case",
    "cases",
    "comments",
    "diagram",
    "documents",
    "drafts",
    "erasure",
    "field",
    "hands",
    "inbox",
    "incidents",
    "messages",
    "overview",
    "room",
    "signatures",
    "start",
    "task",
]
