"""Absences: who is away, and who does his work meanwhile."""

from collections.abc import Collection, Sequence
from datetime import date

from app.actions import _rights
from app.actions._definitions import applicant_groups, definition
from app.model.errors import Conflict, LajurError, NotFound
from app.model.people import ROLES, Absence, User
from app.model.text import free_text
from app.ports import Office, Reader

#: Days one absence may last: more is a mistake in the year, or a matter for the administrator.
LONGEST_DAYS = 366
#: Letters a note may have; what is longer is cut.
LONGEST_NOTE = 500


def add_absence(
    office: Office, user_id: int, begins: date, ends: date, deputy: str = "", note: str = "", *, by: User | None
) -> None:
    """Note that a person is away from `begins` until `ends`; `deputy` is the login of who stands in as Plh.

    Everybody notes his own, an administrator anybody's. Raises Forbidden, NotFound, Conflict when it overlaps another
    one, or LajurError for days or a deputy that make no sense.
    """
    _rights.must_be_own_or_administer(by, user_id)
    if not 0 <= (ends - begins).days <= LONGEST_DAYS:
        raise LajurError("The last day comes after the first, at most a year later.")
    with office.store.writing() as unit:
        if unit.user(user_id) is None:
            raise NotFound
        if any(other.begins <= ends and begins <= other.ends for other in unit.absences(user_id)):
            raise Conflict("There is an absence in these days already.")
        stand_in = _deputy(office, unit, user_id, deputy) if deputy else None
        said = free_text(note)[:LONGEST_NOTE]
        unit.save_absence(Absence(0, user_id, begins, ends, stand_in, said))
        unit.commit()


def deputies(office: Office, user_id: int) -> Sequence[User]:
    """Who can stand in for a person: all others of the house but its applicants, those of his own groups first."""
    with office.store.reading() as reader:
        return _deputies(office, reader, user_id)


def _deputies(office: Office, reader: Reader, user_id: int) -> Sequence[User]:
    whom = reader.user(user_id)
    lanes = {group for each in reader.deployments() for group in _lanes(office, reader, each.digest)}
    house = sorted((lanes | ROLES) - applicant_groups(office, reader))
    people = {person.id: person for group in house for person in reader.members(group) if person.id != user_id}
    own = whom.groups if whom else frozenset[str]()
    return sorted(people.values(), key=lambda person: (not person.groups & own, person.name.casefold()))


def _deputy(office: Office, reader: Reader, user_id: int, login: str) -> int:
    for person in _deputies(office, reader, user_id):
        if person.login == login:
            return person.id
    raise LajurError("{login} cannot stand in.", login=login)


def _lanes(office: Office, reader: Reader, digest: str) -> Collection[str]:
    return definition(office, reader, digest).sop.groups.values()


def remove_absence(office: Office, user_id: int, absence_id: int, *, by: User | None) -> None:
    """The person is not away after all. Raises Forbidden or NotFound."""
    _rights.must_be_own_or_administer(by, user_id)
    with office.store.writing() as unit:
        if all(absence.id != absence_id for absence in unit.absences(user_id)):
            raise NotFound
        unit.remove_absence(absence_id)
        unit.commit()
