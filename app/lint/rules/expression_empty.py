"""An expression that is there says something.

Source: BPMN 2.0 clause 8.3.6 (FormalExpression, body); EXT.013.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import TIMERS
from app.notation.tags import EXPRESSIONS, kind, text

REASON = "An empty condition would be taken for none."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*EXPRESSIONS - set(TIMERS)):
        owner = node.getparent()
        if not text(node) and owner is not None:
            sentence = "{what} of {name} is empty; write it or take it away."
            yield error(__name__, node, sentence, what=kind_words(kind(node)), name=subject.called(owner))
