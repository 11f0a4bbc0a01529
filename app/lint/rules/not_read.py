"""A diagram says nothing that would be passed over in silence.

Attributes and extensions of the Camunda dialect that are not read here are named. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding
from app.notation.tags import CAMUNDA, children

REASON = "Whoever sets an assignee or a due date here expects it to work; it does not."

READ = frozenset({
    "formRef", "formRefBinding", "formRefVersion", "candidateGroups", "type", "topic", "resultVariable",
})  # fmt: skip
#: Read, or refused by `not_supported`.
_KNOWN = frozenset({"properties", "inputOutput", "executionListener", "taskListener"})


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        node = subject.nodes[element.id]
        unread = set(element.attributes) - READ
        for extensions in children(node, "extensionElements"):
            tags = (str(each.tag) for each in extensions.iterchildren("{*}*"))
            unread |= {tag.removeprefix(CAMUNDA) for tag in tags if tag.startswith(CAMUNDA)} - _KNOWN
        for name in sorted(unread):
            yield warning(
                __name__,
                node,
                "{name} sets camunda:{attribute}, which has no effect here; remove it.",
                name=subject.called(node),
                attribute=name,
            )
