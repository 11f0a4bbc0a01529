"""The words for the roles of the house."""

from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, RELEASER, SUPERVISOR
from app.web.shared.languages import lazy_gettext

ROLES = {
    ANALYST: lazy_gettext("Process analyst"),
    RELEASER: lazy_gettext("Releaser"),
    AUDITOR: lazy_gettext("Auditor"),
    SUPERVISOR: lazy_gettext("Supervisor"),
    ADMINISTRATOR: lazy_gettext("Administrator"),
}


def role(group: str) -> str:
    """The words for a role of the house; any other group is called by its name."""
    return str(ROLES.get(group, group))
