"""Templates of letters can be read, belong to an element that somebody completes, and read only what is there.

Every variable they read is given by a field of a form, by `sop.toml` or by a script (where service tasks or messages
bring variables that no file names, an unknown one is a warning); choices, posts that sign and number series are
known. Source: house rule.
"""

from collections.abc import Iterator

from app.letters import choices_of
from app.letters.reads import reads
from app.lint.subject import Subject
from app.lint.variables import are_all_known, known_variables
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.form import SYSTEM_VARIABLES
from app.model.template import Template

REASON = "A misspelt field would leave a hole in a letter that has a number and cannot be taken back."


def check(subject: Subject) -> Iterator[Finding]:
    for _, template in sorted((subject.templates or {}).items()):
        yield from _place(subject, template)
        if template.problem:
            yield _error(template, "The letter {file} cannot be read: {problem}", problem=template.problem)
            continue
        yield from _house(subject, template)
        yield from _variables(subject, template)


def _place(subject: Subject, template: Template) -> Iterator[Finding]:
    element = subject.outline.elements.get(template.element)
    if element is None:
        sentence = "The letter {file} belongs to no element: there is no “{id}”."
        yield _error(template, sentence, id=template.element)
    elif not (element.is_human or element.is_service or element.message):
        yield _error(
            template, "The letter {file} belongs to an element that nobody completes; name it after an activity."
        )


def _house(subject: Subject, template: Template) -> Iterator[Finding]:
    """Posts and series, where the house has told of some."""
    front, house = template.front, subject.house
    if house.posts and front.signer and not front.signer.startswith("=") and front.signer not in house.posts:
        sentence = "The letter {file} is signed by “{post}”, and the house has no such post."
        yield _error(template, sentence, post=front.signer)
    if house.series and front.series and front.series not in house.series:
        sentence = "The letter {file} is numbered in “{series}”, and the house has no such series."
        yield _error(template, sentence, series=front.series)


def _variables(subject: Subject, template: Template) -> Iterator[Finding]:
    known = known_variables(subject)
    if known is None:
        return
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    fields = choices_of((subject.forms or {}).values())
    for read in reads(template):
        where = LajurError("line {line}", line=read.line) if read.line else LajurError("the head of the file")
        for name in sorted(read.names - known - SYSTEM_VARIABLES):
            sentence = "The letter {file} reads “{name}” ({where}), which no form, script or sop.toml gives."
            yield _finding(template, doubt, sentence, name=name, where=where)
        for name in sorted(read.choices - fields.keys()):
            sentence = "The letter {file} asks for the labels of “{name}” ({where}), which is no choice of a form."
            yield _error(template, sentence, name=name, where=where)


def _error(template: Template, sentence: str, **facts: object) -> Finding:
    return _finding(template, Severity.ERROR, sentence, **facts)


def _finding(template: Template, severity: Severity, sentence: str, **facts: object) -> Finding:
    return Finding("templates", severity, template.element, LajurError(sentence, file=template.path, **facts))
