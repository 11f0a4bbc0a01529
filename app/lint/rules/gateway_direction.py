"""A gateway that says its direction has the flows that belong to it.

Source: BPMN 2.0 clause 8.3.9 (gatewayDirection); EXT.017, EXT.018, EXT.019.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import GATEWAYS

REASON = "A gateway that says it joins, and splits, was drawn in another way than it was meant."

_CONVERGING = "The gateway {name} is marked as joining, but splits; change the mark or the arrows."
_DIVERGING = "The gateway {name} is marked as splitting, but joins; change the mark or the arrows."
_MIXED = "The gateway {name} is marked as joining and splitting, but does not do both; change the mark or the arrows."


def check(subject: Subject) -> Iterator[Finding]:
    for gateway in subject.each(*GATEWAYS):
        joins, splits = len(subject.incoming(gateway)) > 1, len(subject.outgoing(gateway)) > 1
        wrong = {
            "Converging": (splits, _CONVERGING),
            "Diverging": (joins, _DIVERGING),
            "Mixed": (not (joins and splits), _MIXED),
        }
        is_wrong, sentence = wrong.get(gateway.get("gatewayDirection", ""), (False, ""))
        if is_wrong:
            yield error(__name__, gateway, sentence, name=subject.called(gateway))
