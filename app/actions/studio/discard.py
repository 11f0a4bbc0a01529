"""Discard a working copy, bring it back, or give it another title."""

from dataclasses import replace

from app.actions.studio.access import held, must_edit
from app.actions.studio.begin import titled
from app.model.errors import Conflict, Forbidden, NotFound
from app.model.people import User
from app.model.release import DefinitionEvent, Milestone
from app.model.studio import CopyState, WorkingCopy
from app.ports import Office, Unit


def discard(office: Office, copy_id: int, *, by: User) -> None:
    """Close a working copy without using it. Its files stay in the books. Raises Forbidden unless it is his own."""
    must_edit(by)
    with office.store.writing() as unit:
        copy = held(unit, copy_id)
        if copy.owner != by.id:
            raise Forbidden("Only who began a working copy may discard it.")
        if unit.open_proposal_of(copy_id):
            raise Conflict("A proposal of this working copy waits; withdraw it first.")
        unit.save_working_copy(replace(copy, state=CopyState.DISCARDED))
        _write(unit, office, copy, Milestone.DISCARDED, by)
        unit.commit()


def bring_back(office: Office, copy_id: int, *, by: User) -> WorkingCopy:
    """Open a working copy again that was discarded. Raises NotFound, Conflict when it was not, Forbidden unless it is
    his own."""
    must_edit(by)
    with office.store.writing() as unit:
        copy = unit.hold_working_copy(copy_id)
        if copy is None:
            raise NotFound
        if copy.state is not CopyState.DISCARDED:
            raise Conflict
        if copy.owner != by.id:
            raise Forbidden("Only who began a working copy may bring it back.")
        unit.save_working_copy(replace(copy, state=CopyState.OPEN))
        _write(unit, office, copy, Milestone.REOPENED, by)
        unit.commit()
    return replace(copy, state=CopyState.OPEN)


def rename(office: Office, copy_id: int, title: str, *, by: User) -> WorkingCopy:
    """Give a working copy another title. Raises LajurError for one that is too long."""
    must_edit(by)
    with office.store.writing() as unit:
        copy = replace(held(unit, copy_id), title=titled(title))
        unit.save_working_copy(copy)
        unit.commit()
    return copy


def _write(unit: Unit, office: Office, copy: WorkingCopy, kind: Milestone, by: User) -> None:
    unit.add_definition_event(DefinitionEvent(0, copy.sop, kind, office.clock(), by.actor, copy.title, copy=copy.id))
