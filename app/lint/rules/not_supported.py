"""Every element of the process works here; what does not is refused, with the reason.

Reason: an element that is passed over in silence makes another process than the one drawn. What works stands in
`app.lint.supported`. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.cases import cases
from app.lint.subject import Subject, error
from app.lint.supported import SUPPORTED
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    for element in subject.outline.elements.values():
        for case in cases(subject, element):
            support = SUPPORTED.get(case)
            if support and not support.works:
                yield error(
                    __name__,
                    subject.nodes[element.id],
                    f"{subject.called(element.id)}: {support.title} is not supported. {support.sentence}",
                )
