"""Every expression can be read: conditions, collections, scripts and timers are FEEL, or `${...}`.

Source: BPMN 2.0 clause 8.3.6 (formal expressions of an executable process); EXT.012, EXT.013.
"""

from collections.abc import Iterator

from app.lint.expressions import expressions
from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "An expression that cannot be read stops the case in the middle."


def check(subject: Subject) -> Iterator[Finding]:
    for expression in expressions(subject):
        problem = expression.problem()
        if problem:
            name = subject.called(expression.owner)
            yield error(
                __name__,
                subject.nodes[expression.owner],
                "{what} of {name} cannot be used. {problem}",
                what=expression.what,
                name=name,
                problem=problem,
            )
