"""Read and change the facts of a working copy, section by section."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from app.actions.studio.open_copy import Opened, opened
from app.actions.studio.save_file import Stale, digest_of, save_file
from app.facts import Sheet, applied, problems, read_facts, sections, sheet
from app.form.ask import When
from app.form.validate import validate
from app.form.walk import settle, taken
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import Conflict, Invalid, LajurError, NotFound
from app.model.outline import Outline
from app.model.people import User
from app.model.values import Json, Variables
from app.notation.diagram import read_diagram
from app.ports import Office


class SectionStale(Conflict):
    """{name} has saved these facts since you read them."""


@dataclass(frozen=True)
class FactSheet:
    """A section of a working copy. `seen` names what it held when it was read."""

    opened: Opened
    sheet: Sheet
    seen: str
    outline: Outline | None = field(repr=False, default=None)


def fact_sheet(office: Office, copy_id: int, key: str, *, by: User) -> FactSheet:
    """A section as it was saved last. Raises NotFound, Forbidden, or Refused when the file cannot be read."""
    found = opened(office, copy_id, by=by)
    section = sections().get(key)
    data = found.bundle.files.get(SOP)
    if section is None or data is None:
        raise NotFound
    outline = outline_of(found.bundle)
    made = sheet(section, read_facts(data), outline)
    return FactSheet(found, made, _seen(made), outline)


def save_facts(office: Office, copy_id: int, key: str, answers: Variables, *, seen: str, by: User) -> FactSheet:
    """Put the answers of a section into `sop.toml` and give back the section as it is then.

    `seen` is that of the section the answers began from. Raises Invalid with the problems by path, SectionStale with
    the name of who saved last, Refused when the file could not be read with these answers, NotWritable, and what
    `save_file` raises.
    """
    now = fact_sheet(office, copy_id, key, by=by)
    given = _checked(office, now.sheet, answers)
    if seen != now.seen:
        raise SectionStale(None, name=_saver(office, now.opened))
    bundle = now.opened.bundle
    before = _taken(now.sheet, now.sheet.values, _when(office))
    data = applied(bundle.files[SOP], now.sheet, before, given, now.outline)
    _must_be_readable(office, bundle, data)
    try:
        save_file(office, copy_id, SOP, data, read=digest_of(bundle.files[SOP]), by=by)
    except Stale as stale:
        raise SectionStale(None, **stale.facts) from stale
    return fact_sheet(office, copy_id, key, by=by)


def outline_of(bundle: Bundle) -> Outline | None:
    """What the diagram of a bundle says, or None while it cannot be read."""
    try:
        return read_diagram(bundle.files.get(DIAGRAM, b"")).outline
    except LajurError:
        return None


def _checked(office: Office, asked: Sheet, answers: Variables) -> Mapping[str, Json]:
    when = _when(office)
    wrong = problems(asked, answers)
    try:
        given = validate(asked.form, answers, {}, now=when.now, zone=when.zone)
    except Invalid as invalid:
        raise Invalid({**wrong, **invalid.problems}) from None
    if wrong:
        raise Invalid(wrong)
    return given


def _must_be_readable(office: Office, bundle: Bundle, data: bytes) -> None:
    """Raises Refused when the new facts cannot be read though the old ones could."""
    diagram = bundle.files.get(DIAGRAM, b"")
    try:
        office.read(Bundle({DIAGRAM: diagram, SOP: bundle.files[SOP]}))
    except LajurError:
        return  # it was wrong before: then every step that mends a part of it is welcome
    office.read(Bundle({DIAGRAM: diagram, SOP: data}))


def _taken(asked: Sheet, values: Variables, when: When) -> Mapping[str, Json]:
    """The answers that a page gives when nobody touches it."""
    return taken(settle(asked.form, values, {}, when))


def _when(office: Office) -> When:
    return When(office.clock(), office.calendar.zone)


def _seen(asked: Sheet) -> str:
    return sha256(json.dumps(asked.values, sort_keys=True, default=str).encode()).hexdigest()


def _saver(office: Office, found: Opened) -> str:
    with office.store.reading() as reader:
        person = reader.user(found.copy.saved_by)
    return person.name if person else "?"
