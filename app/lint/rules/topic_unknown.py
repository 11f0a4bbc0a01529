"""The topic of a service task is one that a connector of this office serves, unless people prove what the system did.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding

REASON = "A task whose topic nobody serves stops the case until somebody does, or until the topic is corrected."


def check(subject: Subject) -> Iterator[Finding]:
    if subject.topics is None:
        return
    connectors = subject.sop.connectors if subject.sop else {}
    for element in subject.outline.elements.values():
        topic = element.attributes.get("topic", "").strip()
        proven = connectors.get(element.lane or "", "").startswith("manual:")
        if element.is_service and topic and topic not in subject.topics and not proven:
            yield warning(
                __name__,
                subject.nodes[element.id],
                "{name} has the topic “{topic}”, which nothing here serves; known are {known}.",
                name=subject.called(element.id),
                topic=topic,
                known=", ".join(f"“{each}”" for each in sorted(subject.topics)),
            )
