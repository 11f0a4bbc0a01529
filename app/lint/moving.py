"""Whether a case that is moved to another version finds the variables that expressions ahead of it read.

A variable that is given at a step behind the case, or with which only new cases begin, is not there: the case would
stop with an incident where it is read. What service tasks and messages bring no file names, so a name that no file
gives is nobody's fault here.
"""

from collections.abc import Collection, Iterator

from app.feel import readable_names
from app.lint.expressions import is_expression
from app.lint.variables import COUNTS, fields
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError
from app.model.migration import Move, Reason, called
from app.model.outline import Element, Timer


def lost_variables(move: Move, held: Collection[str]) -> Iterator[Reason]:
    """What reads a variable that a case with the variables `held` does not have and will not get."""
    new, told = move.new, set[str]()
    elements = new.outline.elements
    near = [elements[name] for name in sorted(move.ahead | move.places) if name in elements]
    coming = {name for element in near for name in _gives(new, element)}
    known = {*new.sop.variables, *(name for element in elements.values() for name in _gives(new, element))}
    for element, text in _read(move):
        for name in sorted((readable_names(text) & known) - coming - COUNTS - set(held) - told):
            told.add(name)
            sentence = "“{element}” reads “{name}”, which is given at a step behind the case; correct its data first."
            yield Reason(LajurError(sentence, element=called(element), name=name))


def _read(move: Move) -> Iterator[tuple[Element, str]]:
    """The expressions that are still to be computed, with the element at which that happens."""
    outline = move.new.outline
    for element in outline.elements.values():
        texts: list[str | None] = []
        if element.id in move.ahead:
            texts += [element.condition, element.script, _expression(element.timer)]
            texts += [element.loop.collection, element.loop.cardinality] if element.loop else []
        if element.id in move.ahead | move.places:
            texts += [flow.condition for flow in outline.outgoing(element.id)]
            texts += [element.loop.completion] if element.loop else []
        yield from ((element, text) for text in texts if text)


def _expression(timer: Timer | None) -> str | None:
    return timer.text if timer and is_expression(timer.text) else None


def _gives(definition: ProcessDefinition, element: Element) -> Iterator[str]:
    form = definition.form_of(element)
    yield from fields(form.components) if form else ()
    yield from element.computes
