"""An event sub-process has no flows, and exactly one start event.

Source: BPMN 2.0 clause 10.2.5 (event sub-process); EXT.057, EXT.058.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, is_event_sub_process
from app.model.finding import Finding
from app.notation.tags import children

REASON = "It begins by its own start event while the process around it runs, not because an arrow leads to it."


def check(subject: Subject) -> Iterator[Finding]:
    for node in filter(is_event_sub_process, subject.each("subProcess")):
        name = subject.called(node)
        if subject.incoming(node) or subject.outgoing(node):
            yield error(
                __name__, node, "A flow is drawn to or from the event sub-process {name}; delete it.", name=name
            )
        starts = len(list(children(node, "startEvent")))
        if starts != 1:
            yield error(
                __name__,
                node,
                "The event sub-process {name} has {starts} start events; it needs exactly one.",
                name=name,
                starts=starts,
            )
