"""A task of a worker names its topic.

Reason: workers and connectors are found by the topic. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        external = element.is_service and element.attributes.get("type") == "external"
        if external and not element.attributes.get("topic", "").strip():
            yield error(
                __name__, subject.nodes[element.id], f"{subject.called(element.id)} has no topic; name who does it."
            )
