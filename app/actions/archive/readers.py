"""Who has read which case in the archive."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.model.errors import Forbidden, NotFound
from app.model.instance import ProcessInstance
from app.model.people import ADMINISTRATOR, AUDITOR, SUPERVISOR, User
from app.model.reading import CaseReading, ReadingQuery
from app.ports import Office

PAGE = 50
#: Who reads is watched by those who are responsible for the office and by the auditors themselves.
WATCHERS = frozenset({AUDITOR, SUPERVISOR, ADMINISTRATOR})


@dataclass(frozen=True)
class Readers:
    """A page of who has read, newest first; `case` is the one it is about, None: all. `next` leads on."""

    case: ProcessInstance | None
    rows: Sequence[CaseReading]
    next: int | None


def readers(office: Office, *, by: User, number: str = "", login: str = "", before: int | None = None) -> Readers:
    """Who has read, in all cases or in the one with this number; `login` narrows it to one person.

    Raises Forbidden, or NotFound when there is no such case or person.
    """
    if not by.groups & WATCHERS:
        raise Forbidden
    with office.store.reading() as reader:
        case = reader.instance_by_number(number) if number else None
        person = reader.user_by_login(login) if login else None
        if (number and case is None) or (login and person is None):
            raise NotFound
        query = ReadingQuery(case.id if case else None, person.id if person else None, before, PAGE + 1)
        rows = reader.readings(query)
    following = rows[PAGE - 1].id if len(rows) > PAGE else None
    return Readers(case, rows[:PAGE], following)
