"""A message event of the process names its message.

Source: BPMN 2.0 table 10.97 (messageRef, for executable processes); EXT.127.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "Without a name nobody could give the message to a case."


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        if element.event == "message" and element.message is None:
            yield error(
                __name__,
                subject.nodes[element.id],
                "{name} names no message; choose or create one.",
                name=subject.called(element.id),
            )
