"""Two diagrams compared, element by element."""

from collections.abc import Iterator, Mapping

from app.compare.difference import Change, Detail, Kind, Part, details_of
from app.compare.elements import COMPARED, Fact, Facts, facts_of, name_of, own
from app.compare.layout import Layout, layout_details, layout_of
from app.compare.lines import line_changes
from app.model.errors import Refused
from app.notation import tags
from app.notation.diagram import Diagram, read_diagram
from app.notation.tags import Node

#: What is told when two files say the same in other words.
WRITTEN = "written"
#: A change of an element that none of our words describes.
OTHER = "other"
_NONE = Fact("", "")


def diagram_changes(old: bytes, new: bytes) -> Iterator[Change]:
    """What is different between two BPMN files: by element where both can be read, else by line."""
    before, after = _read(old), _read(new)
    if before is None or after is None:
        yield Change(Part.DIAGRAM, Kind.CHANGED, "", "file", lines=line_changes(old, new))
        return
    found = list(_changes(before, after))
    yield from found
    if not found:
        yield Change(Part.DIAGRAM, Kind.CHANGED, "", "file", details=(Detail(WRITTEN, "", ""),))


def whole_diagram(data: bytes, kind: Kind) -> Iterator[Change]:
    """Everything in a diagram, as added or removed."""
    diagram = _read(data)
    if diagram is None:
        yield Change(Part.DIAGRAM, kind, "", "file")
        return
    for name, node in _elements(diagram).items():
        yield _alone(kind, name, node, diagram)


def _changes(old: Diagram, new: Diagram) -> Iterator[Change]:
    before, after = _elements(old), _elements(new)
    places = layout_of(old.geometry), layout_of(new.geometry)
    for name, node in after.items():
        if name not in before:
            yield _alone(Kind.ADDED, name, node, new)
        elif change := _changed(name, (old, new), (before[name], node), places):
            yield change
    for name, node in before.items():
        if name not in after:
            yield _alone(Kind.REMOVED, name, node, old)


def _changed(
    name: str, diagrams: tuple[Diagram, Diagram], nodes: tuple[Node, Node], places: tuple[Layout, Layout]
) -> Change | None:
    told = _details(*(facts_of(node, diagram) for node, diagram in zip(nodes, diagrams, strict=True)))
    if not told and own(nodes[0]) != own(nodes[1]):
        told = (Detail(OTHER, "", ""),)
    moved = layout_details(name, *places)
    if not told and not moved:
        return None
    kind = Kind.CHANGED if told else Kind.MOVED
    called = name_of(nodes[1], diagrams[1])
    return Change(Part.DIAGRAM, kind, name, tags.kind(nodes[1]), called, details=(*told, *moved))


def _details(old: Facts, new: Facts) -> tuple[Detail, ...]:
    whats = [*new, *(what for what in old if what not in new)]
    different = [what for what in whats if old.get(what, _NONE).key != new.get(what, _NONE).key]
    return tuple(_detail(what, old, new) for what in different)


def _detail(what: str, old: Facts, new: Facts) -> Detail:
    before, after = old.get(what, _NONE), new.get(what, _NONE)
    if before.shown == after.shown:  # another one of the same name
        return Detail(what, f"{before.shown} ({before.key})", f"{after.shown} ({after.key})")
    return Detail(what, before.shown, after.shown)


def _alone(kind: Kind, name: str, node: Node, diagram: Diagram) -> Change:
    told = {what: fact.shown for what, fact in facts_of(node, diagram).items() if what not in ("name", "type")}
    sides = ((what, None, text) if kind is Kind.ADDED else (what, text, None) for what, text in told.items())
    return Change(Part.DIAGRAM, kind, name, tags.kind(node), name_of(node, diagram), details=details_of(sides))


def _elements(diagram: Diagram) -> Mapping[str, Node]:
    return {name: node for name, node in diagram.nodes.items() if tags.kind(node) in COMPARED}


def _read(data: bytes) -> Diagram | None:
    try:
        return read_diagram(data)
    except Refused:
        return None
