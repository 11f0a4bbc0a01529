"""A sequence flow of an executable process is immediate.

Source: BPMN 2.0 clause 8.3.13 (isImmediate); EXT.024.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import flag

REASON = "Nothing can happen between the two ends of an arrow; the mark would be passed over."


def check(subject: Subject) -> Iterator[Finding]:
    for flow in subject.outline.flows:
        node = subject.nodes[flow]
        if not flag(node, "isImmediate", default=True):
            yield error(
                __name__, node, "{flow} is marked as not immediate; take the mark away.", flow=subject.called(flow)
            )
