"""The list of a person's notices."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.notices import Told, notices, see, see_all
from app.model.notice import Notice, sentence
from app.web.notices.outbox import outbox_is_open
from app.web.notices.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.formats import day
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, language
from app.web.shared.notices import notice


@dataclass(frozen=True)
class Line:
    """One notice, ready to be read."""

    notice: Notice
    words: str


@room.get("/pemberitahuan")
@entrance(SIGNED_IN)
def listing() -> ResponseReturnValue:
    before = request.args.get("before", type=int)
    told = notices(office(), user(), before=before)
    return render_template(
        "notices/list.html", lines=_lines(told), before=before, next=told.page.next, outbox=outbox_is_open()
    )


@room.post("/pemberitahuan/baca")
@entrance(SIGNED_IN)
def read_all() -> ResponseReturnValue:
    see_all(office(), by=user())
    notice(gettext("All notices are marked as read."))
    return redirect(url_for("notices.listing"), 303)


@room.post("/pemberitahuan/<int:notice_id>/baca")
@entrance(SIGNED_IN)
def read(notice_id: int) -> ResponseReturnValue:
    see(office(), notice_id, by=user())
    return redirect(url_for("notices.listing", before=request.args.get("before", type=int)), 303)


@room.post("/pemberitahuan/<int:notice_id>/buka")
@entrance(SIGNED_IN)
def open_subject(notice_id: int) -> ResponseReturnValue:
    return redirect(see(office(), notice_id, by=user()), 303)


def _lines(told: Told) -> list[Line]:
    return [Line(each, _words(each, told)) for each in told.page.rows]


def _words(each: Notice, told: Told) -> str:
    by = str(each.facts.get("by", ""))
    return sentence({**each.facts, "who": told.names.get(by, by)}, language(), day)
