"""Who may work in the studio, and the working copy he asks for."""

from dataclasses import replace

from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER, User
from app.model.release import NOTE, DefinitionEvent, Milestone
from app.model.studio import CopyState, WorkingCopy
from app.ports import Office, Unit

EDITORS = frozenset({ANALYST})
RELEASERS = frozenset({RELEASER, ADMINISTRATOR})
#: Who may look at working copies: those who edit, and those who decide on them.
READERS = frozenset({ANALYST, RELEASER, ADMINISTRATOR})


class Closed(Conflict):
    """This working copy has been closed in the meantime; nothing more can be changed in it."""


def must_edit(by: User) -> None:
    """Raises Forbidden for those who are no analysts."""
    if not by.groups & EDITORS:
        raise Forbidden("Only an analyst may edit an SOP.")


def must_read(by: User) -> None:
    """Raises Forbidden for those who have no business in the studio."""
    if not by.groups & READERS:
        raise Forbidden


def held(unit: Unit, copy_id: int) -> WorkingCopy:
    """A working copy that can be changed, held until the unit is over. Raises NotFound, or Closed."""
    copy = unit.hold_working_copy(copy_id)
    if copy is None:
        raise NotFound
    if copy.state is not CopyState.OPEN:
        raise Closed
    return copy


def note_saving(office: Office, unit: Unit, copy: WorkingCopy, *, by: User) -> WorkingCopy:
    """Keep who has saved a working copy, which this unit holds, and when. The history of the SOP tells once of each who
    edits what another has begun."""
    now = office.clock()
    if by.id not in unit.editors(copy.id):
        edited = DefinitionEvent(0, copy.sop, Milestone.EDITED, now, by.actor, copy.title, copy=copy.id)
        unit.add_definition_event(edited)
    saved = replace(copy, saved_at=now, saved_by=by.id)
    unit.save_working_copy(saved)
    return saved


def must_release(by: User) -> None:
    """Raises Forbidden for those who may not decide what is deployed."""
    if not by.groups & RELEASERS:
        raise Forbidden("Only a releaser may deploy.")


def noted(text: str, missing: str) -> str:
    """A note or a reason as it is kept. Raises LajurError, with the sentence `missing` when there is none."""
    note = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not note:
        raise LajurError(missing)
    if len(note) > NOTE:
        raise LajurError("A note has {n} characters at most.", n=NOTE)
    return note
