"""Responses of the satisfaction survey, kept apart from the tokens with which they came."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from app.model.event import microseconds
from app.model.survey import Response
from app.store.codec import from_json, to_json
from app.store.service_tables import survey_response, survey_token
from app.store.session import Session
from app.store.tables import instance

_RESPONSES = (
    sa.select(survey_response)
    .where(
        survey_response.c.sop == sa.bindparam("sop"),
        survey_response.c.day.between(sa.bindparam("first"), sa.bindparam("last")),
    )
    .order_by(survey_response.c.id)
)
_USED = sa.select(sa.func.count()).where(survey_token.c.digest == sa.bindparam("digest"))
_USE = sa.insert(survey_token)
_ADD = sa.insert(survey_response)
_ENDED = sa.select(sa.func.count()).where(
    instance.c.sop == sa.bindparam("sop"),
    instance.c.ended_at >= sa.bindparam("start"),
    instance.c.ended_at < sa.bindparam("end"),
)


class Survey(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def survey_responses(self, sop: str, first: date, last: date) -> Sequence[Response]:
        rows = self.run(_RESPONSES, {"sop": sop, "first": first.isoformat(), "last": last.isoformat()})
        return [
            Response(row[0], row[1], date.fromisoformat(row[2]), from_json(row[3]), from_json(row[4]), row[5])
            for row in rows
        ]

    def survey_token_used(self, token: str) -> bool:
        return bool(self.run(_USED, {"digest": bytes.fromhex(token)}).scalar_one())

    def cases_ended(self, sop: str, start: datetime, end: datetime) -> int:
        between = {"start": microseconds(start), "end": microseconds(end)}
        count: int = self.run(_ENDED, {"sop": sop, **between}).scalar_one()
        return count

    def add_survey_response(self, token: str, response: Response) -> None:
        self.run(_USE, {"digest": bytes.fromhex(token)})
        row = {"id": response.id, "sop": response.sop, "day": response.day.isoformat()}
        texts = {"scores": to_json(response.scores), "traits": to_json(response.traits)}
        self.run(_ADD, {**row, **texts, "suggestion": response.suggestion})
