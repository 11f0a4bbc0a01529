"""No flow leaves an end event.

Reason: a token ends there. Source: BPMN 2.0 clause 10.4.3 (end event, sequence flow connections).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("endEvent"):
        for flow in subject.outgoing(node):
            yield error(
                __name__,
                node,
                f"{subject.called(flow)} leaves the end event {subject.called(node)}; delete it, or make the end an "
                "intermediate event.",
            )
