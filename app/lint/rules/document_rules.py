"""What `[[document_rules]]` of `sop.toml` require can be computed, and is required of what a person completes.

Every variable a rule reads is given by a field of a form, by `sop.toml` or by a script (where service tasks or messages
bring variables that no file names, an unknown one is a warning), and its field stands in the form of its element.
Source: house rule.
"""

from collections.abc import Iterator

from app.feel import FeelError, names, parse
from app.lint.subject import Subject, Words
from app.lint.variables import are_all_known, known_variables
from app.model.document_rule import DocumentRule
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.form import SYSTEM_VARIABLES, whole

REASON = "A misspelt name would hold up every case at that step."

#: What a rule reads besides the variables.
GIVEN = frozenset({"terbit"}) | SYSTEM_VARIABLES

_NOBODY = "[[document_rules]] of sop.toml ({element}) names an element that no person completes; name a task."
_NO_FIELD = "[[document_rules]] of sop.toml ({element}) names the field “{field}”, which its form does not have."
_UNREADABLE = "“require” in [[document_rules]] of sop.toml ({element}) cannot be read: {problem}"
_UNKNOWN = (
    "“require” in [[document_rules]] of sop.toml ({element}) reads “{name}”, which no form, script or sop.toml gives."
)


def check(subject: Subject) -> Iterator[Finding]:
    known = known_variables(subject)
    if subject.sop is None or known is None:
        return
    for rule in subject.sop.document_rules:
        called = subject.called(rule.element)
        yield from _place(subject, rule, called)
        yield from _expression(subject, rule, called, known | GIVEN)


def _place(subject: Subject, rule: DocumentRule, called: Words) -> Iterator[Finding]:
    element = subject.outline.elements.get(rule.element)
    if element is None:
        return  # `sop_names` says so
    if not (element.is_human or element.message):
        yield _finding(rule, Severity.ERROR, LajurError(_NOBODY, element=called))
        return
    form = (subject.forms or {}).get(element.form or "")
    if rule.field and (form is None or not any(each.key == rule.field for each in whole(form.components))):
        yield _finding(rule, Severity.ERROR, LajurError(_NO_FIELD, element=called, field=rule.field))


def _expression(subject: Subject, rule: DocumentRule, called: Words, known: frozenset[str]) -> Iterator[Finding]:
    try:
        parse(rule.require)
    except FeelError as problem:
        yield _finding(rule, Severity.ERROR, LajurError(_UNREADABLE, element=called, problem=problem))
        return
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    for name in sorted(names(rule.require) - known):
        yield _finding(rule, doubt, LajurError(_UNKNOWN, element=called, name=name))


def _finding(rule: DocumentRule, severity: Severity, says: LajurError) -> Finding:
    return Finding("document_rules", severity, rule.element, says)
