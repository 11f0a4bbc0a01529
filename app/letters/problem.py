"""Why a template cannot be read."""

from app.feel import FeelError
from app.model.errors import LajurError


class BadTemplate(LajurError):
    """line {line}: {reason}

    `line` is that of the file; the reason is a sentence of its own, with its facts, or what FEEL says.
    """

    status = 422

    def __init__(self, reason: str | FeelError, line: int, **facts: object) -> None:
        says = LajurError(reason, **facts) if isinstance(reason, str) else reason
        super().__init__(None, line=line, reason=says)
        self.line = line
