"""Every task has a name.

Reason: the name is what people see in their inbox and in the history. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding
from app.notation.tags import TASKS


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        if element.type in TASKS and not element.name.strip():
            yield warning(
                __name__, subject.nodes[element.id], f"The task “{element.id}” has no name; say what is done."
            )
