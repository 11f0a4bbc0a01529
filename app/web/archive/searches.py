"""The searches an auditor keeps: keeping one, renaming it, deleting it after a second look."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.archive import find as archive
from app.actions.archive import searches
from app.model.errors import Forbidden, LajurError, NotFound
from app.model.people import AUDITOR
from app.web.archive.criteria import asked_again
from app.web.archive.find import address, must_make_sense
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice


@room.post("/pencarian")
@entrance(AUDITOR)
def save_search() -> ResponseReturnValue:
    wanted = asked_again(request.form.get("query", ""))
    must_make_sense(wanted)
    archive.check(office(), wanted.wish)
    searches.save_search(office(), request.form.get("name", ""), wanted.query, by=user())
    notice(gettext("The search is kept."))
    return redirect(address(wanted), 303)


@room.get("/pencarian/<int:search_id>")
@entrance(AUDITOR)
def kept_search(search_id: int) -> ResponseReturnValue:
    return _page(search_id)


@room.post("/pencarian/<int:search_id>")
@entrance(AUDITOR)
def rename_search(search_id: int) -> ResponseReturnValue:
    try:
        searches.rename_search(office(), search_id, request.form.get("name", ""), by=user())
    except (NotFound, Forbidden):
        raise
    except LajurError as error:
        return _page(search_id, error), error.status
    notice(gettext("The search has a new name."))
    return redirect(url_for("archive.find"), 303)


@room.post("/pencarian/<int:search_id>/hapus")
@entrance(AUDITOR)
def delete_search(search_id: int) -> ResponseReturnValue:
    searches.saved_search(office(), search_id, by=user())
    searches.delete_search(office(), search_id, by=user())
    notice(gettext("The search is deleted."))
    return redirect(url_for("archive.find"), 303)


def _page(search_id: int, error: LajurError | None = None) -> str:
    search = searches.saved_search(office(), search_id, by=user())
    return render_template("archive/search.html", search=search, error=error)
