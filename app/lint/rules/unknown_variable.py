"""Every variable that an expression reads is given by something.

By a field of a form, a variable of `sop.toml`, the result of a script or an item of a multi-instance activity.
Source: house rule.
"""

from collections.abc import Iterator

from app.lint.expressions import expressions
from app.lint.subject import Subject, error, warning
from app.lint.variables import are_all_known, known_variables
from app.model.finding import Finding

REASON = (
    "A misspelt name stops a running case. It is a warning where a service or a message may bring what no file names."
)


def check(subject: Subject) -> Iterator[Finding]:
    known = known_variables(subject)
    if known is None:
        return
    says = error if are_all_known(subject) else warning
    for expression in expressions(subject):
        for name in sorted(expression.reads() - known):
            yield says(
                __name__,
                subject.nodes[expression.owner],
                "{what} “{text}” of {owner} reads “{name}”, which no form, script or sop.toml gives; "
                "correct the name, or add it to [variables] of sop.toml.",
                what=expression.what,
                text=expression.text,
                owner=subject.called(expression.owner),
                name=name,
            )
