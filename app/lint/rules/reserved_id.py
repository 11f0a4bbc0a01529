"""No element has an id that the engine uses for itself.

Source: house rule (SpiffWorkflow names its own nodes so).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "The engine keeps this id for itself; an element of that name would be passed over in silence."

_RESERVED = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
_ENDINGS = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin")


def check(subject: Subject) -> Iterator[Finding]:
    for name in (subject.outline.process, *subject.outline.elements):
        if name in _RESERVED or name.endswith(_ENDINGS):
            yield error(
                __name__,
                subject.nodes[name],
                "The id “{name}” is used by the engine itself; choose another id.",
                name=name,
            )
