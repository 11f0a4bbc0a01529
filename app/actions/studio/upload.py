"""Put files from outside into a working copy: one, or a ZIP of all."""

from collections.abc import Mapping

from app.actions.studio.access import held, must_edit, note_saving
from app.actions.studio.archive import only_one, unzipped
from app.actions.studio.save_file import Stale
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, TEMPLATES, Bundle
from app.model.errors import LajurError, TooLarge
from app.model.people import User
from app.model.studio import FILE_LIMIT, FILES_LIMIT, WorkingCopy, is_place
from app.ports import Office


def upload(office: Office, copy_id: int, name: str, data: bytes, *, read: str, by: User) -> WorkingCopy:
    """Put a file into a working copy, by its name: `*.bpmn` is the diagram, `sop.toml`, `scenarios.toml`, `*.form`,
    `*.md`; a `*.zip` takes the place of all files.

    `read` is the digest of the files as the reader has seen them. Raises Stale when somebody has saved since, Refused
    or LajurError for a file that no SOP has, TooLarge, Closed, NotFound, Forbidden.
    """
    must_edit(by)
    with office.store.writing() as unit:
        copy = held(unit, copy_id)
        bundle = unit.working_bundle(copy_id) or Bundle({})
        if bundle.digest != read:
            saver = unit.user(copy.saved_by)
            raise Stale(None, name=saver.name if saver else "?")
        files = _brought(copy.sop, bundle, name, data)
        for path in files.keys() | bundle.files.keys():
            if files.get(path) != bundle.files.get(path):
                unit.save_working_file(copy_id, path, files.get(path))
        saved = note_saving(office, unit, copy, by=by)
        unit.commit()
    return saved


def _brought(sop: str, bundle: Bundle, name: str, data: bytes) -> Mapping[str, bytes]:
    """All files as they are to be."""
    if name.lower().endswith(".zip"):
        _, brought = only_one(unzipped(data), sop)
        files = brought.files
        if missing := [path for path in (DIAGRAM, SOP) if path not in files]:
            raise LajurError("{path} is missing.", path=missing[0])
    else:
        if len(data) > FILE_LIMIT:
            raise TooLarge(None, limit=f"{FILE_LIMIT // 2**20} MB")
        files = {**bundle.files, place_of(name): data}
    if len(files) > FILES_LIMIT:
        raise LajurError("These are too many files, or one of them is too large.")
    return files


def place_of(name: str) -> str:
    """Where in a bundle a file of this name belongs. Raises LajurError when no SOP has such a file."""
    known = {"sop.toml": SOP, "scenarios.toml": SCENARIOS}
    ending = name.rpartition(".")[2].lower()
    folders = {"form": "forms/", "md": TEMPLATES}
    path = DIAGRAM if ending in ("bpmn", "xml") else known.get(name) or f"{folders.get(ending, '')}{name}"
    if not is_place(path):
        raise LajurError("An SOP has no file “{path}”.", path=name[:100])
    return path
