"""What the property `checks` of an activity names are other activities of people.

Source: house rule (README, “Posts and deputies”, “Second factor”).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = (
    "An id that was misspelt, or changed in the diagram alone, would silently switch off the warning to "
    "whoever checks or signs what he did himself."
)


def check(subject: Subject) -> Iterator[Finding]:
    elements = subject.outline.elements
    for element in elements.values():
        for name in element.properties.get("checks", "").split():
            found = elements.get(name)
            if name == element.id or found is None or not found.is_human:
                yield error(
                    __name__,
                    subject.nodes[element.id],
                    "The property “checks” of {name} names “{other}”, which is no other activity of a person; "
                    "correct the id or remove it.",
                    name=subject.called(element.id),
                    other=name,
                )
