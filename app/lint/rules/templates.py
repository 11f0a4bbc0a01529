"""Templates of letters can be read, belong to an element that somebody completes, and read only what is there.

Every variable they read is given by a field of a form, by `sop.toml` or by a script (where service tasks or messages
bring variables that no file names, an unknown one is a warning); choices, posts that sign and number series are known.
Reason: a misspelt field would leave a hole in a letter that has a number and cannot be taken back. Source: house rule.
"""

from collections.abc import Iterator

from app.letters import choices_of
from app.letters.reads import reads
from app.lint.subject import Subject
from app.lint.variables import are_all_known, known_variables
from app.model.finding import Finding, Severity
from app.model.form import SYSTEM_VARIABLES
from app.model.template import Template


def check(subject: Subject) -> Iterator[Finding]:
    for _, template in sorted((subject.templates or {}).items()):
        yield from _place(subject, template)
        if template.problem:
            yield _error(template, f"cannot be read: {template.problem}.")
            continue
        yield from _house(subject, template)
        yield from _variables(subject, template)


def _place(subject: Subject, template: Template) -> Iterator[Finding]:
    element = subject.outline.elements.get(template.element)
    if element is None:
        yield _error(template, f"belongs to no element: there is no “{template.element}”.")
    elif not (element.is_human or element.is_service or element.message):
        yield _error(template, "belongs to an element that nobody completes; name it after an activity.")


def _house(subject: Subject, template: Template) -> Iterator[Finding]:
    """Posts and series, where the house has told of some."""
    front, house = template.front, subject.house
    if house.posts and front.signer and not front.signer.startswith("=") and front.signer not in house.posts:
        yield _error(template, f"is signed by “{front.signer}”, and the house has no such post.")
    if house.series and front.series and front.series not in house.series:
        yield _error(template, f"is numbered in “{front.series}”, and the house has no such series.")


def _variables(subject: Subject, template: Template) -> Iterator[Finding]:
    known = known_variables(subject)
    if known is None:
        return
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    fields = choices_of((subject.forms or {}).values())
    for read in reads(template):
        where = f" (line {read.line})" if read.line else ""
        for name in sorted(read.names - known - SYSTEM_VARIABLES):
            sentence = f"reads “{name}”{where}, which no form, script or sop.toml gives."
            yield _finding(template, doubt, sentence)
        for name in sorted(read.choices - fields.keys()):
            yield _error(template, f"asks for the labels of “{name}”{where}, which is no choice of a form.")


def _error(template: Template, sentence: str) -> Finding:
    return _finding(template, Severity.ERROR, sentence)


def _finding(template: Template, severity: Severity, sentence: str) -> Finding:
    return Finding("templates", severity, template.element, f"The letter {template.path} {sentence}")
