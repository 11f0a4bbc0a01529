"""What every page of the statistics has: the filters, how far the figures go, the way to the cases behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import request

from app.actions.archive.figures import Figures, Subject, figures
from app.model.definition import ProcessDefinition
from app.model.histogram import Histogram
from app.model.office_hours import OfficeHours
from app.ports.measures import Counts
from app.web.archive.statistics.asked import Asked, asked
from app.web.archive.statistics.table import NOTHING, Cell
from app.web.archive.statistics.words import Names, Unit, months, period_words
from app.web.shared.formats import number
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext
from app.web.shared.pages import sop_title

#: The pages, in the order of their row of links.
PAGES = (
    ("archive.statistics", lazy_gettext("At a glance")),
    ("archive.statistics_activities", lazy_gettext("Activities and lanes")),
    ("archive.statistics_variants", lazy_gettext("Ways through")),
    ("archive.statistics_rework", lazy_gettext("Done again")),
    ("archive.statistics_dotted", lazy_gettext("Dotted chart")),
)
#: Of fewer cases than this nothing can be said in general.
FEW = 10


@dataclass(frozen=True)
class Frame:
    """A page of statistics around its own figures."""

    asked: Asked
    subject: Subject

    @property
    def sop(self) -> str:
        return self.asked.wish.sop or next(iter(self.subject.sops))

    @cached_property
    def names(self) -> Names:
        return Names(self.subject.versions)

    @property
    def definition(self) -> ProcessDefinition:
        """The definition whose diagram is shown: that of the chosen version, or the newest."""
        versions = self.subject.versions
        return versions.get(self.asked.wish.version or 0, next(iter(versions.values())))

    @property
    def title(self) -> str:
        return sop_title(self.subject.sops[self.sop])

    @property
    def sops(self) -> Mapping[str, str]:
        return {sop: sop_title(definition) for sop, definition in self.subject.sops.items()}

    @property
    def period(self) -> str:
        return period_words(self.asked.wish.period)

    @property
    def pages(self) -> list[tuple[str, str, str]]:
        """Endpoint, address and words of each page, for the same figures."""
        return [(endpoint, self.asked.link(endpoint), str(words)) for endpoint, words in PAGES]

    @cached_property
    def periods(self) -> Mapping[str, Mapping[str, str]]:
        """What one may choose: years, quarters and months for which there are figures, the newest first."""
        known = [*reversed(self.subject.months)]
        quarters = dict.fromkeys((month.year, (month.month + 2) // 3) for month in known)
        return {
            gettext("Year"): {str(year): str(year) for year in dict.fromkeys(month.year for month in known)},
            gettext("Quarter"): {
                f"{year}-Q{n}": gettext("quarter %(number)s of %(year)s", number=n, year=str(year))
                for year, n in quarters
            },
            gettext("Month"): {f"{month:%Y-%m}": months(month) for month in known},
        }

    @property
    def office_day(self) -> Mapping[str, str]:
        """What a working day is, for the sentence that explains it."""
        calendar = office().calendar
        hours = number(round(OfficeHours(calendar).day / 3600, 1))
        return {"hours": hours, "opens": f"{calendar.opens:%H.%M}", "closes": f"{calendar.closes:%H.%M}"}

    def cases(self, counts: Counts, **narrowed: str | int | None) -> str:
        """The address of the cases behind a figure."""
        return self.asked.link("archive.statistics_cases", counts=counts.value, **narrowed)

    def counted(self, value: int, counts: Counts, **narrowed: str | int | None) -> Cell:
        """A number that leads to the cases it counts."""
        return Cell(number(value), self.cases(counts, **narrowed) if value else "", raw=str(value))


@dataclass(frozen=True)
class Page:
    """A page with the figures of its period."""

    frame: Frame
    figures: Figures

    @property
    def few(self) -> bool:
        """Whether percentiles say little: there are figures, but only of few cases."""
        return 0 < self.figures.whole.ended < FEW


def page(*only: str) -> Page:
    """The figures that the address of this request asks for; `only` as in `Sheet.from_row`. Raises NotFound for an
    unknown SOP."""
    wanted = asked(request.args)
    found = figures(office(), user(), wanted.wish, only=only)
    return Page(Frame(wanted, found.subject), found)


def spans(unit: Unit, durations: Histogram, *shares: float) -> list[Cell]:
    """Percentiles in a unit, a dash each where there is nothing; 1 is the greatest value, which is exact."""
    found = [durations.percentile(share) for share in shares] if durations.count else []
    return [Cell(unit.say(it), raw=unit.raw(it)) for it in found] or [Cell(NOTHING)] * len(shares)
