"""What people write to each other at a case: plain text, whatever it looks like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from app.actions import look
from app.actions.comment import MENTION
from app.actions.comment import comment as write
from app.actions.comment import withdraw as take_back
from app.model.desk import SECOND_THOUGHTS, Comment
from app.model.errors import NotFound
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.record import Record

#: An address as people paste it; the sign that ends a sentence does not belong to it.
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
SPECIAL = re.compile(f"(?P<link>{LINK.pattern})|(?P<mention>{MENTION.pattern})")


@dataclass(frozen=True)
class Remark:
    """A comment as one reader sees it."""

    id: int
    who: str
    at: datetime
    html: Markup
    internal: bool
    withdrawn: bool
    may_withdraw: bool


def remarks(record: Record) -> list[Remark]:
    """The comments of a case for its reader, the oldest first."""
    return [_remark(record, it) for it in record.case.comments]


@room.post("/permohonan/<number>/komentar")
@entrance(SIGNED_IN)
def add_comment(number: str) -> ResponseReturnValue:
    case = look.case(office(), number, user()).instance
    internal = request.form.get("internal", "on") == "on"
    kept = write(office(), case.id, request.form.get("text", ""), by=user(), internal=internal)
    return redirect(url_for("desk.case", number=number, _anchor=f"komentar-{kept.id}"), 303)


@room.post("/permohonan/<number>/komentar/<int:comment_id>/tarik")
@entrance(SIGNED_IN)
def withdraw_comment(number: str, comment_id: int) -> ResponseReturnValue:
    case = look.case(office(), number, user())
    if all(comment.id != comment_id for comment in case.comments):
        raise NotFound
    take_back(office(), comment_id, by=user())
    return redirect(url_for("desk.case", number=number, _anchor=f"komentar-{comment_id}"), 303)


def linked(text: str, names: dict[str, str]) -> Markup:
    """The text with its addresses as links and the people it mentions (login -> name) marked; all else is escaped."""
    return Markup("").join(_parts(text, names))


def _parts(text: str, names: dict[str, str]) -> Iterator[Markup]:
    end = 0
    for found in SPECIAL.finditer(text):
        yield escape(text[end : found.start()])
        end = found.end()
        if found["link"]:
            yield Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(found["link"])
        elif (login := found["mention"].removeprefix("@")) in names:
            yield Markup('<strong title="@{}">{}</strong>').format(login, names[login])
        else:
            yield escape(found[0])
    yield escape(text[end:])


def _remark(record: Record, it: Comment) -> Remark:
    own, names = it.author == record.reader.id, record.case.names
    people = {names.get(str(person)) for person in it.mentions} if record.inside else set()
    mentioned = {login: names[login] for login in MENTION.findall(it.text) if names.get(login, "") in people}
    return Remark(
        it.id,
        names.get(str(it.author), "?") if own or record.inside else _other(record, it),
        it.written_at,
        linked(it.text, mentioned),
        it.internal,
        it.withdrawn_at is not None,
        own and it.withdrawn_at is None and office().clock() - it.written_at <= SECOND_THOUGHTS,
    )


def _other(record: Record, it: Comment) -> str:
    # An applicant reads who speaks for the office, not which person.
    return gettext("The applicant") if it.author == record.case.instance.applicant else gettext("The office")
