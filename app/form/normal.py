"""One spelling for every answer, whoever gives it: a page, another program, a story. What does not fit stays as it is,
for the rules to say so."""

from datetime import UTC, date, datetime, time, tzinfo

from app.form.numbers import read_or_keep
from app.model.form import Component
from app.model.values import Json


def normal(component: Component, value: Json, zone: tzinfo) -> Json:
    """The answer in its one spelling.

    Text is without spaces around it, empty text is null, an unticked box is false, no choice of several is an empty
    list; numbers are numbers; dates and times are `YYYY-MM-DD`, `HH:MM`, and ISO 8601 with the offset of `zone` (or as
    `timeSerializingFormat` says).
    """
    if component.type == "checkbox":
        return False if value is None else value
    if component.type in ("checklist", "taglist", "filepicker", "dynamiclist"):
        return [] if value is None else value
    if not isinstance(value, str):
        return value
    text = value.strip() or None
    if text and component.type == "datetime":
        return _moment(component, text, zone)
    if text and component.type == "number":
        return read_or_keep(text, component.raw.get("decimalDigits"))
    return text


def _moment(component: Component, text: str, zone: tzinfo) -> str:
    subtype = component.raw.get("subtype", "date")
    try:
        if subtype == "date":
            return date.fromisoformat(text).isoformat()
        if subtype == "time":
            return time.fromisoformat(text).isoformat("minutes")
        return _stamp(component, datetime.fromisoformat(text), zone)
    except (ValueError, OverflowError):
        return text


def _stamp(component: Component, moment: datetime, zone: tzinfo) -> str:
    moment = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    form = component.raw.get("timeSerializingFormat")
    if form == "no_timezone":
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")
    if form == "utc_normalized":
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return moment.isoformat(timespec="seconds")


def is_empty(value: Json) -> bool:
    """Whether nothing was answered. Zero is an answer; an unticked box is not."""
    return value is None or value is False or value in ("", [])
