"""A default flow is one of the flows that leave its element, and carries no condition.

Reason: the default is taken when nothing else is; the engine looks for it among the outgoing flows.
Source: BPMN 2.0 clause 8.3.13 and 10.5.2 (default); EXT.026.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, child, reference


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*FLOW_NODES):
        wanted = reference(node, "default")
        if wanted is None:
            continue
        flow = next((each for each in subject.outgoing(node) if each.get("id") == wanted), None)
        name = subject.called(node)
        if flow is None:
            yield error(
                __name__, node, f"The default flow “{wanted}” of {name} does not leave it; mark one of its own arrows."
            )
        elif child(flow, "conditionExpression") is not None:
            yield error(
                __name__, flow, f"{subject.called(flow)} is the default flow of {name}; take its condition away."
            )
