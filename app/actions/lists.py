"""Lists of the desk: the inbox, the cases, what has stopped. Reads only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from app.actions import _rights
from app.actions._reach import Reach, reach
from app.actions.days import midnight, today
from app.model.instance import InboxRow, ProcessInstance, WorkItem
from app.model.people import User
from app.model.urgency import Urgency, span
from app.ports import InboxQuery, InstanceQuery, Office, Reader, Sort

#: Rows of a page and of a part of an export, and how far counts go before they say "more than".
PAGE = 25
PART = 500
COUNTED = 100
CASES_COUNTED = 1000

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of a list; `next` is the key of the next page, None on the last."""

    rows: Sequence[Row]
    next: int | None


class Tab(StrEnum):
    """Whose tasks an inbox shows."""

    GROUPS = "groups"  #: those the user may do
    MINE = "mine"  #: those he has claimed
    ALL = "all"  #: all that he may see


@dataclass(frozen=True)
class InboxWish:
    """What somebody wants to see of an inbox; `after` is the id of the last row seen."""

    tab: Tab | None = None
    text: str = ""
    sop: str = ""
    element: str = ""
    late: bool = False
    unclaimed: bool = False
    sort: Sort = Sort.DUE
    descending: bool = False
    after: int | None = None


@dataclass(frozen=True)
class Inbox:
    """A page of open tasks. `counts` are those of the tabs this person has, `late` that of the shown tab (no further
    than COUNTED + 1, and not narrowed by what he has chosen)."""

    page: Page[InboxRow]
    tab: Tab
    counts: Mapping[Tab, int]
    late: int


@dataclass(frozen=True)
class CaseWish:
    """What somebody wants to see of the cases. `lane` is a group; `since` and `until` are days in the office's zone,
    both included; `before` is the id of the last row seen."""

    text: str = ""
    status: str = ""
    sop: str = ""
    lane: str = ""
    element: str = ""
    clock: Urgency | None = None
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.AGE
    descending: bool = True
    before: int | None = None


@dataclass(frozen=True)
class CaseRow:
    """A case with the activities at which it stands."""

    instance: ProcessInstance
    work: Sequence[WorkItem] = ()


@dataclass(frozen=True)
class Cases:
    """A page of cases, and how many there are in all (no further than CASES_COUNTED + 1). `everybodys` says that they
    are not only the reader's own."""

    page: Page[CaseRow] = field(default_factory=lambda: Page((), None))
    count: int = 0
    everybodys: bool = False


def inbox(office: Office, user: User, wish: InboxWish | None = None) -> Inbox:
    """Open tasks of people, late ones first."""
    wish = wish or InboxWish()
    with office.store.reading() as reader:
        tabs = _tabs(reach(office, reader, user), user)
        tab = wish.tab if wish.tab and wish.tab in tabs else next(iter(tabs))
        query = replace(
            tabs[tab],
            text=wish.text,
            sops=_narrowed(tabs[tab].sops, wish.sop),
            element=wish.element or None,
            unclaimed=wish.unclaimed,
            urgent=_span(office, Urgency.LATE) if wish.late else None,
            sort=wish.sort,
            descending=wish.descending,
            after=wish.after,
            limit=PAGE + 1,
        )
        rows = reader.inbox(query)
        late = replace(tabs[tab], urgent=_span(office, Urgency.LATE))
        return Inbox(
            _page(rows, rows[PAGE - 1].work.id if len(rows) > PAGE else None),
            tab,
            {name: reader.inbox_count(counted, up_to=COUNTED + 1) for name, counted in tabs.items()},
            reader.inbox_count(late, up_to=COUNTED + 1),
        )


def cases(office: Office, user: User, wish: CaseWish | None = None) -> Cases:
    """Cases the user may see, newest first: all of his SOPs for staff, his own for an applicant."""
    wish = wish or CaseWish()
    with office.store.reading() as reader:
        seen = reach(office, reader, user)
        query = _case_query(office, seen, user, wish)
        if query is None:
            return Cases(everybodys=seen.sees_all)
        rows = reader.instances(replace(query, limit=PAGE + 1))
        count = reader.instances_count(replace(query, before=None), up_to=CASES_COUNTED + 1)
        following = rows[PAGE - 1].id if len(rows) > PAGE else None
        return Cases(Page(_with_work(reader, rows[:PAGE]), following), count, seen.sees_all)


def all_cases(office: Office, user: User, wish: CaseWish) -> Iterator[CaseRow]:
    """All cases of a list, one after the other. They are read in parts, so a case may change in between."""
    rows: Sequence[CaseRow] = ()
    while True:
        with office.store.reading() as reader:
            query = _case_query(office, reach(office, reader, user), user, wish)
            rows = _with_work(reader, reader.instances(replace(query, limit=PART))) if query else ()
        yield from rows
        if len(rows) < PART:
            return
        wish = replace(wish, before=rows[-1].instance.id)


def incidents(office: Office, user: User, *, before: int | None = None) -> Page[InboxRow]:
    """Open incidents, newest first. Raises Forbidden unless the user supervises."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        rows = reader.incidents(before=before, limit=PAGE + 1)
    return _page(rows, rows[PAGE - 1].work.id if len(rows) > PAGE else None)


def _tabs(seen: Reach, user: User) -> Mapping[Tab, InboxQuery]:
    """The lists a person has: who belongs to no lane looks at everything, who is an applicant has just one."""
    theirs = InboxQuery(seen.groups, seen.own, user.id)
    everything = InboxQuery(seen.seen, frozenset(), user.id, sops=seen.sops)
    if not seen.sees_all:
        return {Tab.GROUPS: theirs}
    if not seen.groups & seen.seen:
        return {Tab.ALL: everything}
    return {Tab.GROUPS: theirs, Tab.MINE: replace(theirs, mine=True), Tab.ALL: everything}


def _case_query(office: Office, seen: Reach, user: User, wish: CaseWish) -> InstanceQuery | None:
    """None when nothing can be found: the lane has no activities."""
    sops = _narrowed(seen.sops, wish.sop)
    known = {process.key for process in seen.definitions}
    at = frozenset({wish.element}) if wish.element else frozenset()
    if wish.lane:
        lane = seen.elements_of(sops or known, wish.lane)
        at = (lane & at) if at else lane
        if not at:
            return None
    return InstanceQuery(
        status=wish.status or None,
        text=wish.text,
        applicant=None if seen.sees_all else user.id,
        before=wish.before,
        sops=sops,
        elements=at,
        urgent=_span(office, wish.clock) if wish.clock else None,
        since=midnight(office, wish.since) if wish.since else None,
        until=midnight(office, wish.until + timedelta(days=1)) if wish.until else None,
        sort=wish.sort,
        descending=wish.descending,
    )


def _narrowed(sops: frozenset[str], wanted: str) -> frozenset[str]:
    """The SOPs of a list narrowed to one; what is not among them finds nothing, for no SOP has that key."""
    if not wanted:
        return sops
    return frozenset({wanted}) if not sops or wanted in sops else frozenset({"-"})


def _with_work(reader: Reader, rows: Sequence[ProcessInstance]) -> Sequence[CaseRow]:
    work: dict[int, list[WorkItem]] = {row.id: [] for row in rows}
    for item in reader.open_work(work):
        work[item.instance].append(item)
    return [CaseRow(row, work[row.id]) for row in rows]


def _span(office: Office, wanted: Urgency) -> tuple[int, int]:
    return span(wanted, today(office))


def _page(rows: Sequence[Row], following: int | None) -> Page[Row]:
    return Page(rows[:PAGE], following)
