"""How dates, times, numbers and money are written. Times are shown in the office's own zone, with its name."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit
from flask import Flask
from markupsafe import Markup

from app.web.shared.house import office
from app.web.shared.languages import gettext, language


def day(value: date | datetime | str) -> str:
    """21 November 2026."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = _local(value).date()
    return format_date(value, "d MMMM yyyy", locale=language())


def when(value: datetime) -> str:
    """21 November 2026, 14.30 WIB."""
    local = _local(value)
    return f"{day(local.date())}, {hour(value)} {local.tzname()}"


def exact(value: datetime) -> str:
    """21-11-2026 14.30.05: to the second, for columns whose heading names the zone."""
    local = _local(value)
    return f"{local:{'%d-%m-%Y %H.%M.%S' if language() == 'id' else '%d-%m-%Y %H:%M:%S'}}"


def lasted(value: timedelta) -> str:
    """3 hari 4 jam: how long something took, in its two greatest units; less than a minute in seconds."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    counts = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    units = [(unit, count) for unit, count in counts if count] or [("second", seconds)]
    return " ".join(format_unit(count, f"duration-{unit}", "long", locale=language()) for unit, count in units[:2])


def briefly(value: datetime) -> str:
    """21 Nov 2026 14.30: for long lists; the zone is that of the office."""
    return f"{_brief_day(_local(value).date(), language())} {hour(value)}"


@lru_cache(maxsize=512)
def _brief_day(value: date, locale: str) -> str:
    return format_date(value, "d MMM y", locale=locale)


def hour(value: datetime) -> str:
    """14.30."""
    return f"{_local(value):{'%H.%M' if language() == 'id' else '%H:%M'}}"


def ago(value: datetime) -> Markup:
    """3 jam yang lalu, as a `time` element that carries the exact time as well."""
    passed = office().clock() - value
    recent = passed < timedelta(minutes=1)
    words = gettext("just now") if recent else format_timedelta(-passed, add_direction=True, locale=language())
    return Markup('<time datetime="{}" title="{}">{}</time>').format(value.isoformat(), when(value), words)


def age(value: datetime) -> Markup:
    """3 jam: how long ago it was, as a `time` element that carries the exact time as well."""
    words = format_timedelta(office().clock() - value, locale=language())
    return Markup('<time datetime="{}" title="{}">{}</time>').format(value.isoformat(), when(value), words)


def number(value: float | Decimal) -> str:
    """1.234,5."""
    return format_decimal(value, locale=language())


def money(value: float | Decimal) -> str:
    """Rp1.234.567."""
    return f"Rp{number(value)}"


def size(value: int) -> str:
    """A number of bytes: 120 B, 3,4 kB, 12 MB."""
    if value < 1000:
        return f"{value} B"
    if value < 1_000_000:
        return f"{number(round(value / 1000, 1))} kB"
    return f"{number(round(value / 1_000_000, 1))} MB"


def add_filters(app: Flask) -> None:
    for filter_ in (day, when, briefly, hour, ago, age, number, money, size):
        app.add_template_filter(filter_)


def _local(value: datetime) -> datetime:
    return value.astimezone(office().calendar.zone)
