"""What `[[letters]]` of `sop.toml` writes into the books of letters can be computed.

Its element is one that somebody or something completes, its expressions can be read, and every variable they read is
given by a field of a form, by `sop.toml` or by a script; where service tasks or messages bring variables that no file
names, an unknown one is a warning. Reason: a misspelt field would leave a column of the book empty for ever, for what
stands in a book is not changed. Source: house rule.
"""

from collections.abc import Iterator

from app.feel import FeelError, names, parse
from app.lint.subject import Subject
from app.lint.variables import are_all_known, known_variables
from app.model.finding import Finding, Severity
from app.model.register import LetterRule

#: Given to every case when it starts.
_NUMBERS = frozenset({"nomor_kasus", "kasus_asal"})


def check(subject: Subject) -> Iterator[Finding]:
    known = known_variables(subject)
    if subject.sop is None or known is None:
        return
    elements = subject.outline.elements
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    for rule in subject.sop.letters:
        where = f"[[letters]] of sop.toml ({rule.book.value}, {subject.called(rule.element)})"
        element = elements.get(rule.element)
        if element and not (element.is_human or element.is_service or element.message):
            yield _finding(rule, Severity.ERROR, f"{where} names an element that nobody completes; name an activity.")
        yield from _expressions(rule, where, known | _NUMBERS, doubt)


def _expressions(rule: LetterRule, where: str, known: frozenset[str], doubt: Severity) -> Iterator[Finding]:
    written = {"when": rule.when, **rule.columns}
    for column, text in written.items():
        if not text.startswith("="):
            continue
        try:
            parse(text)
        except FeelError as problem:
            yield _finding(rule, Severity.ERROR, f"“{column}” in {where} cannot be read: {problem}")
            continue
        for name in sorted(names(text) - known):
            sentence = f"“{column}” in {where} reads “{name}”, which no form, script or sop.toml gives."
            yield _finding(rule, doubt, sentence)


def _finding(rule: LetterRule, severity: Severity, sentence: str) -> Finding:
    return Finding("letters", severity, rule.element, sentence)
