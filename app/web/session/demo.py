"""The people of the demo: on this machine only, they sign in at a click."""

from dataclasses import dataclass

from app.model.errors import NotFound
from app.model.people import ADMINISTRATOR, ANALYST, AUDITOR, SUPERVISOR, User
from app.web.shared.demo import demo_is_on
from app.web.shared.house import office
from app.web.shared.languages import lazy_gettext
from app.web.shared.processes import lanes, newest

ROLES = {
    ANALYST: lazy_gettext("Process analyst"),
    AUDITOR: lazy_gettext("Auditor"),
    SUPERVISOR: lazy_gettext("Supervisor"),
    ADMINISTRATOR: lazy_gettext("Administrator"),
}


@dataclass(frozen=True)
class DemoPerson:
    """A person of the demo and the words for what he does."""

    user: User
    roles: tuple[str, ...]


def demo_people() -> list[DemoPerson]:
    """Active people without a password, in the order in which they came; nobody when the demo is off."""
    if not demo_is_on():
        return []
    words = {group: name for definition in newest().values() for group, name in lanes(definition).items()}
    with office().store.reading() as reader:
        found = [person for person in reader.users() if person.active and not person.password]
    return [
        DemoPerson(person, tuple(words.get(name, role(name)) for name in sorted(person.groups))) for person in found
    ]


def demo_person(login: str) -> User:
    """A person of the demo. Raises NotFound for anybody else, and always when the demo is off."""
    for person in demo_people():
        if person.user.login == login:
            return person.user
    raise NotFound


def role(group: str) -> str:
    """The words for a role of the house; any other group is called by its name."""
    return str(ROLES.get(group, group))
