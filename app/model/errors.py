"""What can go wrong, as sentences for the person who meets them.

Every error carries an English sentence with named places (`template`) and the values for them (`facts`), so that the
web can show it in the reader's language; `str(error)` is the English sentence. The class says the HTTP status.
"""

from json import JSONDecodeError, dumps, loads
from typing import ClassVar

from app.model.values import Json


class LajurError(Exception):
    """The request could not be carried out."""

    status: ClassVar[int] = 400

    def __init__(self, template: str | None = None, /, **facts: object) -> None:
        self.template = template or (type(self).__doc__ or "").strip().splitlines()[0]
        self.facts = facts
        super().__init__(self.template)

    def __str__(self) -> str:
        return self.template.format_map(self.facts) if self.facts else self.template


class Forbidden(LajurError):
    """You may not do this."""

    status = 403


class NotFound(LajurError):
    """There is nothing at this address, or you may not see it."""

    status = 404


class Conflict(LajurError):
    """Something has changed in the meantime; please read the page again."""

    status = 409


class AlreadyDone(Conflict):
    """Somebody has completed this task in the meantime."""


class AlreadyClaimed(Conflict):
    """{name} has claimed this task."""


class Ended(Conflict):
    """This case has ended; nothing more can be done in it."""


class TooLarge(LajurError):
    """The file is larger than {limit}."""

    status = 413


class Invalid(LajurError):
    """Some answers are missing or not right."""

    status = 422

    def __init__(self, problems: "dict[str, LajurError] | None" = None) -> None:
        super().__init__()
        self.problems = problems or {}


class Refused(LajurError):
    """The definition cannot be deployed."""

    status = 422


class StepFailed(LajurError):
    """The process cannot go on at {element}: {reason}

    Raised by the engine when an expression, a join or a timer of the diagram cannot be computed. Nothing of the step
    is kept. `element` is the id of the element where it happened, `reason` a sentence.
    """

    status = 422

    def __init__(self, element: str, reason: "LajurError") -> None:
        super().__init__(None, element=element, reason=reason)
        self.element = element
        self.reason = reason


class CannotMove(Conflict):
    """The case cannot be moved to this version."""


class Unavailable(LajurError):
    """The storage cannot take this right now; nothing was lost, please try again in a moment."""

    status = 503


def packed(error: Exception) -> str:
    """An error as text that keeps its template and facts, to be told later in any language (`unpacked`)."""
    return dumps(_parts(error), ensure_ascii=False) if hasattr(error, "template") else str(error)


def unpacked(text: str) -> LajurError:
    """The error that `packed` has kept; a text that is none is the sentence itself."""
    try:
        parts = loads(text)
    except JSONDecodeError:
        return LajurError("{text}", text=text)
    return _error(parts) if isinstance(parts, dict) and "sentence" in parts else LajurError("{text}", text=text)


def _parts(error: Exception) -> Json:
    facts = getattr(error, "facts", {})
    template = getattr(error, "template", str(error))
    return {"sentence": template, "facts": {name: _fact(value) for name, value in facts.items()}}


def _fact(value: object) -> Json:
    return _parts(value) if isinstance(value, Exception) else str(value)


def _error(parts: dict[str, Json]) -> LajurError:
    facts = parts.get("facts")
    told = facts.items() if isinstance(facts, dict) else ()
    return LajurError(
        str(parts["sentence"]),
        **{name: _error(value) if isinstance(value, dict) and "sentence" in value else value for name, value in told},
    )
