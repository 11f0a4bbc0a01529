"""The figures of an SOP: what auditors and supervisors see of the whole. Reads only."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.actions import _rights
from app.actions._definitions import definition
from app.model.definition import ProcessDefinition
from app.model.errors import NotFound
from app.model.office_hours import OfficeHours
from app.model.people import User
from app.model.period import Period, month_of, parts
from app.model.sheets import PARTS, Sheet, sum_of
from app.ports import Office, Reader
from app.ports.measures import Behind, BehindQuery, Counted, Trail, Way

#: Cases that wait to be counted are counted no further than this.
UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """Of what somebody wants to see figures. An empty `sop` means the first, None all versions."""

    sop: str = ""
    version: int | None = None
    period: Period = field(default_factory=Period)


@dataclass(frozen=True)
class Subject:
    """What there is to see figures of: the newest definition of every SOP, the versions of the chosen one from the
    newest on, its months with figures, how far the figures go, and whether they rest on another office calendar."""

    sops: Mapping[str, ProcessDefinition]
    versions: Mapping[int, ProcessDefinition]
    months: Sequence[date]
    counted: Counted
    outdated: bool


@dataclass(frozen=True)
class Figures:
    """The figures of a period: by month, as a whole, and how many cases were under way at its end."""

    subject: Subject
    months: Mapping[date, Sheet]
    whole: Sheet
    running: int


def subject(office: Office, user: User, sop: str = "") -> Subject:
    """What there is to see figures of. Raises Forbidden, or NotFound for an unknown SOP."""
    _rights.must_read_figures(user)
    with office.store.reading() as reader:
        return _subject(office, reader, sop)


def figures(office: Office, user: User, wish: Wish, *, only: Collection[str] = PARTS) -> Figures:
    """The figures of an SOP, one version or all, in a period; `only` as in `Sheet.from_row`. Raises Forbidden or
    NotFound."""
    _rights.must_read_figures(user)
    with office.store.reading() as reader:
        found = _subject(office, reader, wish.sop)
        key = wish.sop or next(iter(found.sops))
        sheets = reader.sheets(key, wish.version, parts(wish.period), only)
        running = reader.balance(key, wish.version, wish.period.until)
    by_month: dict[date, Sheet] = {}
    for leaf, sheet in sheets:
        known = by_month.setdefault(month_of(leaf.first), sheet)
        if known is not sheet:
            known.merge(sheet)
    return Figures(found, by_month, sum_of(by_month.values()), running)


def ways(office: Office, user: User, sop: str, variants: Collection[str]) -> Mapping[str, Way]:
    """The ways of some variants. Raises Forbidden."""
    _rights.must_read_figures(user)
    with office.store.reading() as reader:
        return reader.ways(sop, variants)


def trails(office: Office, user: User, wish: Wish, *, limit: int) -> tuple[int, Sequence[Trail]]:
    """How many cases started in a period, and some of them as dots, spread evenly. Raises Forbidden."""
    _rights.must_read_figures(user)
    with office.store.reading() as reader:
        return reader.trails(wish.sop, wish.version, wish.period, limit=limit)


def behind(office: Office, user: User, query: BehindQuery) -> Sequence[Behind]:
    """The cases behind a figure. Raises Forbidden."""
    _rights.must_read_figures(user)
    with office.store.reading() as reader:
        return reader.behind(query)


def _subject(office: Office, reader: Reader, sop: str) -> Subject:
    deployments = reader.deployments()
    newest = {it.sop: definition(office, reader, it.digest) for it in deployments}
    if not newest or (sop and sop not in newest):
        raise NotFound
    key = sop or next(iter(newest))
    versions = {it.version: definition(office, reader, it.digest) for it in reversed(deployments) if it.sop == key}
    counted = reader.counted(up_to=UP_TO)
    outdated = bool(counted.basis) and counted.basis != OfficeHours(office.calendar).basis
    return Subject(newest, versions, reader.months(key), counted, outdated)
