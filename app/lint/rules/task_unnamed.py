"""Every task has a name.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding
from app.notation.tags import TASKS

REASON = "The name is what people see in their inbox and in the history."


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        if element.type in TASKS and not element.name.strip():
            yield warning(
                __name__, subject.nodes[element.id], "The task “{id}” has no name; say what is done.", id=element.id
            )
