"""What `[[letters]]` of `sop.toml` writes into the books of letters can be computed.

Its element is one that somebody or something completes, its expressions can be read, and every variable they read is
given by a field of a form, by `sop.toml` or by a script; where service tasks or messages bring variables that no file
names, an unknown one is a warning. Source: house rule.
"""

from collections.abc import Iterator, Mapping

from app.feel import FeelError, names, parse
from app.lint.subject import Subject, Words
from app.lint.variables import are_all_known, known_variables
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.register import LetterRule

REASON = "A misspelt field would leave a column of the book empty for ever, for what stands in a book is not changed."

#: Given to every case when it starts.
_NUMBERS = frozenset({"nomor_kasus", "kasus_asal"})

_NOBODY = "[[letters]] of sop.toml ({book}, {element}) names an element that nobody completes; name an activity."
_UNREADABLE = "“{column}” in [[letters]] of sop.toml ({book}, {element}) cannot be read: {problem}"
_UNKNOWN = (
    "“{column}” in [[letters]] of sop.toml ({book}, {element}) reads “{name}”, which no form, script or sop.toml gives."
)


def check(subject: Subject) -> Iterator[Finding]:
    known = known_variables(subject)
    if subject.sop is None or known is None:
        return
    elements = subject.outline.elements
    doubt = Severity.ERROR if are_all_known(subject) else Severity.WARNING
    for rule in subject.sop.letters:
        where = {"book": rule.book.value, "element": subject.called(rule.element)}
        element = elements.get(rule.element)
        if element and not (element.is_human or element.is_service or element.message):
            yield Finding("letters", Severity.ERROR, rule.element, LajurError(_NOBODY, **where))
        yield from _expressions(rule, where, known | _NUMBERS, doubt)


def _expressions(
    rule: LetterRule, where: Mapping[str, Words], known: frozenset[str], doubt: Severity
) -> Iterator[Finding]:
    written = {"when": rule.when, **rule.columns}
    for column, text in written.items():
        if not text.startswith("="):
            continue
        try:
            parse(text)
        except FeelError as problem:
            says = LajurError(_UNREADABLE, column=column, problem=problem, **where)
            yield Finding("letters", Severity.ERROR, rule.element, says)
            continue
        for name in sorted(names(text) - known):
            yield Finding("letters", doubt, rule.element, LajurError(_UNKNOWN, column=column, name=name, **where))
