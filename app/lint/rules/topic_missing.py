"""A task of a worker names its topic.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "The topic is how the system that does the work is found."


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        external = element.is_service and element.attributes.get("type") == "external"
        if external and not element.attributes.get("topic", "").strip():
            yield error(
                __name__,
                subject.nodes[element.id],
                "{name} has no topic; name who does it.",
                name=subject.called(element.id),
            )
