"""Small processes for tests: elements by a line each, and the shipped SOPs as tables."""

from functools import cache

from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.model.definition import ProcessDefinition
from app.model.outline import Element, Lane, Outline, SequenceFlow
from app.model.sop import Identity, Row, Sop
from app.sopdoc.fold import sop_table
from app.sopdoc.table import SopTable

KINDS = {"S": "startEvent", "E": "endEvent", "T": "userTask", "X": "exclusiveGateway", "P": "parallelGateway"}


def outline(elements: str, flows: str, *more: Element, lanes: tuple[str, ...] = ("l",)) -> Outline:
    """`elements` are words like `T:periksa`, `flows` words like `periksa>putus` or `putus>selesai=Ya`."""
    known = {}
    for word in elements.split():
        kind, _, name = word.partition(":")
        known[name] = Element(name, KINDS[kind], name, lanes[0] if lanes else None, "p")
    known |= {element.id: element for element in more}
    drawn = {}
    for word in flows.split():
        ends, _, label = word.partition("=")
        source, _, target = ends.partition(">")
        scope = known[source].scope
        drawn[f"f_{word}"] = SequenceFlow(f"f_{word}", source, target, label.replace("_", " "), scope=scope)
    return Outline("p", "Proses", known, drawn, {name: Lane(name, name.upper()) for name in lanes})


def sop(*numbered: str, added: tuple[str, ...] = ()) -> Sop:
    """Facts that number the named elements from 1 on."""
    rows = {name: Row(number, name) for number, name in enumerate(numbered, 1)}
    return Sop("p", Identity("1", "P", "Dinas"), "P", "", "", {}, rows=rows, added=dict.fromkeys(added, "sebab"))


@cache
def shipped(key: str) -> ProcessDefinition:
    return read_definition(shipped_bundle(key))


@cache
def shipped_table(key: str, *, additions: bool = True) -> SopTable:
    definition = shipped(key)
    return sop_table(definition.outline, definition.sop, additions=additions)


def exits(table: SopTable, element: str) -> list[tuple[str, str, bool]]:
    """Where the arrows of a row lead, with their answers; and whether they leave the decision below."""
    (index,) = (number for number, row in enumerate(table.rows) if row.element == element)
    return [(table.rows[a.target].element, a.label, a.decided) for a in table.arrows if a.source == index]
