"""A gateway splits or joins.

Source: BPMN 2.0 clause 8.3.9 (a gateway must either merge or split the flow); EXT.135.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding
from app.notation.tags import GATEWAYS

REASON = "With one way in and one way out it means nothing, and its reader looks for the missing arrow."


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each(*GATEWAYS):
        if len(subject.incoming(gateway)) <= 1 and len(subject.outgoing(gateway)) == 1:
            yield warning(
                __name__,
                gateway,
                "The gateway {gateway} neither splits nor joins; delete it or complete it.",
                gateway=subject.called(gateway),
            )
