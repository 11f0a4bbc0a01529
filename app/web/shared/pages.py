"""What every template may call."""

from flask import Flask, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.actions.attach import LIMIT
from app.actions.to_sign import posts_of
from app.model.definition import ProcessDefinition
from app.model.errors import unpacked
from app.model.people import ADMINISTRATOR, SUPERVISOR, User
from app.web.shared.assets import asset, modules
from app.web.shared.house import maybe_user, office
from app.web.shared.languages import language, lazy_gettext, sentence, sop_text

STANDINGS = {
    "done": lazy_gettext("done"),
    "active": lazy_gettext("now"),
    "incident": lazy_gettext("stopped"),
    "ahead": lazy_gettext("not yet"),
}


def equip(app: Flask) -> None:
    """Give the templates of an app their functions."""
    app.jinja_env.globals.update(
        asset=asset,
        csrf=csrf,
        administers=administers,
        file_limit=LIMIT,
        here=here,
        language=language,
        maybe_user=maybe_user,
        modules=modules,
        sentence=sentence,
        signs=signs,
        sop_text=sop_text,
        sop_title=sop_title,
        standings=STANDINGS,
        stored=stored,
        supervises=supervises,
    )


def csrf() -> Markup:
    """The hidden field that proves that a form is ours."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def here() -> str:
    """The address of this page, to come back to; the inbox when the page is an answer to a form."""
    return request.full_path.rstrip("?") if request.method == "GET" and request.endpoint else url_for("desk.inbox")


def sop_title(definition: ProcessDefinition) -> str:
    """The title of an SOP in the reader's language."""
    identity = definition.sop.identity
    return identity.title_en if language() == "en" and identity.title_en else identity.title


def stored(text: str | None) -> str:
    """A sentence from the books (`app.model.errors.packed`) in the reader's language."""
    return sentence(unpacked(text)) if text else ""


def administers(person: User) -> bool:
    """Whether the pages of administrators are his."""
    return ADMINISTRATOR in person.groups


def signs(person: User) -> bool:
    """Whether he holds, or fills, a post that signs documents."""
    return bool(posts_of(office(), person))


def supervises(person: User) -> bool:
    """Whether the pages of supervisors are his."""
    return bool(person.groups & {SUPERVISOR, ADMINISTRATOR})
