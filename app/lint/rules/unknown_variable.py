"""Every variable that an expression reads is given by something.

By a field of a form, a variable of `sop.toml`, the result of a script or an item of a multi-instance activity.
Reason: a misspelt name is an incident in a running case. Where service tasks or messages bring variables that no file
names, it is a warning. Source: house rule.
"""

from collections.abc import Iterable, Iterator

from app.lint.expressions import expressions
from app.lint.subject import Subject, error, warning
from app.model.finding import Finding
from app.model.form import Component

#: What a multi-instance activity counts.
_COUNTS = frozenset({"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances"})


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None or subject.forms is None:
        return
    known = {*subject.sop.variables, *_results(subject), *_COUNTS}
    for form in subject.forms.values():
        known |= set(_keys(form.components))
    elements = subject.outline.elements.values()
    says = warning if any(each.is_service or each.message for each in elements) else error
    for expression in expressions(subject):
        for name in sorted(expression.reads() - known):
            yield says(
                __name__,
                subject.nodes[expression.owner],
                f"The {expression.what} “{expression.text}” of {subject.called(expression.owner)} reads “{name}”, "
                "which no form, script or sop.toml gives; correct the name, or add it to [variables] of sop.toml.",
            )


def _results(subject: Subject) -> Iterator[str]:
    for element in subject.outline.elements.values():
        yield element.attributes.get("resultVariable", "")
        yield element.properties.get("collect", "")
        if element.loop:
            yield element.loop.element_variable


def _keys(components: Iterable[Component]) -> Iterator[str]:
    for component in components:
        yield component.key
        yield from _keys(component.components)
