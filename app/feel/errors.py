"""What can go wrong with an expression, as sentences for the person who meets them.

The shape is that of the application's own errors (`template` with named places, `facts` for them, `str()` is the
English sentence), but this room stands alone: it knows nothing of the rest of the application.
"""

from typing import Self

SHOWN = 120  # characters of an expression that a sentence repeats


class FeelError(Exception):
    """The expression {expression} cannot be evaluated.

    `position` is the 0-based character offset in the text where the reason lies, None when there is no one place;
    `expression` is the whole text as it was given.
    """

    def __init__(self, template: str | None = None, /, *, position: int | None = None, **facts: object) -> None:
        self.template = template or (type(self).__doc__ or "").strip().splitlines()[0]
        self.position = position
        self.expression = ""
        self.facts: dict[str, object] = {"expression": "", **facts}
        if position is not None:
            self.facts["place"] = position + 1
        super().__init__(self.template)

    def within(self, text: str) -> Self:
        """The same error, now knowing the expression it happened in."""
        self.expression = text
        self.facts["expression"] = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return self

    def __str__(self) -> str:
        return self.template.format_map(self.facts)


class FeelSyntaxError(FeelError):
    """The expression {expression} cannot be read: character {place} does not fit."""


class UnknownVariable(FeelError):
    """The expression {expression} needs {name}, which is not known here."""

    def __init__(self, name: str, position: int | None = None) -> None:
        super().__init__(position=position, name=name)
        self.name = name


class UnknownFunction(FeelError):
    """The expression {expression} calls {name}, and there is no such function."""

    def __init__(self, name: str, position: int | None = None) -> None:
        super().__init__(position=position, name=name)
        self.name = name


class FeelBudget(FeelError):
    """The expression {expression} is too much work: more than {limit} {unit}."""

    def __init__(self, limit: int, unit: str, position: int | None = None) -> None:
        super().__init__(position=position, limit=limit, unit=unit)


class FeelTypeError(FeelError):
    """The expression {expression} meets a value that is not plain data: {kind}."""


class NoClock(FeelError):
    """The expression {expression} asks for the present time, which is not given here."""


class FeelAssertion(FeelError):
    """The expression {expression} states something that does not hold: {cause}"""
