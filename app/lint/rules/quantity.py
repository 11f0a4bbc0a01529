"""One token begins an activity, and one leaves it.

Source: BPMN 2.0 clause 10.2 (startQuantity and completionQuantity are at least 1); EXT.037, EXT.038; house rule: they
are 1.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import SUB_PROCESSES, TASKS

REASON = "Other quantities are not computed here, and a reader of the diagram does not see them."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*TASKS, *SUB_PROCESSES):
        for name in ("startQuantity", "completionQuantity"):
            if node.get(name, "1").strip() != "1":
                sentence = "{name} has the {attribute} {value}; only 1 is possible."
                yield error(__name__, node, sentence, name=subject.called(node), attribute=name, value=node.get(name))
