"""Flows that leave a parallel gateway have no conditions.

Source: BPMN 2.0 clause 10.5.4 and 8.3.13 (conditionExpression).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import child

REASON = "All ways out of a parallel gateway are taken; the condition would be passed over."


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each("parallelGateway"):
        for flow in subject.outgoing(gateway):
            if child(flow, "conditionExpression") is not None:
                yield error(
                    __name__,
                    flow,
                    "{flow} leaves the parallel gateway {gateway} with a condition; take it away, or make the "
                    "gateway an inclusive one.",
                    flow=subject.called(flow),
                    gateway=subject.called(gateway),
                )
