"""The bell in the head of every page, and the count that its script asks for."""

from dataclasses import dataclass

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from app.actions.notices import COUNTED, unseen
from app.web.notices.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, ngettext
from app.web.shared.unattended import unattended


@dataclass(frozen=True)
class Bell:
    """The number beside the bell (empty for none) and the words for those who do not see it."""

    number: str
    words: str


def ring(app: Flask) -> None:
    """Let every page have its bell."""
    app.jinja_env.globals.update(bell=bell)


def bell() -> Bell:
    """The bell of the person who is signed in. One look into a narrow index."""
    count = unseen(office(), user())
    if count > COUNTED:
        return Bell(f"{COUNTED}+", gettext("More than %(count)s unread notices", count=COUNTED))
    return Bell(str(count) if count else "", ngettext("%(num)d unread notice", "%(num)d unread notices", count))


@room.get("/pemberitahuan/jumlah")
@entrance(SIGNED_IN)
@unattended
def count() -> ResponseReturnValue:
    now = bell()
    return jsonify(number=now.number, words=now.words)
