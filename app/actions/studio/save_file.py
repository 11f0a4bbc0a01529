"""Save a file of a working copy, unless somebody else has saved it since it was read."""

from hashlib import sha256

from app.actions.studio.access import held, must_edit, note_saving
from app.model.errors import Conflict, LajurError, TooLarge
from app.model.people import User
from app.model.studio import FILE_LIMIT, FILES_LIMIT, WorkingCopy, is_place
from app.ports import Office, Unit

#: What somebody has read who found no file there.
NOTHING = ""


class Stale(Conflict):
    """{name} has saved this file since you read it."""


def digest_of(data: bytes | None) -> str:
    """What names the bytes of a file: their SHA-256, hexadecimal; `NOTHING` for no file."""
    return NOTHING if data is None else sha256(data).hexdigest()


def save_file(
    office: Office, copy_id: int, path: str, data: bytes | None, *, read: str | None, by: User
) -> WorkingCopy:
    """Put a file into a working copy, or take it away (`data` None).

    `read` is the digest of the file that the change began from; None overwrites whatever is there. Raises Stale, with
    the name of who saved last as fact `name`, NotFound, Closed, Forbidden, TooLarge, or LajurError for a path that no
    bundle has. The same bytes change nothing.
    """
    must_edit(by)
    if not is_place(path):
        raise LajurError("An SOP has no file “{path}”.", path=path[:100])
    if data is not None and len(data) > FILE_LIMIT:
        raise TooLarge(None, limit=f"{FILE_LIMIT // 2**20} MB")
    with office.store.writing() as unit:
        copy = held(unit, copy_id)
        bundle = unit.working_bundle(copy_id)
        files = bundle.files if bundle else {}
        if files.get(path) == data:
            return copy
        if read is not None and read != digest_of(files.get(path)):
            raise Stale(None, name=_name(unit, copy.saved_by))
        if path not in files and len(files) >= FILES_LIMIT:
            raise LajurError("These are too many files, or one of them is too large.")
        unit.save_working_file(copy_id, path, data)
        saved = note_saving(office, unit, copy, by=by)
        unit.commit()
    return saved


def _name(unit: Unit, person: int) -> str:
    found = unit.user(person)
    return found.name if found else "?"
