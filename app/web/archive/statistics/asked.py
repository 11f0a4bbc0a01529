"""What the statistics are asked for in their address. Whatever makes no sense there is left out, never an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.actions.archive.figures import Wish
from app.model.period import Period, last_of_month

#: What an address may hold, besides what belongs to one page alone.
NAMES = ("sop", "version", "period", "since", "until", "time", "heat", "sort", "axis")
_PERIOD = re.compile(r"(?P<year>[12][0-9]{3})(-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class Asked:
    """A wish with the fields it was made of. `gross` wants all hours instead of those of the office."""

    wish: Wish
    fields: Mapping[str, str]

    @property
    def gross(self) -> bool:
        return self.fields.get("time") == "gross"

    @property
    def by_time(self) -> bool:
        """Whether the heat on the diagram shall be that of time instead of numbers."""
        return self.fields.get("heat") == "time"

    @property
    def by_duration(self) -> bool:
        """Whether the longest shall come first."""
        return self.fields.get("sort") == "longest"

    def link(self, endpoint: str, **changes: str | int | None) -> str:
        """The address of a page for the same figures, with some fields changed; None takes one away."""
        fields = {**self.fields, **changes}
        values: dict[str, Any] = {name: value for name, value in fields.items() if value not in (None, "")}
        return url_for(endpoint, **values)

    def of_month(self, month: date) -> Mapping[str, str | None]:
        """The fields to change for what happened in one month of the period."""
        period = self.wish.period
        first = max(month, period.since or month)
        last = min(last_of_month(month), period.until or date.max)
        if (first, last) == (month, last_of_month(month)):
            return {"period": f"{month:%Y-%m}", "since": None, "until": None}
        return {"period": None, "since": first.isoformat(), "until": last.isoformat()}


def asked(given: MultiDict[str, str]) -> Asked:
    """The wish of an address."""
    fields = {name: value for name in NAMES if (value := given.get(name, "").strip())}
    version = given.get("version", type=int)
    return Asked(Wish(fields.get("sop", ""), version, _period(given)), fields)


def period_of(text: str) -> Period:
    """`2026`, `2026-Q2` or `2026-03`; anything else is all of the time."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return Period()
    year, quarter, month = (int(found[name] or 0) for name in ("year", "quarter", "month"))
    first = month or (3 * quarter - 2 if quarter else 1)
    last = month or (3 * quarter if quarter else 12)
    return Period(date(year, first, 1), last_of_month(date(year, last, 1)))


def _period(given: MultiDict[str, str]) -> Period:
    since, until = given.get("since", type=date.fromisoformat), given.get("until", type=date.fromisoformat)
    if since or until:
        return Period(since, min(until, date.max - timedelta(days=1)) if until else None)
    return period_of(given.get("period", ""))
