"""The administrator's page of a person: groups, posts, absences, and the end of an account."""

from collections.abc import Callable

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from app.actions.absences import add_absence, deputies, remove_absence
from app.actions.passwords import make_link
from app.actions.people import change_person, close_account, end_sessions
from app.actions.posts import remove_post, save_post
from app.actions.second_factor import drop_for
from app.model.errors import LajurError, NotFound
from app.model.people import ADMINISTRATOR, Post, User
from app.web.people.fields import attempt, day, maybe_day, text
from app.web.people.groups import all_groups, lane_groups
from app.web.people.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.processes import people_names
from app.web.shared.security import noted


@room.get("/orang/<int:user_id>")
@entrance(ADMINISTRATOR)
def person(user_id: int) -> ResponseReturnValue:
    return _page(user_id)


@room.post("/orang/<int:user_id>")
@entrance(ADMINISTRATOR)
def change(user_id: int) -> ResponseReturnValue:
    login, chosen = _known(user_id).login, request.form.getlist("groups")
    return _attempt(
        user_id, lambda: change_person(office(), login, name=text("name"), groups=chosen, by=user()), gettext("Saved.")
    )


@room.post("/orang/<int:user_id>/jabatan")
@entrance(ADMINISTRATOR)
def add_post(user_id: int) -> ResponseReturnValue:
    return _attempt(user_id, lambda: save_post(office(), _posted(user_id), by=user()), gettext("The post is noted."))


@room.post("/orang/<int:user_id>/jabatan/<int:post_id>/hapus")
@entrance(ADMINISTRATOR)
def drop_post(user_id: int, post_id: int) -> ResponseReturnValue:
    done = gettext("The post is removed.")
    return _attempt(user_id, lambda: remove_post(office(), user_id, post_id, by=user()), done)


@room.post("/orang/<int:user_id>/absen")
@entrance(ADMINISTRATOR)
def add_absence_of(user_id: int) -> ResponseReturnValue:
    return _attempt(
        user_id,
        lambda: add_absence(
            office(), user_id, day("away_begins"), day("away_ends"), text("deputy"), text("note"), by=user()
        ),
        gettext("The absence is noted."),
    )


@room.post("/orang/<int:user_id>/absen/<int:absence_id>/hapus")
@entrance(ADMINISTRATOR)
def drop_absence_of(user_id: int, absence_id: int) -> ResponseReturnValue:
    done = gettext("The absence is removed.")
    return _attempt(user_id, lambda: remove_absence(office(), user_id, absence_id, by=user()), done)


@room.post("/orang/<int:user_id>/keluarkan")
@entrance(ADMINISTRATOR)
def sign_person_out(user_id: int) -> ResponseReturnValue:
    login = _known(user_id).login
    return _attempt(
        user_id, lambda: end_sessions(office(), login, by=user()), gettext("All sessions of this person have ended.")
    )


@room.post("/orang/<int:user_id>/sandi")
@entrance(ADMINISTRATOR)
def reset_password(user_id: int) -> ResponseReturnValue:
    known = _known(user_id)
    secret = make_link(office(), known.login, by=user())
    noted(f"one-time link for {known.login}", who=user().login)
    link = url_for("people.choose_password", secret=secret, _external=True)
    return render_template("people/link.html", whom=known, link=link)


@room.post("/orang/<int:user_id>/faktor")
@entrance(ADMINISTRATOR)
def drop_factor_of(user_id: int) -> ResponseReturnValue:
    noted(f"second factor of {_known(user_id).login} removed", who=user().login)
    done = gettext("The second factor is removed.")
    return _attempt(user_id, lambda: drop_for(office(), user_id, by=user()), done)


@room.get("/orang/<int:user_id>/tutup")
@entrance(ADMINISTRATOR)
def closing(user_id: int) -> ResponseReturnValue:
    return render_template("people/close.html", whom=_known(user_id))


@room.post("/orang/<int:user_id>/tutup")
@entrance(ADMINISTRATOR)
def close(user_id: int) -> ResponseReturnValue:
    login = _known(user_id).login
    done = gettext("The account is closed and all its sessions have ended.")
    return _attempt(user_id, lambda: close_account(office(), login, by=user()), done)


def _attempt(user_id: int, deed: Callable[[], object], words: str) -> ResponseReturnValue:
    address = url_for("people.person", user_id=user_id)
    return attempt(deed, words, address, lambda error: _page(user_id, error))


def _known(user_id: int) -> User:
    with office().store.reading() as reader:
        found = reader.user(user_id)
    if found is None:
        raise NotFound
    return found


def _posted(user_id: int) -> Post:
    return Post(
        id=0,
        user=user_id,
        title=text("title"),
        begins=day("begins"),
        ends=maybe_day("ends"),
        nip=text("nip"),
        rank=text("rank"),
        acting_for=text("acting_for") or None,
    )


def _page(user_id: int, error: LajurError | None = None) -> str:
    known = _known(user_id)
    with office().store.reading() as reader:
        posts, absences = reader.posts(user_id), reader.absences(user_id)
        factor = reader.second_factor(user_id)
    return render_template(
        "people/person.html",
        whom=known,
        posts=posts,
        absences=absences,
        deputies=people_names(absence.deputy for absence in absences if absence.deputy),
        colleagues=deputies(office(), user_id),
        has_factor=factor is not None and factor.confirmed,
        groups={**all_groups(), **{group: group for group in known.groups if group not in all_groups()}},
        lanes=lane_groups(),
        form=request.form if error else ImmutableMultiDict[str, str](),
        error=error,
    )
