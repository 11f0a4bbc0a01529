"""Regular expressions of a form, matched in linear time: no pattern and no text can hold the server up."""

from functools import lru_cache
from typing import Protocol

import re2

from app.model.errors import LajurError

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False  # the sentence goes to the analyst, not to the log
_OPTIONS.max_mem = 1 << 20


class Pattern(Protocol):
    def search(self, text: str) -> object: ...


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Pattern:
    """The pattern in the syntax of RE2 (no look-around, no back references). Raises LajurError when it is not that."""
    try:
        read: Pattern = re2.compile(pattern, _OPTIONS)
    except (re2.error, UnicodeError) as error:
        raise LajurError(
            "The pattern {pattern} cannot be used: {error}", pattern=pattern[:80], error=_words(error)
        ) from None
    return read


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern is found in the text, as `RegExp.test` of form-js does. `text` must be valid Unicode."""
    return compiled(pattern).search(text) is not None


def _words(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(error)
