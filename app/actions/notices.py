"""A person's notices: reading them, marking them as seen, choosing how to be told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actions._letter import place
from app.actions.lists import PAGE, Page
from app.model.errors import LajurError, NotFound
from app.model.notice import Mailbox, Notice, Topic
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER, SUPERVISOR, User
from app.ports import Office

#: How far the count beside the bell goes.
COUNTED = 99
#: One address, as mail servers take it without asking; nothing in it may end a header or begin another address.
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+"
)
LONGEST = 254
LOCALES = ("id", "en")


class NoAddress(LajurError):
    """This is no e-mail address: {address}"""

    status = 422


@dataclass(frozen=True)
class Told:
    """A page of notices, newest first. `names` are those of people by login."""

    page: Page[Notice]
    names: Mapping[str, str]


def notices(office: Office, user: User, *, before: int | None = None) -> Told:
    """A page of the user's notices."""
    with office.store.reading() as reader:
        rows = reader.notices(user.id, before=before, limit=PAGE + 1)
        logins = {str(row.facts["by"]) for row in rows if row.facts.get("by")}
        people = [reader.user_by_login(login) for login in sorted(logins)]
    page = Page(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)
    return Told(page, {person.login: person.name for person in people if person})


def unseen(office: Office, user: User) -> int:
    """How many notices the user has not seen, counting no further than COUNTED + 1."""
    with office.store.reading() as reader:
        return reader.unseen(user.id, up_to=COUNTED + 1)


def see_all(office: Office, *, by: User) -> None:
    """Mark all notices of `by` as seen."""
    with office.store.writing() as unit:
        unit.see(by.id, office.clock())
        unit.commit()


def see(office: Office, notice_id: int, *, by: User) -> str:
    """Mark a notice as seen; answers the path of the page it is about. Raises NotFound for that of somebody else."""
    with office.store.writing() as unit:
        found = unit.notice(notice_id)
        if found is None or found.person != by.id:
            raise NotFound
        unit.see(by.id, office.clock(), notice_id=notice_id)
        unit.commit()
        return place(found)


def mailbox(office: Office, user: User) -> Mailbox:
    """Where and how the user wants to be told."""
    with office.store.reading() as reader:
        return reader.mailbox(user.id)


def save_mailbox(office: Office, wanted: Mailbox, *, by: User) -> None:
    """Keep where and how `by` wants to be told. Raises NoAddress when there is an address and it is none."""
    address = wanted.address
    if address and (len(address) > LONGEST or not ADDRESS.fullmatch(address)):
        raise NoAddress(address=address)
    if wanted.locale not in LOCALES:
        raise NotFound
    with office.store.writing() as unit:
        unit.save_mailbox(by.id, wanted)
        unit.commit()


def topics_of(user: User, applicants: frozenset[str]) -> Sequence[Topic]:
    """What the user can be told about; `applicants` are the groups of applicants."""
    found = [Topic.CASE] if user.groups & applicants else []
    if user.groups - applicants:
        found += [Topic.WORK, Topic.MENTION]
    if user.groups & {SUPERVISOR, ADMINISTRATOR}:
        found.append(Topic.INCIDENT)
    if user.groups & {ANALYST, RELEASER}:
        found.append(Topic.RELEASE)
    return [*found, Topic.REMINDER, Topic.MESSAGE]
