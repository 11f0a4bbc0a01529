"""The blueprint of the studio and the tabs of a working copy."""

from flask import Blueprint

from app.actions.studio.access import READERS
from app.model.people import User
from app.web.shared.languages import lazy_gettext

room = Blueprint("studio", __name__, url_prefix="/studio")

#: The pages of a working copy, in the order of the row. Each takes the id of the copy as `copy_id`.
TABS = (
    ("studio.copy_page", lazy_gettext("Working copy")),
    ("studio.diagram", lazy_gettext("Diagram")),
)


def may_enter(person: User) -> bool:
    """Whether somebody has business in the studio."""
    return bool(person.groups & READERS)
