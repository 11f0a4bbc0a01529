"""An expression that is there says something.

Reason: an empty condition would be taken for none. Source: BPMN 2.0 clause 8.3.6 (FormalExpression, body); EXT.013.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import TIMERS
from app.notation.tags import EXPRESSIONS, kind, text


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*EXPRESSIONS - set(TIMERS)):
        owner = node.getparent()
        if not text(node) and owner is not None:
            yield error(
                __name__, node, f"The {kind(node)} of {subject.called(owner)} is empty; write it or take it away."
            )
