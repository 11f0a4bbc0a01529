"""Save what an editor makes of a diagram, without losing what the editor knows nothing of."""

from dataclasses import dataclass

from app.actions.studio.save_file import digest_of, save_file
from app.model.bundle import DIAGRAM
from app.model.people import User
from app.model.studio import WorkingCopy
from app.notation.keep import kept
from app.ports import Office


@dataclass(frozen=True)
class Edit:
    """The file that an editor has read, what it wrote of it before any change, and what it writes of it now."""

    original: bytes
    exported: bytes
    edited: bytes


def save_diagram(office: Office, copy_id: int, edit: Edit, *, read: str | None, by: User) -> tuple[WorkingCopy, str]:
    """Put an edited diagram into a working copy; answers it with the digest of what was saved.

    Whatever was not touched stays as it was written in the file that was read; without a change that very file is
    saved. Raises Refused for what is no BPMN, and what `save_file` raises.
    """
    data = kept(edit.original, edit.exported, edit.edited)
    return save_file(office, copy_id, DIAGRAM, data, read=read, by=by), digest_of(data)
