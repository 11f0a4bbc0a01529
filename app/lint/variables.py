"""The variables a process has: those that its files name."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from app.lint.subject import Subject
from app.model.form import Component, Option, whole

#: Components that have one answer out of several.
_CHOICES = frozenset({"radio", "select"})
#: What a multi-instance activity counts.
COUNTS = frozenset({"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances"})


def known_variables(subject: Subject) -> frozenset[str] | None:
    """What forms, `sop.toml`, scripts and multi-instance activities give; None when not all files are there."""
    if subject.sop is None or subject.forms is None:
        return None
    keys = {key for form in subject.forms.values() for key in fields(form.components)}
    return frozenset({*subject.sop.variables, *_computed(subject), *COUNTS, *keys})


def are_all_known(subject: Subject) -> bool:
    """Whether nothing else gives variables: service tasks and messages may bring what no file names."""
    return not any(each.is_service or each.message for each in subject.outline.elements.values())


def _computed(subject: Subject) -> Iterator[str]:
    return (name for element in subject.outline.elements.values() for name in element.computes)


@lru_cache(maxsize=2)
def written_options(subject: Subject) -> Mapping[str, tuple[Option, ...]]:
    """The options of every choice of one answer by its key, where they are written in the form.

    A key that is given by something else as well, another form with other options or a service, is left out.
    """
    found: dict[str, tuple[Option, ...]] = {}
    doubtful: set[str] = {*(subject.sop.variables if subject.sop else ()), *_computed(subject)}
    for form in (subject.forms or {}).values():
        for component in whole(form.components):
            options = component.options if component.type in _CHOICES and _is_written(component) else ()
            if not options or found.get(component.key, options) != options:
                doubtful.add(component.key)
            found.setdefault(component.key, options)
    return {key: options for key, options in found.items() if key not in doubtful}


def _is_written(component: Component) -> bool:
    return not {"valuesKey", "valuesExpression"} & component.raw.keys()


def fields(components: Iterable[Component]) -> Iterator[str]:
    """The variables that the components of a form give."""
    return (component.key for component in whole(components))
