"""From the fields of a posted page to answers: text becomes numbers, lists and rows. Nothing is checked here yet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.form import schema
from app.form.numbers import read_or_keep
from app.model.form import Component, Form
from app.model.values import Json

Posted = Mapping[str, Sequence[str]]

_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Page:
    posted: Posted
    uploads: Mapping[str, Sequence[Json]]
    known: Mapping[str, Json]
    rows: Mapping[str, set[int]]

    def names(self, button: str) -> Sequence[str]:
        return self.posted.get(button, ())


def decode(
    form: Form,
    posted: Posted,
    *,
    uploads: Mapping[str, Sequence[Json]] | None = None,
    known: Mapping[str, Json] | None = None,
) -> dict[str, Json]:
    r"""The answers a page has posted, by key; never raises.

    A field is posted under its path: `nama`, or `mesin.0.nama` in the first row of the list `mesin`. What was not
    posted is left out. Text stays as typed (line ends become "\n"), a number that cannot be read stays text, for
    `validate` to say so. `_add` with the path of a list adds a row to it, `_remove` with the path of a row takes it
    out, `_up` and `_down` move it by one place. Read-only and disabled fields and names that are no field are passed
    over.

    Files: `uploads` holds what came with this post, by the name of its field, `known` the files this person may refer
    to, by digest; both as `{digest, name, size, media_type}`. The digests posted for a field say which to keep.
    """
    uploads = uploads or {}
    return _level(form.components, "", _Page(posted, uploads, known or {}, _row_numbers(chain(posted, uploads))))


def _row_numbers(names: Iterable[str]) -> Mapping[str, set[int]]:
    """Which rows of which list the names speak of: `mesin.2.nama` of row 2 of `mesin`."""
    rows: dict[str, set[int]] = {}
    for name in names:
        parts = name.split(".", 2 * schema.MAX_DEPTH)
        for end in range(1, len(parts)):
            if _NUMBER.fullmatch(parts[end]):
                rows.setdefault(".".join(parts[:end]), set()).add(int(parts[end]))
    return rows


def _level(components: Iterable[Component], prefix: str, page: _Page) -> dict[str, Json]:
    answers: dict[str, Json] = {}
    for component in components:
        path = prefix + component.key
        if component.type == "group":
            answers |= _level(component.components, prefix, page)
        elif component.type == "dynamiclist":
            rows = _rows(component, path, page)
            if rows or path in page.posted:
                answers[component.key] = rows
        elif _is_asked(component) and (path in page.posted or path in page.uploads):
            answers[component.key] = _answer(component, path, page)
    return answers


def _is_asked(component: Component) -> bool:
    return component.type in schema.ANSWERED and not component.disabled and component.readonly is not True


def _rows(component: Component, path: str, page: _Page) -> list[Json]:
    removed = page.names("_remove")
    numbers = _moved(sorted(page.rows.get(path, ()))[: schema.MAX_ROWS + 1], path, page)
    rows: list[Json] = [
        _level(component.components, f"{path}.{number}.", page)
        for number in numbers
        if f"{path}.{number}" not in removed
    ]
    if path in page.names("_add") and len(rows) < schema.MAX_ROWS:
        rows.append({})
    return rows


def _moved(numbers: list[int], path: str, page: _Page) -> list[int]:
    """The rows in their new order."""
    for step, button in ((-1, "_up"), (1, "_down")):
        for at, number in enumerate(list(numbers)):
            if f"{path}.{number}" in page.names(button) and 0 <= at + step < len(numbers):
                numbers[at], numbers[at + step] = numbers[at + step], numbers[at]
    return numbers


def _answer(component: Component, path: str, page: _Page) -> Json:
    values = page.posted.get(path, ())
    if component.type == "filepicker":
        return _files(component, values, page.uploads.get(path, ()), page.known)
    if component.type in schema.LISTS:
        return [value for value in values if value]
    text = values[-1].replace("\r\n", "\n") if values else ""
    if component.type == "checkbox":
        return text == "on"
    if component.type == "number":
        return read_or_keep(text, component.raw.get("decimalDigits"))
    return text


def _files(
    component: Component, digests: Sequence[str], uploads: Sequence[Json], known: Mapping[str, Json]
) -> list[Json]:
    kept = [known[digest] for digest in dict.fromkeys(digests) if digest in known]
    if component.raw.get("multiple") is not True and uploads:
        return list(uploads[-1:])
    return [*kept, *uploads]
