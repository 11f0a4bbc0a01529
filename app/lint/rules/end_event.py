"""No flow leaves an end event.

Source: BPMN 2.0 clause 10.4.3 (end event, sequence flow connections).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "A way ends at an end event, so what is drawn behind it is never reached."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("endEvent"):
        for flow in subject.outgoing(node):
            yield error(
                __name__,
                node,
                "{flow} leaves the end event {name}; delete it, or make the end an intermediate event.",
                flow=subject.called(flow),
                name=subject.called(node),
            )
