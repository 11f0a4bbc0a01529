"""Signing: a task whose element has the property `signs` = "true" asks its doer for a fresh second factor."""

from datetime import datetime, timedelta
from hmac import compare_digest

from app.actions.second_factor import digest_of
from app.model.errors import Forbidden
from app.model.outline import Element
from app.model.people import SecondFactor, User
from app.model.values import Json
from app.ports import Office, Reader

#: How long ago the second factor may have been shown.
FRESH = timedelta(minutes=5)
#: The proof of people of the demo and of stories, who have nothing to prove themselves with; it is marked.
SIMULATION = "simulation"


class SignFirst(Forbidden):
    """Please sign with a fresh code of your authenticator."""


class NoSecondFactor(Forbidden):
    """To sign you need a second factor; please set it up first."""


def signs(element: Element) -> bool:
    """Whether completing this element is a signature."""
    return element.properties.get("signs") == "true"


def signature(office: Office, reader: Reader, element: Element, by: User, proof: str) -> dict[str, Json]:
    """What the completion of a task says of its signature; nothing when it needs none.

    Raises SignFirst, or NoSecondFactor when `by` must set one up before he can sign.
    """
    if not signs(element):
        return {}
    factor = reader.second_factor(by.id)
    if factor is not None and factor.confirmed:
        proved_at = proved(office, factor, proof)
        if proved_at is None:
            raise SignFirst
        return {"signed": {"method": "totp", "at": proved_at.isoformat()}}
    if not may_simulate(office, by):
        raise NoSecondFactor
    if proof != SIMULATION:
        raise SignFirst
    return {"signed": {"method": SIMULATION, "at": office.clock().isoformat()}}


def proved(office: Office, factor: SecondFactor, proof: str) -> datetime | None:
    """When this very proof was given, if that was within the last minutes; None otherwise."""
    fresh = factor.proved_at is not None and office.clock() - factor.proved_at <= FRESH
    return factor.proved_at if fresh and compare_digest(factor.proof, digest_of(proof)) else None


def may_simulate(office: Office, user: User) -> bool:
    """Whether a signature of `user` is only played: in a demo or a story, by somebody without a password."""
    return office.rehearsal and not user.password
