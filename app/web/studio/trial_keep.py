"""Keep a trial as a scenario of its working copy."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.save_file import digest_of
from app.actions.trial.look import view
from app.actions.trial.scenario import Wish, save_scenario
from app.model.bundle import SCENARIOS
from app.model.errors import LajurError
from app.model.people import ANALYST
from app.model.touch import passed
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice
from app.web.shared.words import activity
from app.web.studio.copy import asked
from app.web.studio.room import room
from app.web.studio.trial_posted import at
from app.web.studio.trial_view import TrialPage


@room.get("/<int:copy_id>/coba/simpan")
@entrance(ANALYST)
def trial_keep(copy_id: int) -> ResponseReturnValue:
    page = _page(copy_id)
    known = next((it for it in page.stories if page.view.trial and it.name == page.view.trial.scenario), None)
    if known:
        wish = Wish(known.name, known.title, known.title_en, known.passes, replaces=True)
    else:
        wish = Wish("", "", "", tuple(name for name, _ in _telling(page)))
    return _shown(page, wish)


@room.post("/<int:copy_id>/coba/simpan")
@entrance(ANALYST)
def keep_trial(copy_id: int) -> ResponseReturnValue:
    wish = _posted()
    try:
        save_scenario(office(), copy_id, wish, at=at(), read=request.form.get("read", ""), by=user())
    except LajurError as error:
        if error.status in (403, 404):
            raise
        return _shown(_page(copy_id), wish, sentence(error)), error.status
    notice(gettext("The scenario “%(name)s” has been saved. It holds.", name=wish.name))
    return redirect(url_for("studio.scenarios_one", copy_id=copy_id, name=wish.name), 303)


def _page(copy_id: int) -> TrialPage:
    opened = asked(copy_id)
    return TrialPage(opened, view(office(), opened, by=user()))


def _posted() -> Wish:
    form = request.form
    title, english = (" ".join(form.get(name, "").split()) for name in ("judul", "judul_en"))
    passes = tuple(dict.fromkeys(name[:200] for name in form.getlist("lewat")[:200]))
    return Wish(form.get("nama", "").strip(), title, english, passes, replaces="ganti" in form)


def _shown(page: TrialPage, wish: Wish, error: str = "") -> str:
    read = digest_of(page.opened.bundle.files.get(SCENARIOS))
    return render_template(
        "studio/trial_keep.html", opened=page.opened, page=page, wish=wish, error=error, read=read, passed=_passed(page)
    )


def _passed(page: TrialPage) -> list[tuple[str, str]]:
    """The activities that the trial has gone through, in the order of the diagram, with their names."""
    if page.case is None:
        return []
    gone = passed(page.case.events)
    nodes = page.case.definition.outline.elements.values()
    return [
        (each.id, activity(page.case.definition, each.id))
        for each in nodes
        if each.id in gone and (each.is_human or each.is_service or each.type == "boundaryEvent")
    ]


def _telling(page: TrialPage) -> list[tuple[str, str]]:
    """Those of them that not every scenario tells of: they make this way what it is."""
    everywhere = [{step.subject for step in story.steps} for story in page.stories]
    common = set.intersection(*everywhere) if everywhere else set()
    systems = {name for story in page.stories for name in story.services}
    return [(name, words) for name, words in _passed(page) if name not in common | systems]
