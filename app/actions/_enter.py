"""Enter a version of an SOP into the books, in the unit of whoever has checked it."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.errors import Conflict
from app.model.people import User
from app.model.release import DefinitionEvent, Milestone
from app.ports import Unit


class Overtaken(Conflict):
    """Version {version} is in force now; compare with it before you go on."""


@dataclass(frozen=True)
class Wish:
    """A bundle that shall be the next version of `sop`. It passed the gate; `over` is the version it shall follow
    (None: whichever is the newest). `kind` says how it came about, `copy` and `proposal` from where."""

    sop: str
    bundle: Bundle
    actor: str
    note: str
    at: datetime
    over: int | None = None
    kind: Milestone = Milestone.DEPLOYED
    copy: int | None = None
    proposal: int | None = None


def enter(unit: Unit, wish: Wish) -> Deployment:
    """The deployment that the wish has become; the newest one if its bytes are the same.

    Raises Overtaken when another version is in force than the wish knows of.
    """
    newest = unit.deployment(wish.sop)
    last = newest.version if newest else 0
    if wish.over is not None and wish.over != last:
        raise Overtaken(None, version=last)
    if newest is not None and newest.digest == wish.bundle.digest:
        return newest
    deployment = Deployment(wish.sop, last + 1, wish.bundle.digest, wish.actor, wish.at, wish.note)
    unit.add_bundle(wish.bundle)
    unit.add_deployment(deployment)
    event = DefinitionEvent(0, wish.sop, wish.kind, wish.at, wish.actor, wish.note, deployment.digest, last + 1)
    unit.add_definition_event(replace(event, copy=wish.copy, proposal=wish.proposal))
    return deployment


def actor_of(by: User | None) -> str:
    """How histories name who acts; None is the house itself."""
    return by.actor if by else "system"
