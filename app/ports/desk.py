"""Drafts, photos and comments: what the books answer and keep."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.model.desk import Comment, Draft, Photo


class DeskReader(Protocol):
    """Reads drafts, photos and comments."""

    def draft(self, work_id: int, person: int) -> Draft | None: ...
    def photo(self, photo_id: str) -> Photo | None: ...
    def photos(self, instance_id: int) -> Sequence[Photo]:
        """The photos of an instance in the order they came."""

    def comment(self, comment_id: int) -> Comment | None: ...
    def comments(self, instance_id: int) -> Sequence[Comment]:
        """The comments of an instance in the order they were written, withdrawn ones included."""


class DeskUnit(DeskReader, Protocol):
    """Keeps drafts, photos and comments."""

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft in the place of the one this person has at this work item. Hold its instance first."""

    def discard_draft(self, work_id: int, person: int) -> None: ...
    def discard_old_drafts(self, before: datetime) -> None:
        """Discard the drafts of all work items that were closed before a time."""

    def add_photo(self, photo: Photo) -> None:
        """Raises Conflict when there is a photo with this id."""

    def add_comment(self, comment: Comment) -> Comment: ...
    def save_comment(self, comment: Comment) -> None:
        """Keep that a comment was withdrawn."""

    def erase_comment(self, instance_id: int, event: int) -> None:
        """Erase the text of the comment that this event has added, if it has added one."""
