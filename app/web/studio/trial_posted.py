"""What somebody posts on the page of a trial."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import accumulate
from json import dumps, loads
from math import isfinite

from flask import request

from app.actions.studio.open_copy import Opened
from app.actions.trial.look import TrialView, outcomes
from app.actions.trial.steps import wait, wait_until
from app.model.errors import LajurError
from app.model.story import Deed, StoryStep
from app.model.values import Json, Variables
from app.web.shared.house import office

#: How deep values may be nested.
DEEPEST = 30
#: What can be chosen for a system besides the answers of the scenarios and the errors that are caught.
OWN, FAILS, THROWS = "sendiri", "gagal", "galat:"


def at() -> int:
    """How many steps the reader has seen; -1, which no trial has, when the page does not say."""
    return request.form.get("at", -1, int)


def asked_step(opened: Opened, view: TrialView) -> StoryStep:
    """The step that a button asks for. Raises a LajurError."""
    form = request.form
    element, deed = form.get("element", "")[:200], form.get("deed", "")
    if deed == Deed.WAIT:
        return _wait(view, form.get("sampai", ""), form.get("lama", ""))
    if deed == Deed.RETRY:
        return StoryStep(Deed.RETRY, element)
    if deed == Deed.SERVICE:
        return _answer(opened, element, form.get("jawaban", ""), form.get("nilai", ""))
    raise LajurError("There is no such step.")


def asked_start() -> datetime | None:
    """When a trial shall begin; None: as usual. Raises a LajurError."""
    text = request.form.get("mulai", "").strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or office().calendar.zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise LajurError("“{text}” is no date with a time.", text=text[:40]) from error


def values_of(text: str) -> dict[str, Json]:
    """The values that lines `name = value` give: a value is JSON, or else a text. Raises a LajurError."""
    found: dict[str, Json] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, sign, value = (part.strip() for part in line.partition("="))
        if not sign or not name.isidentifier():
            raise LajurError("“{line}” is not a line of the form name = value.", line=line[:80])
        found[name] = _value(value)
    return found


def _wait(view: TrialView, until: str, duration: str) -> StoryStep:
    """The step that moves the clock: until a timer that is set, or by a time."""
    due = next((work.due_at for work in view.timers if str(work.id) == until), None)
    if due is not None and view.now is not None:
        return wait_until(view.now, due)
    return wait(duration)


def _answer(opened: Opened, element: str, chosen: str, text: str) -> StoryStep:
    if chosen == FAILS:
        return StoryStep(Deed.FAIL, element)
    if chosen.startswith(THROWS):
        return StoryStep(Deed.THROW, element, code=chosen.removeprefix(THROWS)[:200])
    if chosen == OWN:
        return StoryStep(Deed.SERVICE, element, values_of(text))
    known = outcomes(office(), opened, element)
    values: Mapping[str, Variables] = {str(number): each.values for number, each in enumerate(known)}
    if chosen not in values:
        raise LajurError("Please choose what the system answers.")
    return StoryStep(Deed.SERVICE, element, values[chosen])


def _value(text: str) -> Json:
    """JSON that can be kept; whatever else it is, a text."""
    if _depth(text) > DEEPEST:
        return text
    try:
        value: Json = loads(text, parse_constant=_no_number, parse_float=_number)
        dumps(value, ensure_ascii=False).encode()
    except ValueError:
        return text
    return value


def _depth(text: str) -> int:
    """How deep the brackets of a text are nested, those in texts among them."""
    turns = accumulate((sign in "[{") - (sign in "]}") for sign in text)
    return max(turns, default=0)


def _number(text: str) -> float:
    value = float(text)
    return value if isfinite(value) else _no_number(text)


def _no_number(text: str) -> float:
    raise ValueError(text)
