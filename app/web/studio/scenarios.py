"""The scenarios of a working copy: what came of them, what they go through on the diagram, and what none does."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.deploy import without_errors
from app.actions.rehearsal import rehearsal
from app.actions.studio.open_copy import Opened
from app.actions.studio.save_file import digest_of
from app.actions.trial.scenario import remove_scenario, rename_scenario
from app.model.bundle import SCENARIOS
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice
from app.web.studio.copy import asked
from app.web.studio.room import room
from app.web.studio.scenarios_view import OnePage, ScenariosPage, one_page, scenarios_page

WHO = (ANALYST, RELEASER, ADMINISTRATOR)


@room.get("/<int:copy_id>/skenario")
@entrance(*WHO)
def scenarios(copy_id: int) -> ResponseReturnValue:
    return _shown(scenarios_page(asked(copy_id)))


@room.post("/<int:copy_id>/skenario")
@entrance(*WHO)
def scenarios_play(copy_id: int) -> ResponseReturnValue:
    """Play all scenarios; the page then shows what came of them."""
    opened = asked(copy_id)
    try:
        without_errors(office(), opened.bundle)
        rehearsal(office(), opened.bundle)
    except LajurError as error:
        return _shown(scenarios_page(opened, sentence(error))), error.status
    return redirect(url_for("studio.scenarios", copy_id=copy_id), 303)


@room.get("/<int:copy_id>/skenario/<name>")
@entrance(*WHO)
def scenarios_one(copy_id: int, name: str) -> ResponseReturnValue:
    """One scenario, played while the reader waits."""
    return _one(one_page(asked(copy_id), name))


@room.post("/<int:copy_id>/skenario/<name>/nama")
@entrance(ANALYST)
def scenarios_rename(copy_id: int, name: str) -> ResponseReturnValue:
    new = request.form.get("nama", "").strip()
    try:
        rename_scenario(office(), copy_id, name, new, read=request.form.get("read", ""), by=user())
    except LajurError as error:
        if error.status in (403, 404):
            raise
        return _one(one_page(asked(copy_id), name, sentence(error))), error.status
    notice(gettext("The scenario is now called “%(name)s”.", name=new))
    return redirect(url_for("studio.scenarios_one", copy_id=copy_id, name=new), 303)


@room.get("/<int:copy_id>/skenario/<name>/buang")
@entrance(ANALYST)
def scenarios_ask_drop(copy_id: int, name: str) -> ResponseReturnValue:
    return _sure(asked(copy_id), name)


@room.post("/<int:copy_id>/skenario/<name>/buang")
@entrance(ANALYST)
def scenarios_drop(copy_id: int, name: str) -> ResponseReturnValue:
    try:
        remove_scenario(office(), copy_id, name, read=request.form.get("read", ""), by=user())
    except LajurError as error:
        if error.status in (403, 404):
            raise
        return _sure(asked(copy_id), name, sentence(error)), error.status
    notice(gettext("The scenario “%(name)s” has been removed.", name=name))
    return redirect(url_for("studio.scenarios", copy_id=copy_id), 303)


def _shown(page: ScenariosPage) -> str:
    return render_template("studio/scenarios.html", opened=page.opened, page=page)


def _one(page: OnePage) -> str:
    return render_template("studio/scenario.html", opened=page.opened, page=page, read=_read(page.opened))


def _sure(opened: Opened, name: str, error: str = "") -> str:
    page = one_page(opened, name, error)
    return render_template("studio/drop_scenario.html", opened=opened, page=page, read=_read(opened))


def _read(opened: Opened) -> str:
    return digest_of(opened.bundle.files.get(SCENARIOS))
