"""The satisfaction survey: a link for the applicant of an ended case, open to whoever holds it, once."""

from collections.abc import Mapping
from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.survey import LONGEST_SUGGESTION, Answers, respond, survey_of, token_of
from app.actions.tries import Limit, must_not_be_too_often, note_try
from app.model.errors import LajurError, NotFound
from app.model.instance import ProcessInstance, Status
from app.model.survey import HIGHEST, LOWEST
from app.web.public.room import room
from app.web.public.standard import service
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import maybe_user, office, settings
from app.web.shared.sender import sender

#: How often one may come with a link that is none, from one place.
LINKS = Limit("survey links", 60, timedelta(minutes=10))


@room.app_template_global()
def survey_token(case: ProcessInstance) -> str:
    """The token for the applicant who looks at his ended case; empty for anybody else."""
    reader = maybe_user()
    mine = reader is not None and reader.id == case.applicant and case.status is Status.ENDED
    return token_of(settings().secret_key, case.sop, case.number) if mine else ""


@room.get("/survei/<token>")
@entrance(EVERYONE)
def survey(token: str) -> ResponseReturnValue:
    return _form(token, {})


@room.post("/survei/<token>")
@entrance(EVERYONE)
def send_survey(token: str) -> ResponseReturnValue:
    must_not_be_too_often(office(), LINKS, sender())
    try:
        respond(office(), settings().secret_key, token, _answers())
    except LajurError as error:
        return _form(token, request.form, error), error.status
    return redirect(url_for("public.survey_done"), 303)


@room.get("/survei/terima-kasih")
@entrance(EVERYONE)
def survey_done() -> ResponseReturnValue:
    return render_template("public/survey_done.html")


def _form(token: str, given: Mapping[str, str], error: LajurError | None = None) -> str:
    sop, used = _known(token)
    return render_template(
        "public/survey.html",
        process=service(sop),
        used=used,
        given=given,
        error=error,
        questionnaire=office().survey,
        longest=LONGEST_SUGGESTION,
    )


def _known(token: str) -> tuple[str, bool]:
    """The SOP of a link, and whether it was used. Raises NotFound, and TooOften for who goes on guessing."""
    must_not_be_too_often(office(), LINKS, sender())
    try:
        return survey_of(office(), settings().secret_key, token)
    except NotFound:
        note_try(office(), LINKS, sender())
        raise


def _answers() -> Answers:
    """What was chosen; a field that was left alone, or holds what no button sends, is an empty answer."""
    scores = {str(score): score for score in range(LOWEST, HIGHEST + 1)}
    codes = [question.code for question in office().survey.questions]
    traits = [trait.code for trait in office().survey.traits]
    chosen = {code: request.form.get(code, "") for code in (*codes, *traits)}
    return Answers(
        {code: scores[chosen[code]] for code in codes if chosen[code] in scores},
        {code: chosen[code] for code in traits if chosen[code]},
        request.form.get("suggestion", ""),
    )
