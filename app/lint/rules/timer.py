"""A timer says when it is due: a date, a duration or a cycle in ISO 8601, or an expression (`=...` or `${...}`).

Reason: a timer that cannot be read stops the case in the middle. A duration is not negative.
Source: BPMN 2.0 table 10.101 (timer event definition); EXT.012, EXT.013.
"""

from collections.abc import Iterator

from app.lint.expressions import is_expression
from app.lint.iso8601 import is_cycle, is_date, is_duration
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import TIMERS
from app.notation.tags import children, kind, text

_READS = {
    "timeDate": (is_date, "a date such as 2026-03-17T09:00:00+07:00"),
    "timeDuration": (is_duration, "a duration such as P5D or PT30M"),
    "timeCycle": (is_cycle, "a cycle such as R3/PT1H"),
}


def check(subject: Subject) -> Iterator[Finding]:
    for definition in subject.each("timerEventDefinition"):
        written = list(children(definition, *TIMERS))
        owner = definition.getparent()
        name = subject.called(owner if owner is not None else definition)
        if len(written) != 1:
            yield error(__name__, definition, f"The timer of {name} says no time; give it one date, duration or cycle.")
            continue
        is_right, example = _READS[kind(written[0])]
        value = text(written[0])
        if not is_expression(value) and not is_right(value):
            why = "is negative" if value.startswith("-P") else "cannot be read"
            yield error(__name__, written[0], f"The timer “{value}” of {name} {why}; write {example}.")
