"""Who has read which case: for one case and for all."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.actions.archive.readers import WATCHERS, readers
from app.model.reading import Reading
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import Lazy, lazy_gettext

WHAT: Mapping[Reading, Lazy] = {
    Reading.PAGE: lazy_gettext("the case"),
    Reading.PDF: lazy_gettext("the case as a PDF"),
    Reading.ZIP: lazy_gettext("the case as a ZIP"),
    Reading.ATTACHMENT: lazy_gettext("a file of the case"),
    Reading.EXPORT: lazy_gettext("the case in an export of many"),
    Reading.BACKTEST: lazy_gettext("the case in a back-test of many"),
}


@room.get("/pembacaan")
@entrance(*WATCHERS)
def all_readers() -> ResponseReturnValue:
    return _page()


@room.get("/permohonan/<number>/pembacaan")
@entrance(*WATCHERS)
def readers_of(number: str) -> ResponseReturnValue:
    return _page(number)


def _page(number: str = "") -> str:
    login, before = request.args.get("who", "").strip(), request.args.get("before", type=int)
    found = readers(office(), by=user(), number=number, login=login, before=before)
    return render_template("archive/readers.html", found=found, login=login, before=before, what=WHAT)
