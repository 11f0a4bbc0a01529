"""No flow leads to a start event.

Source: BPMN 2.0 clause 10.4.2 (start event, sequence flow connections); EXT.095, EXT.096.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "A start event begins its process once; whoever goes back goes to the element behind it."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("startEvent"):
        for flow in subject.incoming(node):
            yield error(
                __name__,
                node,
                "{flow} leads to the start event {name}; lead it to the element that follows the start.",
                flow=subject.called(flow),
                name=subject.called(node),
            )
