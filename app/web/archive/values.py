"""The variables of a case over time, with the labels and formats of the forms: what a step changed, what then stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.model.form import Component
from app.model.frame import Change, Frame
from app.model.values import Json
from app.web.archive.spans import Span
from app.web.shared.answers import Answer, answer, fields_of, is_for_readers
from app.web.shared.record import Record
from app.web.shared.words import activity, row_number

NOTHING: tuple[Json, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of what a step changed; `old` is None when nothing stood there, `new` when nothing does any more."""

    label: str
    old: Answer | None
    new: Answer | None


@dataclass(frozen=True)
class Sheet:
    """What stood at one activity from the entry `since` on. Without an activity it is what the case began with.

    `rows` are its variables in the order of the form, each with all that stood in it, one after the other.
    """

    number: int | None
    activity: str
    since: int
    rows: dict[str, list[Span[Answer]]]


@dataclass(frozen=True)
class Values:
    """`changes` are by the number of the entry; `sheets` stand in the order in which they were first filled in."""

    changes: Mapping[int, Sequence[Changed]]
    sheets: Sequence[Sheet]


def values(record: Record, frames: Sequence[Frame]) -> Values:
    """All that was ever answered in a case, as its readers call it."""
    book = _Book(record, {attachment.digest: attachment.id for attachment in record.case.attachments})
    changes = {frame.number: book.enter(frame) for frame in frames if frame.changes}
    return Values(changes, [sheet for sheet in book.sheets.values() if any(sheet.rows.values())])


@dataclass
class _Book:
    """What has been entered so far. A variable is at home where it was last answered, and is called as that form does;
    a correction leaves it there. The empty home is that of what the case began with."""

    record: Record
    files: Mapping[str, int]
    homes: dict[str, str] = field(default_factory=dict)
    forms: dict[str, Mapping[str, Component]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def enter(self, frame: Frame) -> list[Changed]:
        if frame.element:  # its form may have become another one since it was last filled in
            definition = self.record.case.definition_at(frame.number)
            self.forms[frame.element] = fields_of(definition, frame.element)
        found = []
        for change in self._in_order(frame):
            home = frame.element or self.homes.get(change.name, "")
            known = self._form(home).get(change.name)
            if is_for_readers(known):
                old, new = (self._answer(change.name, value, known) for value in (change.old, change.new))
                if change.kept:
                    self._replace(home, frame.number, change.name, new)
                if told := new or old:
                    found.append(Changed(told.label, *_differing(old, new)))
        return found

    def _in_order(self, frame: Frame) -> list[Change]:
        order = {name: place for place, name in enumerate(self._form(frame.element or ""))}
        return sorted(frame.changes, key=lambda change: order.get(change.name, len(order)))

    def _form(self, element: str) -> Mapping[str, Component]:
        if element not in self.forms:
            self.forms[element] = fields_of(self.record.case.definition_of(element), element)
        return self.forms[element]

    def _answer(self, name: str, value: Json, known: Component | None) -> Answer | None:
        return None if value in NOTHING else answer(name, value, known, self.files)

    def _replace(self, home: str, number: int, name: str, new: Answer | None) -> None:
        if name in self.homes:
            _end(self.sheets[self.homes[name]].rows[name], number)
        self.homes[name] = home
        if home not in self.sheets:
            definition = self.record.case.definition_of(home)
            words = activity(definition, home) if home else ""
            rows: dict[str, list[Span[Answer]]] = {key: [] for key in self._form(home)}
            self.sheets[home] = Sheet(row_number(definition, home), words, number, rows)
        row = self.sheets[home].rows.setdefault(name, [])
        row += [Span(new, number)] if new else []


def _differing(old: Answer | None, new: Answer | None) -> tuple[Answer | None, Answer | None]:
    """Of two tables only the rows that differ; where only their order does, all of both."""
    if not (old and new and old.table and new.table and old.table[0] == new.table[0]):
        return old, new
    less, more = _rows_beyond(old, new), _rows_beyond(new, old)
    return (less, more) if less or more else (old, new)


def _rows_beyond(one: Answer, other: Answer) -> Answer | None:
    rows = [row for row in one.table[1:] if row not in other.table]
    return replace(one, table=[one.table[0], *rows]) if rows else None


def _end(row: list[Span[Answer]], number: int) -> None:
    if row and row[-1].until is None:
        row[-1] = Span(row[-1].it, row[-1].since, number)
