"""Every element of the process works here; what does not is refused, with the reason.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.cases import cases
from app.lint.subject import Subject, error
from app.lint.supported import SUPPORTED
from app.model.finding import Finding

REASON = "An element that is passed over in silence would make another process than the one drawn."


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        for case in cases(subject, element):
            support = SUPPORTED.get(case)
            if support and not support.works:
                yield error(
                    __name__,
                    subject.nodes[element.id],
                    "{name}: {title} is not supported. {sentence}",
                    name=subject.called(element.id),
                    title=support.title,
                    sentence=support.sentence,
                )
