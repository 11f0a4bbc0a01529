"""What a list is asked for, and how it is counted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sort(StrEnum):
    """By what a list is sorted; rows that are equal in it stand in the order in which they came."""

    DUE = "due"  #: by the service clock: late first (`app.model.urgency`)
    AGE = "age"  #: oldest first
    NUMBER = "number"  #: by case number
    COMPANY = "company"  #: by the title of the case, whatever the letters' case


@dataclass(frozen=True, slots=True)
class InstanceQuery:
    """Which instances to list: newest first, or as `sort` says; `before` is the id of the last one seen (keyset).

    `elements` are those at one of which an open activity (of people or systems) stands, `sops` the keys of SOPs; empty
    sets mean any. `urgent` is a span of `app.model.urgency`; `since` and `until` say when the case was started, `until`
    excluded.
    """

    status: str | None = None
    text: str = ""
    applicant: int | None = None
    before: int | None = None
    limit: int = 50
    sops: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    urgent: tuple[int, int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort = Sort.AGE
    descending: bool = True


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which open work items of people to list: oldest first, or as `sort` says. `after` is the id of the last one seen.

    An item is seen when its group is one of `groups`; for an applicant's group (`own_groups`) only when `user` is the
    applicant of its instance, also if that group stands in `groups` too. `mine` lists only what `user` has claimed,
    `unclaimed` only what nobody has. `text` is looked for in title, business key and number of the case, whatever the
    letters' case. `sops` are keys of SOPs, empty: any. `urgent` is a span of `app.model.urgency`.
    """

    groups: frozenset[str]
    own_groups: frozenset[str] = frozenset()
    user: int = 0
    mine: bool = False
    text: str = ""
    after: int | None = None
    limit: int = 50
    sops: frozenset[str] = frozenset()
    element: str | None = None
    unclaimed: bool = False
    urgent: tuple[int, int] | None = None
    sort: Sort = Sort.AGE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What waits at one place of a process: how many activities are open, how many of them have stopped and are late,
    and when the oldest and the middle one (the later of two) were opened."""

    place: str
    open: int
    stopped: int
    late: int
    oldest: datetime
    median: datetime
