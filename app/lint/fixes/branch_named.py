"""Names a way out of a decision after the answer that leads there, as the choice of a form words it."""

import re

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.lint.variables import written_options
from app.model.errors import LajurError
from app.model.form import Option
from app.model.outline import SequenceFlow
from app.notation.edit import Source

RULES = frozenset({"branch_unnamed"})
_EQUALS = re.compile(r'\s*=?\s*(?P<name>[A-Za-z_]\w*)\s*=\s*"(?P<value>[^"\\]*)"\s*')


def offer(subject: Subject, element: str) -> LajurError | None:
    name = _name(subject, element)
    return LajurError("Label it “{name}”", name=name) if name else None


def mend(subject: Subject, source: Source, element: str) -> Mended:
    source.set(source.find(element), "name", _name(subject, element))
    return Mended(source.changed())


def _name(subject: Subject, element: str) -> str:
    flow = subject.outline.flows.get(element)
    if flow is None or flow.name:
        return ""
    asked = _asked(flow)
    if asked:
        return next((option.label for option in _options(subject, asked[0]) if option.value == asked[1]), "")
    return _the_other(subject, flow)


def _the_other(subject: Subject, flow: SequenceFlow) -> str:
    """The one answer of a question that no other way out takes."""
    others = [_asked(other) for other in subject.outline.outgoing(flow.source) if other.id != flow.id]
    named = [other for other in others if other]
    if flow.condition or len(named) < len(others) or len({name for name, _ in named}) != 1:
        return ""
    taken = {value for _, value in named}
    left = [option.label for option in _options(subject, named[0][0]) if option.value not in taken]
    return left[0] if len(left) == 1 else ""


def _asked(flow: SequenceFlow) -> tuple[str, str] | None:
    """The variable and the value that a condition compares."""
    found = _EQUALS.fullmatch(flow.condition or "")
    return (found["name"], found["value"]) if found else None


def _options(subject: Subject, name: str) -> tuple[Option, ...]:
    return written_options(subject).get(name, ())
