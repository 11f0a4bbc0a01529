"""The satisfaction survey: a token for each ended case, anonymous responses, and the report.

A token is a number drawn from the case, which says nothing without the key of the house, and a seal by which it is
recognised. The books learn of it only when it is used, and then only its digest: nothing leads from a response to a
case, or back.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from hashlib import sha256

from app.actions.days import today
from app.model.errors import Conflict, Invalid, LajurError, NotFound
from app.model.survey import EXACT, HIGHEST, LOWEST, Index, Response, index_of, sample_size
from app.model.text import free_text
from app.ports import Office

HALF = 12  #: bytes of the number, and of its seal
LONGEST_SUGGESTION = 2000
#: Groups with fewer respondents are not told apart: somebody could be recognised.
FEWEST = 3


class AlreadyAnswered(Conflict):
    """This survey has been answered already; thank you."""


@dataclass(frozen=True)
class Answers:
    """What a respondent has chosen: scores by code of the element, traits by code, and what he suggests."""

    scores: Mapping[str, int]
    traits: Mapping[str, str]
    suggestion: str = ""


@dataclass(frozen=True)
class Group:
    """Respondents with the same trait; `index` is None when they are fewer than FEWEST."""

    trait: str
    value: str
    responses: int
    index: Index | None


@dataclass(frozen=True)
class Report:
    """The survey of an SOP from `first` to `last`: `population` cases have ended, `needed` had to be asked."""

    sop: str
    first: date
    last: date
    weight: Fraction
    index: Index
    population: int
    needed: int
    groups: Sequence[Group]
    suggestions: Sequence[str]

    @property
    def enough(self) -> bool:
        return self.index.responses >= self.needed and self.index.responses > 0


def token_of(key: str, sop: str, number: str) -> str:
    """The token of the case `number`; always the same."""
    drawn = _sealed(key, f"survey number:{number}".encode())
    return urlsafe_b64encode(drawn + _seal(key, sop, drawn)).decode()


def survey_of(office: Office, key: str, token: str) -> tuple[str, bool]:
    """The SOP a token is for, and whether it was used. Raises NotFound for a token that is not of this house."""
    raw = _raw(token)
    drawn, seal = raw[:HALF], raw[HALF:]
    with office.store.reading() as reader:
        for sop in dict.fromkeys(deployment.sop for deployment in reader.deployments()):
            if hmac.compare_digest(seal, _seal(key, sop, drawn)):
                return sop, reader.survey_token_used(_digest(token))
    raise NotFound


def respond(office: Office, key: str, token: str, answers: Answers) -> None:
    """Keep a response. Every answer may be left out, but not all of them.

    Raises NotFound, AlreadyAnswered, or Invalid for answers that were never offered.
    """
    sop, _ = survey_of(office, key, token)
    _check(office, answers)
    digest = _digest(token)
    drawn = int.from_bytes(office.salts()[:7])
    response = Response(drawn, sop, today(office), answers.scores, answers.traits, free_text(answers.suggestion))
    with office.store.writing() as unit:
        if unit.survey_token_used(digest):
            raise AlreadyAnswered
        unit.add_survey_response(digest, response)
        unit.commit()


def report(
    office: Office,
    sop: str,
    first: date,
    last: date,
    *,
    weight: Fraction = EXACT,
    wanted: Mapping[str, str] | None = None,
) -> Report:
    """The report of a time, the last day included. `wanted` are traits the respondents shall have.

    Raises NotFound for an unknown SOP.
    """
    with office.store.reading() as reader:
        if reader.deployment(sop) is None:
            raise NotFound
        everybody = reader.survey_responses(sop, first, last)
        population = reader.cases_ended(sop, _begin(office, first), _begin(office, last + timedelta(days=1)))
    chosen = [response for response in everybody if (wanted or {}).items() <= response.traits.items()]
    hidden = bool(wanted) and len(chosen) < FEWEST
    counted = [] if hidden else chosen
    return Report(
        sop,
        first,
        last,
        weight,
        index_of(counted, _codes(office), weight=weight),
        population,
        sample_size(population),
        _groups(office, counted, weight),
        [response.suggestion for response in counted if response.suggestion],
    )


def _groups(office: Office, responses: Sequence[Response], weight: Fraction) -> Sequence[Group]:
    groups = []
    for trait in office.survey.traits:
        for value in trait.values:
            same = [response for response in responses if response.traits.get(trait.code) == value]
            index = index_of(same, _codes(office), weight=weight) if len(same) >= FEWEST else None
            groups.append(Group(trait.code, value, len(same), index))
    return groups


def _check(office: Office, answers: Answers) -> None:
    problems: dict[str, LajurError] = {}
    if not answers.scores:
        problems["scores"] = LajurError("Please answer at least one question.")
    if not answers.scores.keys() <= set(_codes(office)):
        problems["scores"] = LajurError("Please choose one of the answers.")
    problems |= {
        code: LajurError("Please choose one of the answers.")
        for code, score in answers.scores.items()
        if not LOWEST <= score <= HIGHEST
    }
    offered = {trait.code: trait.values for trait in office.survey.traits}
    if any(value not in offered.get(code, ()) for code, value in answers.traits.items()):
        problems["traits"] = LajurError("Please choose one of the answers.")
    if len(answers.suggestion) > LONGEST_SUGGESTION:
        problems["suggestion"] = LajurError("This is longer than {most} characters.", most=LONGEST_SUGGESTION)
    if problems:
        raise Invalid(problems)


def _codes(office: Office) -> Sequence[str]:
    return [question.code for question in office.survey.questions]


def _begin(office: Office, day: date) -> datetime:
    return datetime.combine(day, time.min, office.calendar.zone)


def _seal(key: str, sop: str, drawn: bytes) -> bytes:
    return _sealed(key, f"survey of:{sop}:".encode() + drawn)


def _sealed(key: str, text: bytes) -> bytes:
    return hmac.new(key.encode(), text, sha256).digest()[:HALF]


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _raw(token: str) -> bytes:
    """The bytes of a token. Only one text stands for them, or a used token would have a second life."""
    try:
        raw = urlsafe_b64decode(token)
    except ValueError:
        raise NotFound from None
    if urlsafe_b64encode(raw).decode() != token:
        raise NotFound
    return raw
