"""Two bundles compared, file by file."""

from collections.abc import Iterator, Mapping

from app.compare.diagrams import diagram_changes, whole_diagram
from app.compare.difference import Change, Difference, Kind, Part
from app.compare.facts import fact_changes
from app.compare.forms import form_changes
from app.compare.lines import line_changes
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from app.model.errors import Refused
from app.notation.diagram import read_diagram


def compare(old: Bundle, new: Bundle) -> Difference:
    """Everything that is different from `old` to `new`. Never raises: what cannot be read is compared by its lines.

    The same two bundles always give the same difference; equal ones give none, and different bytes at least one change.
    """
    names = {**_names(old), **_names(new)}
    paths = sorted(old.files.keys() | new.files.keys(), key=lambda path: (_RANK.get(path, _rank(path)), path))
    different = [path for path in paths if old.files.get(path) != new.files.get(path)]
    return Difference(tuple(change for path in different for change in _file(path, old, new, names)))


_RANK = {DIAGRAM: 0, SOP: 2, SCENARIOS: 4}


def _rank(path: str) -> int:
    return 1 if path.startswith("forms/") else 3


def _file(path: str, old: Bundle, new: Bundle, names: Mapping[str, str]) -> Iterator[Change]:
    before, after = old.files.get(path), new.files.get(path)
    if before is not None and after is not None:
        yield from _changed(path, before, after, names)
        return
    kind = Kind.ADDED if before is None else Kind.REMOVED
    if path == DIAGRAM:
        yield from whole_diagram(before or after or b"", kind)
        return
    name = _name(path)
    yield Change(_part(path), kind, name, "file", names.get(name.partition(".")[0], ""))


def _changed(path: str, before: bytes, after: bytes, names: Mapping[str, str]) -> Iterator[Change]:
    name = _name(path)
    if path == DIAGRAM:
        yield from diagram_changes(before, after)
    elif path == SOP:
        yield from fact_changes(before, after, names)
    elif _part(path) is Part.FORM:
        yield from form_changes(name, names.get(name, ""), before, after)
    else:
        called = names.get(name.partition(".")[0], "")
        yield Change(_part(path), Kind.CHANGED, name, "file", called, lines=line_changes(before, after))


def _part(path: str) -> Part:
    if path in _PARTS:
        return _PARTS[path]
    return Part.FORM if path.startswith("forms/") else Part.LETTER


_PARTS = {DIAGRAM: Part.DIAGRAM, SOP: Part.FACTS, SCENARIOS: Part.SCENARIOS}


def _name(path: str) -> str:
    """The name of a file without folders and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _names(bundle: Bundle) -> Mapping[str, str]:
    """Names of elements and lanes by id, and of the forms that elements ask for."""
    try:
        outline = read_diagram(bundle.files.get(DIAGRAM, b"")).outline
    except Refused:
        return {}
    forms = {element.form: element.name for element in outline.elements.values() if element.form and element.name}
    lanes = {lane.id: lane.name for lane in outline.lanes.values()}
    return {**forms, **lanes, **{element.id: element.name for element in outline.elements.values()}}
