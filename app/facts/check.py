"""What must hold of the answers of a section besides what its form checks: formulas, and facts that go together."""

from collections.abc import Iterator, Mapping

from app.facts.sections import Part
from app.facts.sheet import Leaf, Sheet
from app.feel import FeelError, parse
from app.form.normal import is_empty
from app.model.errors import LajurError
from app.model.values import Json

Found = tuple[str, LajurError]


def problems(sheet: Sheet, answers: Mapping[str, Json]) -> dict[str, LajurError]:
    """The problems by the path of the field."""
    found = [*_together(sheet, answers), *_numbers(sheet, answers)]
    for name, leaf in sheet.leaves.items():
        found += _formula(name, leaf.field.type, answers.get(name))
    for name, part in sheet.lists.items():
        found += _list(name, part, answers.get(name))
    return dict(found)


def _formula(path: str, kind: str, value: Json) -> list[Found]:
    if kind != "formula" or not isinstance(value, str) or not value.strip().startswith("="):
        return []
    try:
        parse(value.strip())
    except FeelError as error:
        return [(path, LajurError("This formula cannot be read: {reason}", reason=error))]
    return []


def _list(name: str, part: Part, rows: Json) -> Iterator[Found]:
    seen: set[Json] = set()
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        values = row if isinstance(row, dict) else {}
        for field in part.fields:
            yield from _formula(f"{name}.{number}.{field.at}", field.type, values.get(field.at))
        key = str(values.get("name") or "").strip()
        if part.kind == "pairs" and key and key in seen:
            yield f"{name}.{number}.name", LajurError("This name is there already.")
        if part.kind == "pairs" and str(values.get("value")).strip() == "null":
            yield f"{name}.{number}.value", LajurError("The file has no null; write =null.")
        seen.add(key)


def _together(sheet: Sheet, answers: Mapping[str, Json]) -> Iterator[Found]:
    """What is missing where only some of the facts that go together are given."""
    families: dict[tuple[int, str], list[Leaf]] = {}
    for leaf in sheet.leaves.values():
        if leaf.part.together:
            families.setdefault((id(leaf.part), leaf.key), []).append(leaf)
    for leaves in families.values():
        if any(_is_given(answers.get(leaf.name)) for leaf in leaves):
            for leaf in leaves:
                if leaf.field.at in leaf.part.together and not _is_given(answers.get(leaf.name)):
                    yield leaf.name, LajurError("This is needed too.")


def _is_given(answer: Json) -> bool:
    return not is_empty(answer.strip() if isinstance(answer, str) else answer)


def _numbers(sheet: Sheet, answers: Mapping[str, Json]) -> Iterator[Found]:
    """Every row of the official table has a number of its own."""
    seen: set[Json] = set()
    for name, leaf in sheet.leaves.items():
        number = answers.get(name)
        if leaf.field.at == "rows.*.number" and isinstance(number, int):
            if number in seen:
                yield name, LajurError("This number is there already.")
            seen.add(number)
