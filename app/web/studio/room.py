"""The blueprint of the studio and the tabs of a working copy."""

from flask import Blueprint

from app.actions.studio.access import EDITORS, READERS, RELEASERS
from app.model.people import User
from app.web.shared.languages import lazy_gettext

room = Blueprint("studio", __name__, url_prefix="/studio")

#: The pages of a working copy, in the order of the row. Each takes the id of the copy as `copy_id`.
TABS = (
    ("studio.copy_page", lazy_gettext("Working copy")),
    ("studio.diagram", lazy_gettext("Diagram")),
    ("studio.forms", lazy_gettext("Forms")),
    ("studio.facts", lazy_gettext("Facts")),
    ("studio.letters", lazy_gettext("Letters")),
    ("studio.trial", lazy_gettext("Try")),
    ("studio.scenarios", lazy_gettext("Scenarios")),
    ("studio.backtest", lazy_gettext("Back-test")),
    ("studio.compare_copy", lazy_gettext("Compare")),
    ("studio.deploy_page", lazy_gettext("Deploy")),
)


def may_enter(person: User) -> bool:
    """Whether somebody has business in the studio."""
    return bool(person.groups & READERS)


def edits(person: User) -> bool:
    """Whether somebody may change working copies and propose them."""
    return bool(person.groups & EDITORS)


def releases(person: User) -> bool:
    """Whether somebody may decide what is deployed."""
    return bool(person.groups & RELEASERS)
