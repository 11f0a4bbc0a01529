"""Deploy a working copy without a proposal, or an old version anew."""

from collections.abc import Collection
from dataclasses import replace

from app.actions._enter import Wish, enter
from app.actions.deploy import pass_gate
from app.actions.studio.access import must_release, noted
from app.actions.studio.propose import NOTE_MISSING, Unchanged, held_as_read, passed
from app.model.definition import Deployment
from app.model.errors import Forbidden, NotFound
from app.model.people import User
from app.model.release import Milestone
from app.model.studio import CopyState
from app.ports import Office, Unit


class OwnWork(Forbidden):
    """You have edited or proposed this change; somebody else must release it."""


def may_release(office: Office, by: User, editors: Collection[int]) -> None:
    """Raises Forbidden unless he is a releaser, OwnWork when the office asks for four eyes and he is an editor."""
    must_release(by)
    if office.four_eyes and by.id in editors:
        raise OwnWork


def release(office: Office, copy_id: int, *, read: str, over: int, note: str, by: User) -> Deployment:
    """Deploy the files of a working copy at once.

    `read` is the digest of the bundle that was looked at, `over` the version it shall follow. Raises what `propose`
    raises, and OwnWork when four eyes are asked for and he has edited it.
    """
    words = noted(note, NOTE_MISSING)
    with office.store.reading() as reader:
        may_release(office, by, reader.editors(copy_id))
    bundle = passed(office, copy_id, read=read, by=by)
    now = office.clock()
    with office.store.writing() as unit:
        copy = held_as_read(unit, copy_id, read, over)
        may_release(office, by, unit.editors(copy_id))
        deployment = enter(unit, Wish(copy.sop, bundle, by.actor, words, now, over, copy=copy_id))
        settle(unit, copy_id, deployment)
        unit.commit()
    return deployment


def restore(office: Office, sop: str, version: int, *, over: int, note: str, by: User) -> Deployment:
    """Deploy the files of an old version as a new one. It was released once, so that one releaser is enough.

    Raises Forbidden, NotFound, Unchanged for what is in force, Overtaken, and what `pass_gate` raises: the house may
    have come to rules that the old version breaks.
    """
    must_release(by)
    words = noted(note, NOTE_MISSING)
    with office.store.reading() as reader:
        old, newest = reader.deployment(sop, version), reader.deployment(sop)
        bundle = reader.bundle(old.digest) if old else None
    if old is None or newest is None or bundle is None:
        raise NotFound
    if old.digest == newest.digest:
        raise Unchanged(None, version=newest.version)
    pass_gate(office, bundle, sop)
    with office.store.writing() as unit:
        wish = Wish(sop, bundle, by.actor, words, office.clock(), over, Milestone.RESTORED)
        deployment = enter(unit, wish)
        unit.commit()
    return deployment


def settle(unit: Unit, copy_id: int, deployment: Deployment) -> None:
    """Close the working copy that has become a version; one that was edited further stays open and follows it."""
    copy, bundle = unit.hold_working_copy(copy_id), unit.working_bundle(copy_id)
    if copy is None or bundle is None or copy.state is not CopyState.OPEN:
        return
    if bundle.digest == deployment.digest:
        unit.save_working_copy(replace(copy, state=CopyState.DEPLOYED))
    else:
        unit.save_working_copy(replace(copy, base=deployment.version))
