"""Complaints and the satisfaction survey in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from app.model.complaint import Complaint, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.survey import Response
from app.store.memory.shelf import View


class ComplaintsAndSurvey(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def complaint(self, number: str) -> Complaint | None:
        return next((it for it in self._shelf.complaints.values() if it.number == number), None)

    def complaints(
        self, *, state: ComplaintState | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Complaint]:
        newest = (it for _, it in sorted(self._shelf.complaints.items(), reverse=True))
        wanted = (it for it in newest if state in (None, it.state) and (before is None or it.id < before))
        return list(islice(wanted, limit))

    def complaint_events(self, complaint_id: int) -> Sequence[ComplaintEvent]:
        return list(self._shelf.complaint_events.get(complaint_id, ()))

    def complaint_files(self, complaint_id: int) -> Sequence[ComplaintFile]:
        return [file for _, file in sorted(self._shelf.complaint_files.items()) if file.complaint == complaint_id]

    def add_complaint(self, complaint: Complaint, event: ComplaintEvent, files: Sequence[ComplaintFile]) -> Complaint:
        if self.complaint(complaint.number):
            raise self.conflict()
        kept = replace(complaint, id=self.next_number("complaint.id", 0))
        self._shelf.complaints[kept.id] = kept
        self._shelf.complaint_events[kept.id] = (event,)
        for file in files:
            added = replace(file, id=self.next_number("complaint_file.id", 0), complaint=kept.id)
            self._shelf.complaint_files[added.id] = added
        return kept

    def keep_complaint(self, before: Complaint, after: Complaint, event: ComplaintEvent) -> None:
        if self._shelf.complaints[before.id].events != before.events:
            raise self.conflict()
        self._shelf.complaints[after.id] = after
        self._shelf.complaint_events[after.id] = (*self._shelf.complaint_events[after.id], event)

    def survey_responses(self, sop: str, first: date, last: date) -> Sequence[Response]:
        found = (it for _, it in sorted(self._shelf.survey_responses.items()))
        return [it for it in found if it.sop == sop and first <= it.day <= last]

    def survey_token_used(self, token: str) -> bool:
        return token in self._shelf.survey_tokens

    def cases_ended(self, sop: str, start: datetime, end: datetime) -> int:
        ended = (it.ended_at for it in self._shelf.instances.values() if it.sop == sop and it.ended_at)
        return sum(start <= at < end for at in ended)

    def add_survey_response(self, token: str, response: Response) -> None:
        if token in self._shelf.survey_tokens or response.id in self._shelf.survey_responses:
            raise self.conflict()
        self._shelf.survey_tokens[token] = True
        self._shelf.survey_responses[response.id] = response
