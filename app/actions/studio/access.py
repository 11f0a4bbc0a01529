"""Who may work in the studio, and the working copy he asks for."""

from app.model.errors import Conflict, Forbidden, NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER, User
from app.model.studio import CopyState, WorkingCopy
from app.ports import Unit

EDITORS = frozenset({ANALYST})
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
