"""What was answered in a case so far, task by task, with the labels and formats of the forms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.model.definition import ProcessDefinition
from app.model.event import Happening
from app.model.form import Component
from app.model.values import Json
from app.web.shared.formats import day, number, when
from app.web.shared.languages import gettext, language
from app.web.shared.record import Record
from app.web.shared.remarks import erasure_of
from app.web.shared.words import activity, row_number


@dataclass(frozen=True)
class File:
    """A file in an answer; `attachment` is the id by which it can be downloaded, None when it is not there."""

    name: str
    size: int
    attachment: int | None


@dataclass(frozen=True)
class Answer:
    """A label with a text, files, or a table (its first row holds the headings). Exactly one of them is filled."""

    label: str
    text: str = ""
    files: Sequence[File] = ()
    table: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Answered:
    """One completed task: which, when, and what was answered."""

    number: int | None
    activity: str
    at: datetime
    answers: Sequence[Answer]


def answered(record: Record) -> list[Answered]:
    """The completed tasks in order. Tasks without answers, and tasks that are none of the reader's, are left out."""
    files = {attachment.digest: attachment.id for attachment in record.case.attachments}
    found = []
    for event, payload in record.events():
        outputs = payload.get("outputs")
        if event.kind is not Happening.WORK_COMPLETED or not isinstance(outputs, dict) or event.element is None:
            continue
        definition = record.case.definition_at(event.number)
        answers = [*_answers(definition, event.element, outputs, files), *_erased(record, event.number, event.element)]
        if answers and record.is_open_to_reader(event.element):
            words = activity(definition, event.element)
            found.append(Answered(row_number(definition, event.element), words, event.at, answers))
    return found


def _erased(record: Record, number: int, element: str) -> Iterator[Answer]:
    """What was answered and is no longer there: by whom it was erased, when and why."""
    erasure = record.erased.get(number)
    fields = fields_of(record.case.definition_at(number), element)
    for name in sorted(erasure.variables if erasure else ()):
        yield Answer(_label(name, fields.get(name)), text=erasure_of(record, number))


def readable(record: Record, element: str, answers: Mapping[str, Json]) -> list[Answer]:
    """What somebody has typed at an element, with the labels of its form."""
    files = {attachment.digest: attachment.id for attachment in record.case.attachments}
    return list(_answers(record.case.definition, element, answers, files))


def as_text(answers: Iterable[Answer]) -> str:
    """The answers as plain text to copy: a line for each, the rows of a table below its label."""
    return "\n".join(line for answer in answers for line in _lines(answer))


def _lines(answer: Answer) -> list[str]:
    if answer.table:
        return [f"{answer.label}:", *(" | ".join(row) for row in answer.table)]
    return [f"{answer.label}: {answer.text or ', '.join(file.name for file in answer.files)}"]


def _answers(
    definition: ProcessDefinition, element: str, outputs: Mapping[str, Json], files: Mapping[str, int]
) -> Iterator[Answer]:
    fields = fields_of(definition, element)
    # In the order of the form; what no form knows (answers of systems) comes last.
    for key in [key for key in fields if key in outputs] + [key for key in outputs if key not in fields]:
        value, field = outputs[key], fields.get(key)
        if value not in (None, "", []) and is_for_readers(field):
            yield answer(key, value, field, files)


def fields_of(definition: ProcessDefinition, element: str) -> Mapping[str, Component]:
    """The fields of the form of an element by key, in its order."""
    node = definition.outline.elements.get(element)
    form = definition.form_of(node) if node else None
    return {field.key: field for field in _fields(form.components if form else ())}


def is_for_readers(field: Component | None) -> bool:
    """A computed field without a label is there for other fields, not for readers."""
    return not (field and field.type == "expression" and not field.label)


def _fields(components: Iterable[Component]) -> Iterator[Component]:
    for component in components:
        if component.key:
            yield component
        else:
            yield from _fields(component.components)


def answer(key: str, value: Json, field: Component | None, files: Mapping[str, int]) -> Answer:
    """A value as its field says it (None: no form knows it). `files` are attachments by their digest."""
    label = _label(key, field)
    if isinstance(value, list) and all(isinstance(item, dict) and "digest" in item for item in value):
        return Answer(label, files=[_file(item, files) for item in value if isinstance(item, dict)])
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return Answer(label, table=_table([item for item in value if isinstance(item, dict)], field))
    return Answer(label, text=_text(value, field))


def _file(item: Mapping[str, Json], files: Mapping[str, int]) -> File:
    length, name = item.get("size"), str(item.get("name") or gettext("(an erased file)"))
    return File(name, length if isinstance(length, int) else 0, files.get(str(item["digest"])))


def _table(rows: Sequence[Mapping[str, Json]], field: Component | None) -> list[list[str]]:
    columns = {part.key: part for part in _fields(field.components if field else ())}
    keys = list(columns) or sorted({key for row in rows for key in row})
    heading = [_label(key, columns.get(key)) for key in keys]
    return [heading, *([_text(row.get(key), columns.get(key)) for key in keys] for row in rows)]


def _text(value: Json, field: Component | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return gettext("Yes") if value else gettext("No")
        case int() if 0 <= value < 10_000:
            # Years are numbers, too, and look odd with a point in them.
            return str(value)
        case int() | float():
            return number(value)
        case str():
            return _word(value, field)
    return _words(value, field)


def _words(value: list[Json] | dict[str, Json], field: Component | None) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item, field) for item in value)
    if "digest" in value:
        return str(value.get("name", ""))
    return ", ".join(f"{key}: {_text(item, None)}" for key, item in value.items())


def _word(value: str, field: Component | None) -> str:
    if field is None:
        return value
    if field.type == "datetime":
        return _moment(value, str(field.raw.get("subtype", "date")))
    return next((_worded(option.label, option.label_en) for option in field.options if option.value == value), value)


def _moment(value: str, subtype: str) -> str:
    try:
        if subtype == "date":
            return day(value)
        return when(datetime.fromisoformat(value)) if subtype == "datetime" else value
    except ValueError:
        return value


def _label(key: str, field: Component | None) -> str:
    return (_worded(field.label, field.label_en) if field else "") or key


def _worded(text: str, english: str) -> str:
    return english if english and language() == "en" else text
