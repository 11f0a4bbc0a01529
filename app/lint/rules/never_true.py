"""A condition can hold: it compares a choice with answers that a form offers, and does not contradict itself.

Every combination of the answers of the choices that it reads is tried, as long as there are not too many. Where service
tasks or messages may give a variable, too, it is a warning. Source: house rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from app.feel import FeelError, equalities, evaluate, parse
from app.feel.parse import Expression
from app.lint.subject import Subject, error, warning
from app.lint.variables import are_all_known, written_options
from app.model.finding import Finding
from app.model.form import Option

REASON = (
    "A way that is never taken is as good as not drawn; mostly an answer was misspelt, or was changed in the form "
    "alone."
)

_UNKNOWN_ANSWER = (
    "The condition “{text}” of {name} compares “{variable}” with “{answer}”, which no form offers; offered are "
    "{offered}."
)
_NEVER = "The condition “{text}” of {name} can never be true; correct it, or delete the arrow."
#: Combinations of answers that are tried.
_MOST = 2000


def check(subject: Subject) -> Iterator[Finding]:
    options = written_options(subject)
    says = error if are_all_known(subject) else warning
    for flow in subject.outline.flows.values():
        condition = _read(flow.condition)
        if condition is None:
            continue
        node, name = subject.nodes[flow.id], subject.called(flow.id)
        wrong = [(variable, answer) for variable, answer in _unknown(condition, options)]
        for variable, answer in wrong:
            offered = ", ".join(f"“{option.value}”" for option in options[variable])
            yield says(
                __name__,
                node,
                _UNKNOWN_ANSWER,
                text=flow.condition,
                name=name,
                variable=variable,
                answer=answer,
                offered=offered,
            )
        if not wrong and not _may_hold(condition, options):
            yield (says if condition.names else error)(__name__, node, _NEVER, text=flow.condition, name=name)


def _read(text: str | None) -> Expression | None:
    try:
        return parse(text) if text else None
    except FeelError:
        return None


def _unknown(condition: Expression, options: Mapping[str, Sequence[Option]]) -> Iterator[tuple[str, str]]:
    for variable, answer in equalities(condition.root):
        if variable in options and answer not in {option.value for option in options[variable]} | {""}:
            yield variable, answer


def _may_hold(condition: Expression, options: Mapping[str, Sequence[Option]]) -> bool:
    """Whether an answer makes it true; yes where that cannot be tried out."""
    names = sorted(condition.names)
    if not options.keys() >= set(names) or "now" in condition.text or "today" in condition.text:
        return True
    answers = [[*(option.value for option in options[name]), None] for name in names]
    if prod(map(len, answers)) > _MOST:
        return True
    return any(_holds(condition, dict(zip(names, given, strict=True))) for given in product(*answers))


def _holds(condition: Expression, variables: Mapping[str, object]) -> bool:
    try:
        return evaluate(condition, variables) is True
    except FeelError:
        return False
