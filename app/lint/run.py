"""Runs the rules."""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module

from app.lint import rules
from app.lint.rules import duplicate_id
from app.lint.subject import Subject
from app.model.finding import Finding

Check = Callable[[Subject], Iterable[Finding]]


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Everything the rules have to say, by line of the diagram; what has no line (`sop.toml`) comes last.

    While an id stands twice, only this is told: the other rules could not know which element is meant.
    """
    found = dict.fromkeys(duplicate_id.check(subject))
    if not found:
        found = {finding: None for check in checks().values() for finding in check(subject)}
    return tuple(sorted(found, key=lambda finding: (finding.line is None, finding.line, finding.rule)))


@cache
def checks() -> Mapping[str, Check]:
    """The check of every rule by the name of the rule, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return {name: import_module(f"{rules.__name__}.{name}").check for name in names}
