"""A timer says when it is due: a date, a duration or a cycle in ISO 8601, or an expression (`=...` or `${...}`).

Source: BPMN 2.0 table 10.101 (timer event definition); EXT.012, EXT.013.
"""

from collections.abc import Iterator

from app.lint.expressions import is_expression
from app.lint.iso8601 import is_cycle, is_date, is_duration
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.events import TIMERS
from app.notation.tags import children, kind, text

REASON = "A timer that cannot be read stops the case in the middle."

_DATE = "The timer “{value}” of {name} cannot be read; write a date such as 2026-03-17T09:00:00+07:00."
_DURATION = "The timer “{value}” of {name} cannot be read; write a duration such as P5D or PT30M."
_NEGATIVE = "The timer “{value}” of {name} is negative; write a duration such as P5D or PT30M."
_CYCLE = "The timer “{value}” of {name} cannot be read; write a cycle such as R3/PT1H."
_READS = {
    "timeDate": (is_date, _DATE, _DATE),
    "timeDuration": (is_duration, _NEGATIVE, _DURATION),
    "timeCycle": (is_cycle, _CYCLE, _CYCLE),
}


def check(subject: Subject) -> Iterator[Finding]:
    for definition in subject.each("timerEventDefinition"):
        written = list(children(definition, *TIMERS))
        owner = definition.getparent()
        name = subject.called(owner if owner is not None else definition)
        if len(written) != 1:
            yield error(
                __name__,
                definition,
                "The timer of {name} says no time; give it one date, duration or cycle.",
                name=name,
            )
            continue
        is_right, negative, sentence = _READS[kind(written[0])]
        value = text(written[0])
        if not is_expression(value) and not is_right(value):
            wrong = negative if value.startswith("-P") else sentence
            yield error(__name__, written[0], wrong, value=value, name=name)
