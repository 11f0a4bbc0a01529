"""Open a working copy, to edit it or to judge it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.actions.studio.access import EDITORS, must_read
from app.model.bundle import Bundle
from app.model.errors import NotFound
from app.model.people import User
from app.model.studio import CopyState, WorkingCopy
from app.ports import Office


@dataclass(frozen=True)
class Opened:
    """A working copy with its files. `editable`: this person may change it now."""

    copy: WorkingCopy
    bundle: Bundle
    editable: bool


def opened(office: Office, copy_id: int, *, by: User) -> Opened:
    """A working copy as it was saved last. Raises NotFound, or Forbidden for those who have no business here."""
    must_read(by)
    with office.store.reading() as reader:
        copy = reader.working_copy(copy_id)
        bundle = reader.working_bundle(copy_id)
    if copy is None or bundle is None:
        raise NotFound
    return Opened(copy, bundle, copy.state is CopyState.OPEN and bool(by.groups & EDITORS))


def copies(office: Office, *, by: User, sop: str | None = None) -> Sequence[WorkingCopy]:
    """The open working copies of an SOP, or of all, last saved first. Raises Forbidden."""
    must_read(by)
    with office.store.reading() as reader:
        return reader.working_copies(sop)
