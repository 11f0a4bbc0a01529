"""What people leave on a desk besides the work itself: drafts, photos from the field, comments."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.model.values import Variables

#: How long an author may take a comment back.
SECOND_THOUGHTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has typed so far at a work item; `answers` are as `app.form.decode` gives them, unchecked."""

    work: int
    person: int
    answers: Variables
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Photo:
    """Where and when a picture in the field was taken, as the device said it; the picture is an attachment.

    `id` is made by the device and makes sending twice harmless. `lat` and `lon` are degrees (WGS 84), `accuracy`
    is in metres; None when the device knew no position.
    """

    id: str
    instance: int
    attachment: int
    taken_at: datetime
    lat: float | None = None
    lon: float | None = None
    accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote at a case. `event` is the number of its `comment:added` in the history.

    `internal` comments are for the office only. `mentions` are the ids of the people it names, each of whom may read
    it. The text is empty once it was erased.
    """

    id: int
    instance: int
    event: int
    author: int
    text: str
    internal: bool
    mentions: tuple[int, ...]
    written_at: datetime
    withdrawn_at: datetime | None = None
