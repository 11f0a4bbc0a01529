"""No flow leads to a start event.

Reason: a start event begins its process or sub-process once. Source: BPMN 2.0 clause 10.4.2 (start event, sequence
flow connections); EXT.095, EXT.096.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("startEvent"):
        for flow in subject.incoming(node):
            yield error(
                __name__,
                node,
                f"{subject.called(flow)} leads to the start event {subject.called(node)}; lead it to the element that "
                "follows the start.",
            )
