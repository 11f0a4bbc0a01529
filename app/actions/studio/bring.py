"""Begin a working copy of an SOP with files that somebody brings: a ZIP of all, or a diagram alone."""

import re
from collections.abc import Iterator

from app.actions.studio.access import must_edit
from app.actions.studio.archive import only_one, unzipped
from app.actions.studio.begin import begin_with
from app.lint.fixes.form_added import empty_form
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import LajurError, TooLarge
from app.model.outline import Outline
from app.model.people import User
from app.model.studio import FILE_LIMIT, WorkingCopy
from app.notation.diagram import read_diagram
from app.ports import Office
from app.sopdoc.make.facts import prefix, quoted
from app.sopdoc.make.plan import slug

_FORM = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")


def bring(office: Office, name: str, data: bytes, *, by: User, title: str = "") -> WorkingCopy:
    """A working copy of the files in a ZIP, or of a BPMN file with the facts and empty forms that it needs.

    Raises Refused, TooLarge or LajurError, with a sentence, for a file that is neither, and Forbidden.
    """
    must_edit(by)
    if name.lower().endswith(".zip"):
        sop, bundle = only_one(unzipped(data))
    elif name.lower().endswith((".bpmn", ".xml")):
        if len(data) > FILE_LIMIT:
            raise TooLarge(None, limit=f"{FILE_LIMIT // 2**20} MB")
        sop, bundle = bundle_of_diagram(data)
    else:
        raise LajurError("Bring a diagram (.bpmn) or a ZIP of all files of the SOP.")
    return begin_with(office, sop or _key_of(bundle), bundle, by=by, title=title)


def bundle_of_diagram(data: bytes) -> tuple[str, Bundle]:
    """The key of the SOP and its files: the diagram as it is, facts with a group for each lane, and empty forms.

    Raises Refused when the diagram cannot be read.
    """
    outline = read_diagram(data).outline
    key = slug(outline.process) or slug(outline.name) or "sop"
    forms = {each.form for each in outline.elements.values() if each.type in ("userTask", "task")}
    files = {f"forms/{form}.form": empty_form(form) for form in forms if form and _FORM.fullmatch(form)}
    facts = "\n".join(_facts(outline)) + "\n"
    return key, Bundle({DIAGRAM: data, SOP: facts.encode(), **files})


def _facts(outline: Outline) -> Iterator[str]:
    title = " ".join(outline.name.split()) or outline.process
    yield f"key = {quoted(outline.process)}"
    yield f"number_prefix = {quoted(prefix(title))}"
    yield from ('title = "=nomor_kasus"', 'business_key = "=nomor_kasus"', "", "[identity]")
    yield from ('number = "-"', f"title = {quoted(title)}", 'agency = "-"', "", "[groups]")
    works = {task.lane for task in outline.human_tasks()}
    lanes = (lane for lane in outline.lanes.values() if lane.id in works)
    yield from (f"{quoted(lane.id)} = {quoted(slug(lane.name) or 'petugas')}" for lane in lanes)


def _key_of(bundle: Bundle) -> str:
    """The key of an SOP whose files lie in no folder named after it."""
    data = bundle.files.get(DIAGRAM)
    return slug(read_diagram(data).outline.process) if data is not None else "sop"
