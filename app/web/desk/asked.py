"""What a list is asked for in its address. Whatever makes no sense there is left out, never an error."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from app.actions.days import today
from app.actions.lists import CaseWish, InboxWish, Tab
from app.model.instance import Status
from app.model.urgency import Urgency
from app.ports import Sort
from app.web.shared.house import office
from app.web.shared.languages import Lazy, lazy_gettext

Arguments = MultiDict[str, str]
Word = TypeVar("Word", Tab, Sort, Urgency, Status)

SORTS: Mapping[Sort, Lazy] = {
    Sort.DUE: lazy_gettext("Service clock"),
    Sort.AGE: lazy_gettext("Age"),
    Sort.NUMBER: lazy_gettext("Case number"),
    Sort.COMPANY: lazy_gettext("Company"),
}
CLOCKS: Mapping[Urgency, Lazy] = {
    Urgency.LATE: lazy_gettext("Late"),
    Urgency.TODAY: lazy_gettext("Due today"),
    Urgency.RUNNING: lazy_gettext("Running"),
    Urgency.PAUSED: lazy_gettext("Waiting for the applicant"),
    Urgency.NOT_STARTED: lazy_gettext("Not started yet"),
    Urgency.IN_TIME: lazy_gettext("Done in time"),
    Urgency.TOO_LATE: lazy_gettext("Done late"),
}
STATUSES: Mapping[Status, Lazy] = {
    Status.RUNNING: lazy_gettext("Under way"),
    Status.ENDED: lazy_gettext("Ended"),
    Status.CANCELLED: lazy_gettext("Cancelled"),
}
#: What an address may hold; nothing else of it ever comes back in a link.
NAMES = ("list", "q", "status", "clock", "sop", "lane", "activity", "late", "free", "older", "since", "until", "sort")
#: Days since the start of a case that one can choose.
AGES = (7, 30, 90)


def inbox_wish(given: Arguments) -> InboxWish:
    """The part of the inbox that an address asks for."""
    sort, descending = _order(given, Sort.DUE, descending=False)
    return InboxWish(
        tab=_one_of(Tab, given.get("list")),
        text=given.get("q", "").strip(),
        sop=given.get("sop", ""),
        element=given.get("activity", ""),
        late=given.get("late") == "1",
        unclaimed=given.get("free") == "1",
        sort=sort,
        descending=descending,
        after=given.get("after", type=int),
    )


def case_wish(given: Arguments) -> CaseWish:
    """The cases that an address asks for."""
    sort, descending = _order(given, Sort.AGE, descending=True)
    wish = CaseWish(
        text=given.get("q", "").strip(),
        status=_one_of(Status, given.get("status")) or "",
        sop=given.get("sop", ""),
        lane=given.get("lane", ""),
        element=given.get("activity", ""),
        clock=_one_of(Urgency, given.get("clock")),
        since=given.get("since", type=date.fromisoformat),
        until=given.get("until", type=_day_with_a_morrow),
        sort=sort,
        descending=descending,
        before=given.get("before", type=int),
    )
    return replace(wish, until=_started_by(wish.until, given.get("older", type=int)))


def asked(given: Arguments) -> dict[str, str]:
    """What was asked for, without the place in the pages: for links that change one thing and keep the others."""
    return {name: value for name in NAMES if (value := given.get(name))}


def _started_by(until: date | None, older: int | None) -> date | None:
    if older not in AGES:
        return until
    day = today(office()) - timedelta(days=older)
    return min(until, day) if until else day


def _day_with_a_morrow(text: str) -> date:
    day = date.fromisoformat(text)
    if day == date.max:
        raise ValueError(text)
    return day


def _order(given: Arguments, default: Sort, *, descending: bool) -> tuple[Sort, bool]:
    """`due` is ascending, `-due` descending."""
    text = given.get("sort", "")
    wanted = _one_of(Sort, text.removeprefix("-"))
    return (wanted, text.startswith("-")) if wanted else (default, descending)


def _one_of(words: type[Word], text: str | None) -> Word | None:
    return words(text) if text in set(words) else None
