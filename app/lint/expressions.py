"""The expressions of a diagram: where they stand and what they read."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.feel import FeelError, names, parse
from app.lint.subject import Subject


@dataclass(frozen=True, slots=True)
class Expression:
    """`owner` is the id of the flow or element, `what` its role in words (`condition`), `text` as written."""

    owner: str
    what: str
    text: str

    def problem(self) -> str | None:
        """Why the expression cannot be read, or None."""
        try:
            parse(self.text)
        except FeelError as error:
            return str(error)
        return None

    def reads(self) -> frozenset[str]:
        """The names of the variables it reads; none when it cannot be read."""
        try:
            return names(self.text)
        except FeelError:
            return frozenset()


def is_expression(text: str) -> bool:
    """Whether a timer is written as an expression rather than in ISO 8601."""
    return text.strip().startswith(("=", "${", "#{"))


def expressions(subject: Subject) -> Iterator[Expression]:
    """All expressions of the process, in the order of the file."""
    for element in subject.outline.elements.values():
        found = {"condition": element.condition, "script": element.script}
        if element.timer and is_expression(element.timer.text):
            found["timer"] = element.timer.text
        if element.loop:
            found["collection"] = element.loop.collection
            found["loop cardinality"] = element.loop.cardinality
            found["completion condition"] = element.loop.completion
        yield from (Expression(element.id, what, text) for what, text in found.items() if text)
    for flow in subject.outline.flows.values():
        if flow.condition:
            yield Expression(flow.id, "condition", flow.condition)
