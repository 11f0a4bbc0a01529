"""The facts of a working copy, section by section: drawn and checked like the forms of staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.facts import FactSheet, SectionStale, fact_sheet, save_facts
from app.actions.studio.open_copy import Opened
from app.facts import Section, sections
from app.facts.compare import Difference, differences
from app.form import FormView, decode, fill
from app.model.errors import Invalid, LajurError, NotFound, Refused
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.values import Variables
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, language, sentence
from app.web.shared.notices import notice
from app.web.studio.copy import asked
from app.web.studio.room import room

#: Buttons that change the page and save nothing.
CHANGES = frozenset({"_update", "_add", "_remove", "_up", "_down"})


@dataclass(frozen=True)
class FactPage:
    """What the page of a section shows. `seen` is what a save will claim to have read; `theirs` is in what the file
    differs from what was typed, when somebody was faster."""

    opened: Opened
    section: Section
    sections: Sequence[Section]
    form: FormView
    seen: str
    error: str = ""
    theirs: Sequence[Difference] = ()


@room.get("/<int:copy_id>/fakta")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def facts(copy_id: int) -> ResponseReturnValue:
    return render_template("studio/facts.html", opened=asked(copy_id), sections=sections().values(), titled=titled)


@room.get("/<int:copy_id>/fakta/<section>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def fact_section(copy_id: int, section: str) -> ResponseReturnValue:
    try:
        found = fact_sheet(office(), copy_id, section, by=user())
    except Refused as refused:
        return _unreadable(copy_id, section, refused)
    return _drawn(_page(found, None))


@room.post("/<int:copy_id>/fakta/<section>")
@entrance(ANALYST)
def save_section(copy_id: int, section: str) -> ResponseReturnValue:
    found = fact_sheet(office(), copy_id, section, by=user())
    typed = decode(found.sheet.form, {name: request.form.getlist(name) for name in request.form})
    seen = request.form.get("_seen", "")
    if CHANGES & request.form.keys():
        return _drawn(_page(found, typed, seen=seen))
    try:
        save_facts(office(), copy_id, section, typed, seen=seen, by=user())
    except (Invalid, SectionStale, Refused) as error:
        return _again(fact_sheet(office(), copy_id, section, by=user()), typed, seen, error)
    notice(gettext("Saved."))
    return redirect(url_for("studio.fact_section", copy_id=copy_id, section=section), 303)


def titled(section: Section) -> tuple[str, str]:
    """Title and help of a section in the reader's language."""
    return (section.title_en, section.help_en) if language() == "en" else (section.title, section.help)


def _again(found: FactSheet, typed: Variables, seen: str, error: LajurError) -> ResponseReturnValue:
    """The page with what was typed, and why it was not saved."""
    if isinstance(error, SectionStale):
        theirs = differences(found.sheet, found.sheet.values, typed)
        return _drawn(_page(found, typed, seen=found.seen, error=sentence(error), theirs=theirs), error.status)
    problems = error.problems if isinstance(error, Invalid) else {}
    told = "" if problems else sentence(error)
    return _drawn(_page(found, typed, problems, seen=seen, error=told), error.status)


def _page(
    found: FactSheet,
    typed: Variables | None,
    problems: Mapping[str, LajurError] | None = None,
    *,
    seen: str = "",
    error: str = "",
    theirs: Sequence[Difference] = (),
) -> FactPage:
    now, zone = office().clock(), office().calendar.zone
    view = fill(
        found.sheet.form,
        found.sheet.values,
        now=now,
        zone=zone,
        answers=typed,
        problems=problems,
        locale=language(),
    )
    every = tuple(sections().values())
    return FactPage(found.opened, found.sheet.section, every, view, seen or found.seen, error, theirs)


def _drawn(page: FactPage, status: int = 200) -> ResponseReturnValue:
    return render_template("studio/fact_section.html", it=page, opened=page.opened, titled=titled), status


def _unreadable(copy_id: int, key: str, refused: Refused) -> ResponseReturnValue:
    if key not in sections():
        raise NotFound
    page = render_template(
        "studio/facts.html", opened=asked(copy_id), sections=(), titled=titled, error=sentence(refused)
    )
    return page, refused.status
