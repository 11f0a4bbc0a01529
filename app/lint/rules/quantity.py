"""One token begins an activity, and one leaves it.

Reason: other quantities are not computed here, and a reader of the diagram does not see them. Source: BPMN 2.0 clause
10.2 (startQuantity and completionQuantity are at least 1); EXT.037, EXT.038; house rule: they are 1.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import SUB_PROCESSES, TASKS


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*TASKS, *SUB_PROCESSES):
        for name in ("startQuantity", "completionQuantity"):
            if node.get(name, "1").strip() != "1":
                yield error(
                    __name__, node, f"{subject.called(node)} has the {name} {node.get(name)}; only 1 is possible."
                )
