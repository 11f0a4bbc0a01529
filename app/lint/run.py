"""Runs the rules."""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from app.lint import rules
from app.lint.rules import duplicate_id
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding

Check = Callable[[Subject], Iterable[Finding]]


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Everything the rules have to say, by line of the diagram; what has no line (`sop.toml`) comes last.

    While an id stands twice, only this is told: the other rules could not know which element is meant.
    """
    found = list(duplicate_id.check(subject))
    if not found:
        found = [finding for check in checks().values() for finding in check(subject)]
    once = {(each.rule, each.element, each.line, each.sentence): each for each in found}
    return tuple(sorted(once.values(), key=lambda finding: (finding.line is None, finding.line, finding.rule)))


def reason(rule: str) -> LajurError:
    """Why a rule matters, in a sentence or two."""
    return LajurError(_modules()[rule].REASON)


@cache
def checks() -> Mapping[str, Check]:
    """The check of every rule by the name of the rule, in alphabetical order."""
    return {name: module.check for name, module in _modules().items()}


@cache
def _modules() -> Mapping[str, ModuleType]:
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return {name: import_module(f"{rules.__name__}.{name}") for name in names}
