"""The variables a process has: those that its files name."""

from collections.abc import Iterable, Iterator

from app.lint.subject import Subject
from app.model.form import Component

#: What a multi-instance activity counts.
COUNTS = frozenset({"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances"})


def known_variables(subject: Subject) -> frozenset[str] | None:
    """What forms, `sop.toml`, scripts and multi-instance activities give; None when not all files are there."""
    if subject.sop is None or subject.forms is None:
        return None
    keys = {key for form in subject.forms.values() for key in fields(form.components)}
    return frozenset({*subject.sop.variables, *_results(subject), *COUNTS, *keys})


def are_all_known(subject: Subject) -> bool:
    """Whether nothing else gives variables: service tasks and messages may bring what no file names."""
    return not any(each.is_service or each.message for each in subject.outline.elements.values())


def _results(subject: Subject) -> Iterator[str]:
    for element in subject.outline.elements.values():
        yield element.attributes.get("resultVariable", "")
        yield element.properties.get("collect", "")
        if element.loop:
            yield element.loop.element_variable


def fields(components: Iterable[Component]) -> Iterator[str]:
    """The variables that the components of a form give."""
    for component in components:
        yield component.key
        yield from fields(component.components)
