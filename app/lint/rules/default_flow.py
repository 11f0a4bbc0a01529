"""A default flow is one of the flows that leave its element, and carries no condition.

Source: BPMN 2.0 clause 8.3.13 and 10.5.2 (default); EXT.026.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, child, reference

REASON = "The default is taken when nothing else is; it is looked for among the arrows that leave the element."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*FLOW_NODES):
        wanted = reference(node, "default")
        if wanted is None:
            continue
        flow = next((each for each in subject.outgoing(node) if each.get("id") == wanted), None)
        name = subject.called(node)
        if flow is None:
            yield error(
                __name__,
                node,
                "The default flow “{wanted}” of {name} does not leave it; mark one of its own arrows.",
                wanted=wanted,
                name=name,
            )
        elif child(flow, "conditionExpression") is not None:
            yield error(
                __name__,
                flow,
                "{flow} is the default flow of {name}; take its condition away.",
                flow=subject.called(flow),
                name=name,
            )
