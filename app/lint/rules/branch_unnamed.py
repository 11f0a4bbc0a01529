"""Every way out of a decision is labelled.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding

REASON = "Staff read the diagram; an arrow without words does not say when it is taken."


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        flows = subject.outline.outgoing(element.id)
        if element.type in ("exclusiveGateway", "inclusiveGateway") and len(flows) > 1:
            for flow in flows:
                if not flow.name:
                    name = subject.called(flow.id)
                    yield warning(
                        __name__, subject.nodes[flow.id], "{name} is a way out of a decision; label it.", name=name
                    )
