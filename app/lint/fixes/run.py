"""Finds the fix for a finding, and does it.

A fix is a module with `RULES`, the rules whose findings it mends, `offer(subject, element)`, the words of its button or
None where it would not be safe, and `mend(subject, source, element)`.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from app.lint import fixes
from app.lint.fixes.mended import Mended, NothingToMend
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding
from app.notation.edit import Source

_OURS = frozenset({"run", "mended"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix that can be done: its `id` and the words on its button."""

    id: str
    label: LajurError


def offer(subject: Subject, finding: Finding) -> Offer | None:
    """What mends a finding, if something safe does."""
    if finding.element is None:
        return None
    for name, fix in _fixes().items():
        if finding.rule in fix.RULES and (label := fix.offer(subject, finding.element)):
            return Offer(name, label)
    return None


def mended(subject: Subject, data: bytes, fix: str, element: str) -> Mended:
    """The diagram `data`, which `subject` was read from, after a fix at an element.

    Raises NothingToMend when the fix is not offered there, NotByBytes for a file in a wide encoding.
    """
    known = _fixes().get(fix)
    if known is None or known.offer(subject, element) is None:
        raise NothingToMend
    done: Mended = known.mend(subject, Source(data), element)
    return done


@cache
def _fixes() -> Mapping[str, ModuleType]:
    names = sorted({module.name for module in pkgutil.iter_modules(fixes.__path__)} - _OURS)
    return {name: import_module(f"{fixes.__name__}.{name}") for name in names}
