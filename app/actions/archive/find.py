"""Find cases in the archive. Reads only.

What is listed is what every list of cases shows, and leaves no trace. Opening a case does (`app.actions.archive.read`).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.actions import _rights
from app.actions._definitions import definition
from app.actions.days import midnight, today
from app.model.errors import Invalid, LajurError
from app.model.instance import ProcessInstance
from app.model.people import User
from app.ports import Office, Order, Reader, SearchQuery

#: Rows of a page and of a part of an export, and how far a count goes before it says "more than".
PAGE = 25
PART = 500
COUNTED = 1000
MANY = 10**9
#: How many people one name may mean: the log is looked through for each of them.
NAMESAKES = 50
#: More days than anybody can look back upon.
DAYS = 36_600


@dataclass(frozen=True)
class Wish:
    """What an auditor looks for; None and empty mean any.

    `text` stands in number, company or NIB, `who` is the login or a part of the name of a person who has acted. Days
    are those of the office's zone, both ends included. `longer_than` are calendar days from start to end, every day
    counted: working days cannot be compared among cases whose years have different calendars, and the service clock,
    which does count them, is what `late` asks for. Running cases last to the end of today. `after` is the id of the
    last case seen.
    """

    text: str = ""
    who: str = ""
    element: str = ""
    end: str = ""
    sop: str = ""
    version: int | None = None
    status: str = ""
    started_from: date | None = None
    started_to: date | None = None
    ended_from: date | None = None
    ended_to: date | None = None
    longer_than: int | None = None
    late: bool | None = None
    incident: bool | None = None
    order: Order = Order.STARTED
    descending: bool = True
    after: int | None = None


@dataclass(frozen=True)
class Found:
    """A case that was found. `lasted` are whole calendar days from start to end, for a running case to the end of
    today; `has_stopped` says that it ever had an incident."""

    instance: ProcessInstance
    lasted: int
    has_stopped: bool


@dataclass(frozen=True)
class Findings:
    """A page of cases, how many there are in all (no further than COUNTED + 1), and whom `who` of the wish means.

    `next` is the key of the next page, None on the last.
    """

    rows: Sequence[Found] = ()
    next: int | None = None
    count: int = 0
    people: Sequence[User] = ()


def find(office: Office, wish: Wish, *, by: User) -> Findings:
    """A page of the cases to which all of the wish applies.

    Raises Invalid, with a sentence for each field of the wish that makes no sense, or Forbidden.
    """
    _rights.must_audit(by)
    with office.store.reading() as reader:
        people = _checked(office, reader, wish)
        query = _query(office, wish, people)
        rows = reader.search(replace(query, limit=PAGE + 1))
        count = reader.search_count(query, up_to=COUNTED + 1)
        following = rows[PAGE - 1].id if len(rows) > PAGE else None
        return Findings(_found(reader, rows[:PAGE], query), following, count, people)


def find_all(office: Office, wish: Wish, *, by: User) -> Iterator[Found]:
    """All of them, one after the other. They are read in parts, so a case may change in between.

    Raises as `find` does, at once and not only when the first one is taken.
    """
    _rights.must_audit(by)
    with office.store.reading() as reader:
        query = _query(office, wish, _checked(office, reader, wish))
    return _parts(office, replace(query, limit=PART))


def count_all(office: Office, wish: Wish, *, by: User) -> int:
    """How many there are. Raises as `find` does."""
    _rights.must_audit(by)
    with office.store.reading() as reader:
        return reader.search_count(_query(office, wish, _checked(office, reader, wish)), up_to=MANY)


def check(office: Office, wish: Wish) -> None:
    """Raises Invalid when a wish makes no sense."""
    with office.store.reading() as reader:
        _checked(office, reader, wish)


def _parts(office: Office, query: SearchQuery) -> Iterator[Found]:
    while True:
        with office.store.reading() as reader:
            rows = reader.search(query)
            part = _found(reader, rows, query)
        yield from part
        if len(rows) < PART:
            return
        query = replace(query, after=rows[-1].id)


def _found(reader: Reader, rows: Sequence[ProcessInstance], query: SearchQuery) -> list[Found]:
    stopped = reader.stopped_ever([row.id for row in rows])
    return [Found(row, ((row.ended_at or query.now) - row.started_at).days, row.id in stopped) for row in rows]


def _query(office: Office, wish: Wish, people: Sequence[User]) -> SearchQuery:
    day = today(office)
    return SearchQuery(
        now=office.calendar.end_of(day),
        today=day.toordinal(),
        text=wish.text,
        actors=frozenset(person.actor for person in people),
        element=wish.element or None,
        incident=wish.incident,
        sop=wish.sop or None,
        version=wish.version,
        status=wish.status or None,
        end=wish.end or None,
        started_since=_midnight(office, wish.started_from),
        started_until=_midnight(office, wish.started_to, days=1),
        ended_since=_midnight(office, wish.ended_from),
        ended_until=_midnight(office, wish.ended_to, days=1),
        longer_than=None if wish.longer_than is None else timedelta(days=wish.longer_than),
        late=wish.late,
        order=wish.order,
        descending=wish.descending,
        after=wish.after,
    )


def _midnight(office: Office, day: date | None, *, days: int = 0) -> datetime | None:
    return None if day is None else midnight(office, day + timedelta(days=days))


def _checked(office: Office, reader: Reader, wish: Wish) -> Sequence[User]:
    """The people whom a wish means. Raises Invalid."""
    problems = {**_wrong_periods(wish), **_unknown(office, reader, wish)}
    people = _people(reader, wish.who) if wish.who else ()
    if wish.who and not people:
        problems["who"] = LajurError("Nobody has a login or name with “{who}”.", who=wish.who)
    if len(people) > NAMESAKES:
        sentence = "More than {n} people have a login or name with “{who}”; please give more of it."
        problems["who"] = LajurError(sentence, n=NAMESAKES, who=wish.who)
    if problems:
        raise Invalid(problems)
    return people


def _people(reader: Reader, who: str) -> Sequence[User]:
    """Whose login this is, else all whose login or name holds it; one more than may be says that it means too many."""
    person = reader.user_by_login(who)
    return [person] if person else reader.people(who, limit=NAMESAKES + 1)


def _wrong_periods(wish: Wish) -> dict[str, LajurError]:
    problems = {}
    for first, last, name in (
        (wish.started_from, wish.started_to, "started_to"),
        (wish.ended_from, wish.ended_to, "ended_to"),
    ):
        if first and last and last < first:
            problems[name] = LajurError("The last day lies before the first one.")
        if last == date.max:
            problems[name] = LajurError("There is no day after this one.")
    if wish.longer_than is not None and not 0 < wish.longer_than < DAYS:
        problems["longer_than"] = LajurError("Please give a whole number of days from 1 to {n}.", n=DAYS - 1)
    return problems


def _unknown(office: Office, reader: Reader, wish: Wish) -> Mapping[str, LajurError]:
    """What of the wish no deployed version knows."""
    deployed = [it for it in reader.deployments() if wish.sop in ("", it.sop)]
    if not deployed and wish.sop:
        return {"sop": LajurError("There is no SOP named {sop}.", sop=wish.sop)}
    problems = {}
    if wish.version is not None and not any(it.version == wish.version for it in deployed):
        problems["version"] = LajurError("There is no version {version} of it.", version=wish.version)
    for name, element in (("element", wish.element), ("end", wish.end)):
        if element and not any(element in _elements(office, reader, it.digest) for it in deployed):
            problems[name] = LajurError("No SOP that was chosen has “{element}”.", element=element)
    return problems


def _elements(office: Office, reader: Reader, digest: str) -> Container[str]:
    """The elements of a definition; none when it cannot be read any more."""
    try:
        return definition(office, reader, digest).outline.elements
    except LajurError:
        return ()
