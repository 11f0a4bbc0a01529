"""Begin a working copy: of a version that is deployed, or of files that somebody brings."""

from app.actions.studio.access import must_edit
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import LajurError, NotFound
from app.model.people import User
from app.model.release import DefinitionEvent, Milestone
from app.model.studio import FILE_LIMIT, FILES_LIMIT, TITLE, WorkingCopy, is_place
from app.ports import Office


def begin(office: Office, sop: str, *, by: User, version: int | None = None, title: str = "") -> WorkingCopy:
    """A working copy of a version of an SOP, by default of its newest. Without a title it has that of the SOP.

    Raises NotFound when there is no such version.
    """
    must_edit(by)
    with office.store.reading() as reader:
        deployment = reader.deployment(sop, version)
        bundle = reader.bundle(deployment.digest) if deployment else None
    if deployment is None or bundle is None:
        raise NotFound
    return _kept(office, sop, bundle, by, title, deployment.version)


def begin_with(office: Office, sop: str, bundle: Bundle, *, by: User, title: str = "") -> WorkingCopy:
    """A working copy of given files; they may be those of an SOP that nobody has deployed yet.

    They need not be right yet, only be what a bundle holds. Raises LajurError when they are not.
    """
    must_edit(by)
    _must_be_files(sop, bundle)
    with office.store.reading() as reader:
        deployment = reader.deployment(sop)
    return _kept(office, sop, bundle, by, title, deployment.version if deployment else 0)


def titled(text: str) -> str:
    """A title as it is kept. Raises LajurError for one that is too long."""
    title = " ".join(text.split())
    if len(title) > TITLE:
        raise LajurError("A title has {n} characters at most.", n=TITLE)
    return title


def _must_be_files(sop: str, bundle: Bundle) -> None:
    if not (sop.isidentifier() and sop.isascii() and len(sop) <= 60):
        raise LajurError("The key of an SOP is made of letters, digits and “_”; “{key}” is not.", key=sop[:60])
    if missing := [path for path in (DIAGRAM, SOP) if path not in bundle.files]:
        raise LajurError("{path} is missing.", path=missing[0])
    if strange := [path for path in bundle.files if not is_place(path)]:
        raise LajurError("An SOP has no file “{path}”.", path=strange[0][:100])
    if len(bundle.files) > FILES_LIMIT or any(len(data) > FILE_LIMIT for data in bundle.files.values()):
        raise LajurError("These are too many files, or one of them is too large.")


def _title_of(office: Office, bundle: Bundle) -> str:
    """What its document calls the SOP; nothing when its files cannot be read yet."""
    try:
        return office.read(bundle).sop.identity.title[:TITLE]
    except LajurError:
        return ""


def _kept(office: Office, sop: str, bundle: Bundle, by: User, title: str, base: int) -> WorkingCopy:
    now = office.clock()
    fresh = WorkingCopy(0, sop, titled(title) or _title_of(office, bundle), by.id, base, now, now, by.id)
    with office.store.writing() as unit:
        copy = unit.add_working_copy(fresh, bundle)
        began = DefinitionEvent(0, sop, Milestone.BEGAN, now, by.actor, fresh.title, copy=copy.id)
        unit.add_definition_event(began)
        unit.commit()
    return copy
