"""An event sub-process has no flows, and exactly one start event.

Reason: it is begun by its start event while its scope runs, not by a token. Source: BPMN 2.0 clause 10.2.5 (event
sub-process); EXT.057, EXT.058.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, is_event_sub_process
from app.model.finding import Finding
from app.notation.tags import children


def check(subject: Subject) -> Iterator[Finding]:
    for node in filter(is_event_sub_process, subject.each("subProcess")):
        name = subject.called(node)
        if subject.incoming(node) or subject.outgoing(node):
            yield error(__name__, node, f"A flow is drawn to or from the event sub-process {name}; delete it.")
        starts = len(list(children(node, "startEvent")))
        if starts != 1:
            yield error(
                __name__, node, f"The event sub-process {name} has {starts} start events; it needs exactly one."
            )
