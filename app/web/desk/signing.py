"""Signing on the page of a task: the code stands in the form beside the answers, so that nothing typed is lost."""

from flask import request, session

from app.actions.look import TaskForm
from app.actions.second_factor import WrongCode, prove
from app.actions.sign_in import TooManyTries
from app.actions.signing import SIMULATION, NoSecondFactor, SignFirst, signs
from app.model.errors import LajurError
from app.web.shared.house import office, user

#: What keeps a task from being signed, and is told beside the signature.
REFUSALS = (SignFirst, NoSecondFactor, WrongCode, TooManyTries)


def proof_for(task: TaskForm) -> str:
    """What shows that its doer signs a task: of the code he has posted, or of one he has shown a moment ago.

    Raises WrongCode or TooManyTries.
    """
    if not signs(task.definition.outline.elements[task.work.element]):
        return ""
    if request.form.get("_simulate"):
        return SIMULATION
    if code := request.form.get("_code", "").strip():
        session["proof"] = prove(office(), code, by=user())
    return kept_proof()


def kept_proof() -> str:
    """The proof of this session, however old."""
    return str(session.get("proof", ""))


def is_refusal(error: LajurError | None) -> bool:
    """Whether an error is about the signature."""
    return isinstance(error, REFUSALS)
