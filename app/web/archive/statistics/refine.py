"""From the cases behind a figure to the search of the archive, where they can be narrowed further."""

from flask import url_for

from app.model.measures import CANCELLED
from app.model.period import Period
from app.ports.measures import BehindQuery, Counts, Promise


def search_address(query: BehindQuery) -> str:
    """The address of the search that finds the same cases; empty where it cannot be asked for them."""
    if query.variant or query.again or query.visit or query.promise in (Promise.KEPT, Promise.NONE):
        return ""
    fields = _fields(query)
    if fields is None:
        return ""
    own = {"sop": query.sop, "version": str(query.version or ""), **fields}
    return url_for("archive.find", **{name: value for name, value in own.items() if value})  # type: ignore[arg-type]  # texts


def _fields(query: BehindQuery) -> dict[str, str] | None:
    period = query.period
    match query.counts:
        case Counts.STARTED:
            return _days("started", period)
        case Counts.ENDED:
            late = {"late": "yes"} if query.promise else {}
            return {**_days("ended", period), **_outcome(query.outcome), **late}
        case Counts.RUNNING if period.until is None:
            return {"status": "running"}
        case Counts.DONE if period == Period():
            return {"element": query.element}
        case _:
            return None


def _outcome(outcome: str) -> dict[str, str]:
    return {"status": "cancelled"} if outcome == CANCELLED else {"end": outcome}


def _days(what: str, period: Period) -> dict[str, str]:
    ends = {"from": period.since, "to": period.until}
    if what == "ended" and period == Period():
        return {"ended_from": "2000-01-01"}
    return {f"{what}_{name}": day.isoformat() for name, day in ends.items() if day}
