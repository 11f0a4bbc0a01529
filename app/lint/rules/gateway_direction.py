"""A gateway that says its direction has the flows that belong to it.

Reason: a gateway that calls itself converging and splits was drawn wrong. Source: BPMN 2.0 clause 8.3.9
(gatewayDirection); EXT.017, EXT.018, EXT.019.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import GATEWAYS


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each(*GATEWAYS):
        joins, splits = len(subject.incoming(gateway)) > 1, len(subject.outgoing(gateway)) > 1
        wrong = {
            "Converging": splits,
            "Diverging": joins,
            "Mixed": not (joins and splits),
        }
        direction, name = gateway.get("gatewayDirection", ""), subject.called(gateway)
        if wrong.get(direction):
            yield error(
                __name__,
                gateway,
                f"The gateway {name} is marked as {direction.lower()}, but its arrows say otherwise; "
                "change the mark or the arrows.",
            )
