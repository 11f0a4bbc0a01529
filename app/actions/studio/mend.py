"""Mend a problem of a working copy at a click."""

from app.actions.studio.access import must_edit
from app.actions.studio.open_copy import opened
from app.actions.studio.problems import judge, with_diagram
from app.actions.studio.save_file import NOTHING, digest_of, save_file
from app.lint.fixes import Mended, NothingToMend, mended
from app.model.bundle import DIAGRAM
from app.model.people import User
from app.ports import Office


def mend(office: Office, copy_id: int, fix: str, element: str, *, by: User, diagram: bytes) -> Mended:
    """`diagram`, which nobody has saved yet, after a fix. Files that the fix adds are saved with the working copy.

    Raises Forbidden unless `by` is an analyst, NotFound, Closed, NothingToMend when the fix is not offered there (any
    more), or Stale when somebody has just added such a file.
    """
    must_edit(by)
    bundle = with_diagram(opened(office, copy_id, by=by).bundle, diagram)
    subject = judge(office, bundle).subject
    if subject is None:
        raise NothingToMend
    done = mended(subject, bundle.files[DIAGRAM], fix, element)
    for path, data in done.files.items():
        save_file(office, copy_id, path, data, read=NOTHING, by=by)
    return done


def mend_saved(office: Office, copy_id: int, fix: str, element: str, *, read: str, by: User) -> Mended:
    """Mend the diagram that was saved, and save it. `read` is the digest of the diagram that the reader has seen.

    Raises as `mend`, and Stale when somebody has saved the diagram meanwhile.
    """
    diagram = opened(office, copy_id, by=by).bundle.files[DIAGRAM]
    if digest_of(diagram) != read:
        raise NothingToMend
    done = mend(office, copy_id, fix, element, by=by, diagram=diagram)
    save_file(office, copy_id, DIAGRAM, done.diagram, read=read, by=by)
    return done
