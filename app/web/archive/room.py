"""The blueprint of the archive and its tabs."""

from dataclasses import dataclass

from flask import Blueprint

from app.actions.archive.readers import WATCHERS
from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, RELEASER, SUPERVISOR, User
from app.web.shared.languages import lazy_gettext

room = Blueprint("archive", __name__, url_prefix="/arsip")


@dataclass(frozen=True)
class Tab:
    """One page of the archive in its row of tabs."""

    endpoint: str
    words: str


#: The pages of the archive, in the order of the row, and the groups that may enter.
TABS = (
    ("archive.find", lazy_gettext("Find"), {AUDITOR}),
    ("archive.statistics", lazy_gettext("Statistics"), {AUDITOR, SUPERVISOR}),
    ("archive.book", lazy_gettext("Books of letters"), WATCHERS),
    ("archive.export", lazy_gettext("Event logs"), {AUDITOR}),
    ("archive.all_readers", lazy_gettext("Who has read"), WATCHERS),
    ("archive.verification", lazy_gettext("Verification"), {AUDITOR}),
    ("archive.job_list", lazy_gettext("My jobs"), {AUDITOR, SUPERVISOR, ADMINISTRATOR, ANALYST, RELEASER}),
)


def tabs(person: User) -> list[Tab]:
    """The pages of the archive that a person may enter; none for most."""
    return [Tab(endpoint, str(words)) for endpoint, words, groups in TABS if groups & person.groups]
