"""Where there are lanes, every element stands in one.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, warning
from app.model.finding import Finding

REASON = "The lane says who works on it."


def check(subject: Subject) -> Iterator[Finding]:
    if not subject.outline.lanes:
        return
    for element in subject.outline.elements.values():
        if element.lane is None:
            says = error if element.is_human or element.is_service else warning
            name = subject.called(element.id)
            yield says(
                __name__,
                subject.nodes[element.id],
                "{name} stands in no lane; move it into the lane of who does it.",
                name=name,
            )
