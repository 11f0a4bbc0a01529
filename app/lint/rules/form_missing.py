"""Every task of a person has its form: the file that `camunda:formRef` names, or the one named after the task.

Reason: whoever opens the task needs something to fill in; a manual task is only confirmed. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    if subject.forms is None:
        return
    for element in subject.outline.elements.values():
        named = element.attributes.get("formRef")
        if (named or element.type in ("userTask", "task")) and element.form not in subject.forms:
            yield error(
                __name__,
                subject.nodes[element.id],
                f"{subject.called(element.id)} needs the form “{element.form}”, but there is no file "
                f"forms/{element.form}.form; add it or correct the name.",
            )
