"""The expressions of a diagram: where they stand and what they read."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.feel import FeelError, parse, readable_names
from app.lint.subject import Subject
from app.model.errors import LajurError

_CONDITION = LajurError("the condition")
_SCRIPT = LajurError("the script")
_TIMER = LajurError("the timer")
_COLLECTION = LajurError("the collection")
_TIMES = LajurError("the number of times")
_COMPLETION = LajurError("the completion condition")


@dataclass(frozen=True, slots=True)
class Expression:
    """`owner` is the id of the flow or element, `what` its role in words (the condition), `text` as written."""

    owner: str
    what: LajurError
    text: str

    def problem(self) -> FeelError | None:
        """Why the expression cannot be read, or None."""
        try:
            parse(self.text)
        except FeelError as error:
            return error
        return None

    def reads(self) -> frozenset[str]:
        """The names of the variables it reads; none when it cannot be read."""
        return readable_names(self.text)


def is_expression(text: str) -> bool:
    """Whether a timer is written as an expression rather than in ISO 8601."""
    return text.strip().startswith(("=", "${", "#{"))


def expressions(subject: Subject) -> Iterator[Expression]:
    """All expressions of the process, in the order of the file."""
    for element in subject.outline.elements.values():
        found = [(_CONDITION, element.condition), (_SCRIPT, element.script)]
        if element.timer and is_expression(element.timer.text):
            found.append((_TIMER, element.timer.text))
        if element.loop:
            found.append((_COLLECTION, element.loop.collection))
            found.append((_TIMES, element.loop.cardinality))
            found.append((_COMPLETION, element.loop.completion))
        yield from (Expression(element.id, what, text) for what, text in found if text)
    for flow in subject.outline.flows.values():
        if flow.condition:
            yield Expression(flow.id, _CONDITION, flow.condition)
