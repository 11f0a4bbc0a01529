"""The administrator's list of people, and the page on which he adds one."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.days import today
from app.actions.people import invite
from app.model.errors import LajurError
from app.model.people import ADMINISTRATOR, Post, User, is_absent, post_on
from app.ports import Reader
from app.web.people.fields import text
from app.web.people.groups import all_groups
from app.web.people.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A person in the list: `groups` are words, `post` is the one of today."""

    person: User
    groups: list[str]
    post: Post | None
    absent: bool


@room.get("/orang")
@entrance(ADMINISTRATOR)
def listing() -> ResponseReturnValue:
    words, after = request.args.get("q", "").strip(), request.args.get("after", 0, type=int)
    with office().store.reading() as reader:
        found = reader.people(words, after=after, limit=PAGE + 1)
        lines = [_line(reader, person) for person in found[:PAGE]]
    following = found[PAGE - 1].id if len(found) > PAGE else None
    return render_template("people/listing.html", text=words, after=after, lines=lines, next=following)


@room.get("/orang/baru")
@entrance(ADMINISTRATOR)
def new_person() -> ResponseReturnValue:
    return _new_page()


@room.post("/orang/baru")
@entrance(ADMINISTRATOR)
def add_person() -> ResponseReturnValue:
    try:
        added = invite(office(), text("login").lower(), text("name"), request.form.getlist("groups"), by=user())
    except LajurError as error:
        return _new_page(error), error.status
    notice(
        gettext("%(name)s has been added. Make a one-time link now, so that a password can be chosen.", name=added.name)
    )
    return redirect(url_for("people.person", user_id=added.id), 303)


def _new_page(error: LajurError | None = None) -> str:
    return render_template("people/new.html", error=error, groups=all_groups(), form=request.form)


def _line(reader: Reader, person: User) -> Line:
    words, day = all_groups(), today(office())
    return Line(
        person,
        [words.get(group, group) for group in sorted(person.groups)],
        post_on(reader.posts(person.id), day),
        is_absent(person.id, reader.absences(person.id), day),
    )
