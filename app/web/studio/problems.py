"""The problems of a working copy, for the editor that asks while somebody draws, and the button that mends one."""

from time import perf_counter

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.mend import mend, mend_saved
from app.actions.studio.problems import Problem, problems
from app.lint.fixes import Mended
from app.model.errors import LajurError
from app.model.finding import begun
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.values import Json
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence
from app.web.shared.notices import notice
from app.web.studio.room import room

#: A problem in the reader's language, as scripts and pages take it.
Told = dict[str, Json]
#: Pages on which people mend what no click can: rule -> page of the working copy, and what the link says.
PAGES = {
    "lane_without_group": ("fakta/lajur", lazy_gettext("Choose the group")),
    "sop_names": ("fakta", lazy_gettext("Open the facts of the SOP")),
    "rows": ("fakta/mutu-baku", lazy_gettext("Open the facts of the SOP")),
    "letters": ("fakta/agenda-surat", lazy_gettext("Open the facts of the SOP")),
    "service_standard": ("fakta/standar-pelayanan", lazy_gettext("Open the facts of the SOP")),
    "form_names": ("formulir", lazy_gettext("Open the forms")),
    "templates": ("surat", lazy_gettext("Open the letters")),
}


class NotUnderstood(LajurError):
    """This request cannot be understood; please reload the page."""


@room.post("/<int:copy_id>/masalah")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def find_problems(copy_id: int) -> ResponseReturnValue:
    """Judges the diagram in the body, not yet saved; without a body the one that was saved."""
    began = perf_counter()
    found = problems(office(), copy_id, by=user(), diagram=request.get_data())
    return {"findings": [told(copy_id, each) for each in found], "ms": round((perf_counter() - began) * 1000)}


@room.post("/<int:copy_id>/perbaiki")
@entrance(ANALYST)
def mend_problem(copy_id: int) -> ResponseReturnValue:
    """Mends the diagram in the body, not yet saved: `{element, fix, xml}` -> `{xml, files, note}`."""
    asked = request.get_json()
    fix, element, xml = (asked.get(name) if isinstance(asked, dict) else None for name in ("fix", "element", "xml"))
    if not (isinstance(fix, str) and isinstance(element, str) and isinstance(xml, str)):
        raise NotUnderstood
    done = mend(office(), copy_id, fix, element, by=user(), diagram=xml.encode("utf-8", "replace"))
    return {"xml": done.diagram.decode(), "files": sorted(done.files), "note": note_of(done)}


@room.post("/<int:copy_id>/perbaiki-tersimpan")
@entrance(ANALYST)
def mend_saved_problem(copy_id: int) -> ResponseReturnValue:
    asked = request.form
    fix, element, read = (asked.get(name, "") for name in ("fix", "element", "read"))
    notice(note_of(mend_saved(office(), copy_id, fix, element, read=read, by=user())))
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


def note_of(done: Mended) -> str:
    """What a fix has done, for the person who pressed its button."""
    if done.files:
        return gettext("Mended; added: %(files)s.", files=", ".join(sorted(done.files)))
    return gettext("Mended.")


def told(copy_id: int, problem: Problem) -> Told:
    """A problem in the reader's language. `fix` is a button, or with `href` a link to the page where it is mended."""
    finding = problem.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "element": finding.element,
        "line": finding.line,
        "sentence": begun(sentence(finding.says)),
        "reason": sentence(problem.reason),
        "fix": _fix(copy_id, problem),
    }


def _fix(copy_id: int, problem: Problem) -> dict[str, Json] | None:
    if problem.offer:
        return {"id": problem.offer.id, "label": sentence(problem.offer.label)}
    page, words = PAGES.get(problem.finding.rule, ("", ""))
    address = f"/studio/{copy_id}/{page}"
    adapter = current_app.create_url_adapter(request)
    if page and adapter and adapter.test(address, "GET"):
        return {"id": "", "label": str(words), "href": address}
    return None
