"""Which variables the rest of a running case will still read."""

from collections.abc import Iterable, Iterator

from app.feel import readable_names
from app.lint.expressions import is_expression
from app.model.definition import ProcessDefinition
from app.model.form import Component, whole
from app.model.outline import Element, Outline

#: Stands for the case itself, where its title reads a variable.
CASE = "-"
#: Keys of a component under which a text may be an expression.
_FORMULAS = ("expression", "valuesExpression", "readonly")


def read_ahead(process: ProcessDefinition, waiting: Iterable[str]) -> dict[str, list[str]]:
    """Variable -> names of the elements that read it, of all that may still come when tokens wait at these elements.

    Conditions, scripts, timers, loops, properties and the expressions of forms are looked at, and the title of the
    case (`CASE`). Systems outside may read what they like; nobody can say what.
    """
    found: dict[str, list[str]] = {}
    elements = process.outline.elements
    for element in sorted(ahead(process.outline, waiting)):
        place = elements[element].name or element
        for name in {name for text in _expressions(process, elements[element]) for name in readable_names(text)}:
            found.setdefault(name, []).append(place)
    for text in (process.sop.title, process.sop.business_key):
        for name in readable_names(text):
            found.setdefault(name, []).append(CASE)
    return found


def ahead(outline: Outline, waiting: Iterable[str]) -> set[str]:
    """The elements that tokens may still reach; those at which they wait are among them."""
    found: set[str] = set()
    todo = [*waiting, *(each.id for each in outline.elements.values() if each.triggered_by_event)]
    while todo:
        here = todo.pop()
        if here in outline.elements and here not in found:
            found.add(here)
            todo.extend(_next(outline, outline.elements[here]))
    return found


def _next(outline: Outline, here: Element) -> Iterator[str]:
    """Along the flows, to boundary events, into a sub-process and out of it."""
    yield from (flow.target for flow in outline.outgoing(here.id))
    for each in outline.elements.values():
        if here.id in (each.attached_to, each.scope):
            yield each.id
    yield here.scope


def _expressions(process: ProcessDefinition, element: Element) -> Iterator[str]:
    yield from (flow.condition or "" for flow in process.outline.outgoing(element.id))
    yield from (element.condition or "", element.script or "")
    if element.loop:
        yield from (element.loop.collection, element.loop.cardinality, element.loop.completion)
    yield from filter(is_expression, (element.timer.text if element.timer else "", *element.properties.values()))
    form = process.form_of(element)
    yield from _formulas(form.components if form else ())


def _formulas(components: Iterable[Component]) -> Iterator[str]:
    for component in whole(components):
        yield component.hide
        written = (component.default, *(component.raw.get(key) for key in _FORMULAS), *component.properties.values())
        yield from (text for text in written if isinstance(text, str) and is_expression(text))
        if component.readonly or component.disabled:
            yield component.key
