"""Absences: who is away, and who does his work meanwhile."""

from datetime import date

from app.actions import _rights
from app.model.errors import Conflict, LajurError, NotFound
from app.model.people import Absence, User
from app.model.text import free_text
from app.ports import Office

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
        stand_in = unit.user_by_login(deputy) if deputy else None
        if deputy and (stand_in is None or not stand_in.active or stand_in.id == user_id):
            raise LajurError("{login} cannot stand in.", login=deputy)
        plh, said = stand_in.id if stand_in else None, free_text(note)[:LONGEST_NOTE]
        unit.save_absence(Absence(0, user_id, begins, ends, plh, said))
        unit.commit()


def remove_absence(office: Office, user_id: int, absence_id: int, *, by: User | None) -> None:
    """The person is not away after all. Raises Forbidden or NotFound."""
    _rights.must_be_own_or_administer(by, user_id)
    with office.store.writing() as unit:
        if all(absence.id != absence_id for absence in unit.absences(user_id)):
            raise NotFound
        unit.remove_absence(absence_id)
        unit.commit()
