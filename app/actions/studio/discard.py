"""Discard a working copy, or give it another title."""

from dataclasses import replace

from app.actions.studio.access import held, must_edit
from app.actions.studio.begin import titled
from app.model.errors import Forbidden
from app.model.people import User
from app.model.studio import CopyState, WorkingCopy
from app.ports import Office


def discard(office: Office, copy_id: int, *, by: User) -> None:
    """Close a working copy without using it. Its files stay in the books. Raises Forbidden unless it is his own."""
    must_edit(by)
    with office.store.writing() as unit:
        copy = held(unit, copy_id)
        if copy.owner != by.id:
            raise Forbidden("Only who began a working copy may discard it.")
        unit.save_working_copy(replace(copy, state=CopyState.DISCARDED))
        unit.commit()


def rename(office: Office, copy_id: int, title: str, *, by: User) -> WorkingCopy:
    """Give a working copy another title. Raises LajurError for one that is too long."""
    must_edit(by)
    with office.store.writing() as unit:
        copy = replace(held(unit, copy_id), title=titled(title))
        unit.save_working_copy(copy)
        unit.commit()
    return copy
