"""How statistics are said: durations in one unit down a column, shares, names of elements of all versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from app.model.definition import ProcessDefinition
from app.model.histogram import Histogram
from app.model.measures import CANCELLED
from app.model.office_hours import OfficeHours
from app.model.period import Period, last_of_month, month_of
from app.model.sheets import Times
from app.web.shared.formats import day
from app.web.shared.house import office
from app.web.shared.languages import gettext, language, sop_text
from app.web.shared.words import activity, row_number

_HOUR = 3600
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Unit:
    """The unit of a column: its words and its seconds; `gross` takes all hours instead of those of the office."""

    words: str
    seconds: int
    gross: bool

    def of(self, times: Times) -> Histogram:
        """The durations that this unit counts."""
        return times.gross if self.gross else times.office

    def say(self, seconds: int) -> str:
        """1.234,5: always one decimal, so that a column is aligned."""
        return format_decimal(seconds / self.seconds, format="#,##0.0", locale=language())

    def raw(self, seconds: int) -> str:
        """The same for a spreadsheet: two decimals, with the comma it expects."""
        return format_decimal(seconds / self.seconds, format="0.00", locale=language())


def unit_for(times: Iterable[Times], *, gross: bool) -> Unit:
    """Days where the longest take more than two of them, else hours."""
    length = 24 * _HOUR if gross else OfficeHours(office().calendar).day
    kinds = [each.gross if gross else each.office for each in times]
    if max((it.percentile(0.9) for it in kinds), default=0) > 2 * length:
        return Unit(gettext("days") if gross else gettext("working days"), length, gross)
    return hours(gross=gross)


def hours(*, gross: bool) -> Unit:
    """Hours, whatever the durations are."""
    return Unit(gettext("hours") if gross else gettext("working hours"), _HOUR, gross)


def share(part: float, whole: float) -> str:
    """12,5 %; a dash where there is no whole."""
    return format_percent(part / whole, format="#,##0.0 %", locale=language()) if whole else "–"


def months(month: date) -> str:
    """Maret 2026."""
    return str(format_date(month, "LLLL yyyy", locale=language()))


def short_month(month: date) -> str:
    """Mar."""
    return str(format_date(month, "LLL", locale=language()))


def period_words(period: Period) -> str:
    """A period in words: a year, a quarter, a month, or its days."""
    since, until = period.since, period.until
    if since is None and until is None:
        return gettext("all of the time")
    if since is None or until is None:
        return gettext("from %(day)s on", day=day(since)) if since else gettext("up to %(day)s", day=day(until or ""))
    if since == month_of(since) and until == last_of_month(until) and since.year == until.year:
        if (since.month, until.month) == (1, 12):
            return str(since.year)
        if since.month == until.month:
            return months(since)
        if since.month % 3 == 1 and until.month == since.month + 2:
            return gettext("quarter %(number)s of %(year)s", number=_ROMAN[since.month // 3], year=str(since.year))
    return f"{day(since)} – {day(until)}"


@dataclass(frozen=True)
class Names:
    """What elements and lanes are called, in all versions of an SOP, the newest first."""

    versions: Mapping[int, ProcessDefinition]

    def definition(self, element: str) -> ProcessDefinition | None:
        """The newest definition that has an element."""
        return next((it for it in self.versions.values() if element in it.outline.elements), None)

    def activity(self, element: str) -> str:
        return activity(self.definition(element), element)

    def row(self, element: str) -> int | None:
        """The number of its row in the official table."""
        return row_number(self.definition(element), element)

    def numbered(self, element: str) -> str:
        """The number of its row and its name."""
        return " ".join(filter(None, (str(self.row(element) or ""), self.activity(element))))

    def lane(self, element: str) -> str:
        known = self.definition(element)
        return (known.outline.elements[element].lane or "") if known else ""

    def lane_name(self, lane: str) -> str:
        known = next((it for it in self.versions.values() if lane in it.outline.lanes), None)
        return sop_text(known, known.outline.lanes[lane].name) if known else gettext("No lane")

    @property
    def lanes(self) -> list[str]:
        """All lanes in the order of the diagram; what only older versions have comes last."""
        return [*dict.fromkeys(lane for it in self.versions.values() for lane in it.outline.lanes), ""]

    def outcome(self, end: str) -> str:
        """The words for the way a case ended."""
        if end == CANCELLED:
            return gettext("Closed by a supervisor")
        known = self.definition(end)
        words = known.sop.outcomes.get(end) or known.outline.elements[end].name if known else ""
        return sop_text(known, words) if known and words else end or gettext("Ended")

    def order(self, element: str) -> tuple[int, str]:
        """To sort elements as in the official table; what has no row comes last."""
        return self.row(element) or 999, element
