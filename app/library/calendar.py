"""The working calendar of an office: national holidays, cuti bersama and days of its own.

National holidays come from the `holidays` package. For a year whose decree (the joint decree of three ministers, SKB)
is known there is a file `days_off/<year>.toml` that names the decree and its cuti bersama. An office can keep files of
the same shape in a folder of its own; what they say is laid over the shipped ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from app.library.toml import Table, read_toml
from app.model.calendar import WorkingCalendar

YEARS = range(2025, 2032)
SHIPPED = files("app.library") / "days_off"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What files say of one year: the decree they rest on (empty: not known), whether cuti bersama count as working
    days, and days by their names. `removed` holidays are worked, `extra` days are off whatever else is said."""

    decree: str = ""
    leave_counts: bool = False
    leave: Mapping[date, str] = field(default_factory=dict)
    removed: Mapping[date, str] = field(default_factory=dict)
    extra: Mapping[date, str] = field(default_factory=dict)


def working_calendar(extra: Path | None = None, years: range = YEARS) -> WorkingCalendar:
    """The calendar of `years`; `extra` is the folder of the office with `<year>.toml` files.

    `WorkingCalendar.years` are those years whose decree is known. Days off of the others are estimates of the
    `holidays` package. Raises Refused when a file cannot be read.
    """
    folders: tuple[Traversable, ...] = (SHIPPED, extra) if extra else (SHIPPED,)
    days_off: dict[date, str] = {}
    known: set[int] = set()
    for year in years:
        said = days_off_of(year, folders)
        days_off |= _all_days(year, said)
        known |= {year} if said.decree else set()
    return WorkingCalendar(days_off=days_off, years=frozenset(known))


def days_off_of(year: int, folders: tuple[Traversable, ...]) -> DaysOff:
    """What the files of one year say; a later folder is laid over the earlier ones."""
    said = DaysOff()
    for folder in folders:
        file = folder / f"{year}.toml"
        if file.is_file():
            said = read_toml(file.read_bytes(), file.name).read(partial(_over, said, year))
    return said


def _over(below: DaysOff, year: int, table: Table) -> DaysOff:
    return DaysOff(
        decree=table.text("decree", below.decree),
        leave_counts=table.flag("cuti_bersama_counts", default=below.leave_counts),
        leave={**below.leave, **dict(_days(table.table("cuti_bersama"), year))},
        removed={**below.removed, **dict(_days(table.table("removed"), year))},
        extra={**below.extra, **dict(_days(table.table("extra"), year))},
    )


def _days(table: Table, year: int) -> Iterator[tuple[date, str]]:
    for key, name in table.words().items():
        day = _date(key)
        if day is None or day.year != year:
            raise table.refused("“{key}” must be a day of {year}, as in {year}-12-24", key, year=year)
        yield day, name


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _all_days(year: int, said: DaysOff) -> dict[date, str]:
    national, estimated_leave = _holidays(year)
    leave = {} if said.leave_counts else said.leave if said.decree else {**estimated_leave, **said.leave}
    off = {**leave, **national}
    return {day: name for day, name in off.items() if day not in said.removed} | dict(said.extra)


def _holidays(year: int) -> tuple[Mapping[date, str], Mapping[date, str]]:
    """National holidays and cuti bersama as the `holidays` package knows or estimates them."""
    # Imported late: it takes 0.1 s and 16 MB, which a command that needs no calendar should not pay.
    from holidays.constants import GOVERNMENT, PUBLIC  # noqa: PLC0415 - as said
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415 - as said

    def of(category: str) -> Mapping[date, str]:
        return dict(Indonesia(years=year, categories=(category,), language="id"))

    return of(PUBLIC), of(GOVERNMENT)
