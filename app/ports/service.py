"""Complaints and the survey: what the books answer and keep."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from app.model.complaint import Complaint, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.survey import Response


class ServiceReader(Protocol):
    """Reads complaints and the survey."""

    def complaint(self, number: str) -> Complaint | None: ...
    def complaints(
        self, *, state: ComplaintState | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        """Newest first; `before` is the id of the last one seen."""

    def complaint_events(self, complaint_id: int) -> Sequence[ComplaintEvent]: ...
    def complaint_files(self, complaint_id: int) -> Sequence[ComplaintFile]: ...
    def survey_responses(self, sop: str, first: date, last: date) -> Sequence[Response]:
        """The responses of these days, in no order that tells anything."""

    def survey_token_used(self, token: str) -> bool:
        """Whether somebody has answered with the token of this digest (SHA-256, hexadecimal)."""

    def cases_ended(self, sop: str, start: datetime, end: datetime) -> int:
        """How many cases of an SOP have come to an end from `start` until before `end`."""


class ServiceUnit(ServiceReader, Protocol):
    """Keeps complaints and the survey."""

    def add_complaint(self, complaint: Complaint, event: ComplaintEvent, files: Sequence[ComplaintFile]) -> Complaint:
        """Keep a new complaint with its first event and its files; their ids are ignored."""

    def keep_complaint(self, before: Complaint, after: Complaint, event: ComplaintEvent) -> None:
        """Keep a change of a complaint. Raises Conflict when it has more events than `before` had."""

    def add_survey_response(self, token: str, response: Response) -> None:
        """Keep a response and, apart from it, that the token of this digest is used. Raises Conflict when it was."""
