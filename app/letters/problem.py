"""Why a template cannot be read."""


class BadTemplate(Exception):
    """Says what is wrong, and on which line of the file; `str()` is the sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
