"""Every task of a person has its form: the file that `camunda:formRef` names, or the one named after the task.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = (
    "Whoever opens the task needs something to fill in. Where nothing is filled in, draw a manual task: it is "
    "only confirmed."
)


def check(subject: Subject) -> Iterator[Finding]:
    if subject.forms is None:
        return
    for element in subject.outline.elements.values():
        named = element.attributes.get("formRef")
        if (named or element.type in ("userTask", "task")) and element.form not in subject.forms:
            yield error(
                __name__,
                subject.nodes[element.id],
                "{name} needs the form “{form}”, but there is no file forms/{form}.form; add it or correct the name.",
                name=subject.called(element.id),
                form=element.form,
            )
