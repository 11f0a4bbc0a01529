"""What the search is asked for in its address. Whatever makes no sense there is told, and finds nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from app.actions.archive.find import Wish
from app.model.errors import LajurError
from app.model.instance import Status
from app.ports import Order
from app.web.shared.languages import Lazy, lazy_gettext

ORDERS: Mapping[Order, Lazy] = {
    Order.STARTED: lazy_gettext("Started"),
    Order.LASTED: lazy_gettext("Duration"),
    Order.NUMBER: lazy_gettext("Case number"),
    Order.COMPANY: lazy_gettext("Company"),
}
STATUSES: Mapping[Status, Lazy] = {
    Status.RUNNING: lazy_gettext("Under way"),
    Status.ENDED: lazy_gettext("Ended"),
    Status.CANCELLED: lazy_gettext("Cancelled"),
}
#: The longest address that is kept as a search.
LONGEST = 2000


@dataclass(frozen=True)
class Asked:
    """A wish as the address has it: `fields` are what was typed, `problems` a sentence for each field that makes no
    sense."""

    wish: Wish
    fields: Mapping[str, str]
    problems: Mapping[str, LajurError] = field(default_factory=dict)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was chosen."""
        return bool(self.fields.keys() - {"sort"})

    @property
    def refined(self) -> bool:
        """Whether more was chosen than what is looked for first."""
        return bool(self.fields.keys() - {"text", "who", "sort"})

    @property
    def query(self) -> str:
        """What stands behind the `?`, without the place in the pages."""
        return urlencode(self.fields)


def asked(given: MultiDict[str, str]) -> Asked:
    """The wish of an address. Names that mean nothing are left out."""
    fields = {name: value for name in (*_READERS, "sort") if (value := given.get(name, "").strip())}
    values: dict[str, Any] = {"after": given.get("after", type=int)}
    problems = {}
    for name, read in _READERS.items():
        try:
            values |= {name: read(fields[name])} if name in fields else {}
        except LajurError as problem:
            problems[name] = problem
    order, descending = _order(fields.get("sort", ""))
    return Asked(Wish(**values, order=order, descending=descending), fields, problems)


def asked_again(query: str) -> Asked:
    """The wish of an address that was kept, or that a form has carried along."""
    return asked(MultiDict(parse_qsl(query[:LONGEST])))


def _text(text: str) -> str:
    return text[:200]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LajurError("Please give the day as year-month-day.") from error


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise LajurError("Please give a whole number from 1 on.")
    return number


def _yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise LajurError("Please choose yes or no.")
    return text == "yes"


def _status(text: str) -> str:
    if text not in set(Status):
        raise LajurError("There is no such status.")
    return text


def _order(text: str) -> tuple[Order, bool]:
    """`started` is ascending, `-started` descending; newest first when nothing sensible is asked for."""
    wanted = text.removeprefix("-")
    return (Order(wanted), text.startswith("-")) if wanted in set(Order) else (Order.STARTED, True)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "text": _text,
    "who": _text,
    "element": _text,
    "end": _text,
    "sop": _text,
    "version": _number,
    "status": _status,
    "started_from": _day,
    "started_to": _day,
    "ended_from": _day,
    "ended_to": _day,
    "longer_than": _number,
    "late": _yes_or_no,
    "incident": _yes_or_no,
}
