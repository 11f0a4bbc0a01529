"""A split that decides by conditions has a way for the case in which none of them holds.

Every flow that leaves an exclusive or inclusive gateway with several flows has a condition or is the default, and
there is a default. Source: BPMN 2.0 clause 10.5.2 and 13.4.2 (an exception is thrown); house rule: the default is
asked for.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import child, reference

REASON = "A case for which no condition holds would stop there and wait for a correction."


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each("exclusiveGateway", "inclusiveGateway"):
        flows = subject.outgoing(gateway)
        if len(flows) < 2:
            continue
        name = subject.called(gateway)
        default = reference(gateway, "default")
        if default is None:
            yield error(
                __name__,
                gateway,
                "The split {name} has no default flow; mark the arrow to take when no condition holds.",
                name=name,
            )
        for flow in flows:
            if flow.get("id") != default and child(flow, "conditionExpression") is None:
                yield error(
                    __name__,
                    flow,
                    "{flow} leaves the split {name} without a condition; add one.",
                    flow=subject.called(flow),
                    name=name,
                )
