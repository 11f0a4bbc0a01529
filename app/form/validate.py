"""Checks answers: every visible field by its own rules, then what must be true of several fields together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from app.form.ask import When, names_in, value_of
from app.form.normal import is_empty
from app.form.rules import problem
from app.form.texts import own_words
from app.form.walk import Node, every, settle, taken
from app.model.errors import Invalid, LajurError
from app.model.form import Form, whole
from app.model.values import Json, Variables

Problems = dict[str, LajurError]


def validate(
    form: Form, answers: Mapping[str, Json], variables: Variables, *, now: datetime, zone: tzinfo
) -> dict[str, Json]:
    """The variables that these answers give, or Invalid with a problem for each wrong field, by its path.

    Answers of hidden, disabled and unknown fields are dropped; a read-only field gives what it held before; computed
    fields are computed here. Numbers are int or float, dates `YYYY-MM-DD`, what was left empty is null, false or an
    empty list, and rows left as they were offered are left out. Files (`{digest, name, size, media_type}`) are counted
    here; whether they are what they claim to be is for the caller to check. A check that only warns is no problem
    (see `fill`).
    """
    when = When(now, zone)
    nodes = settle(form, answers, variables, when)
    problems, _ = problems_of(form, nodes, when)
    if problems:
        raise Invalid(problems)
    return taken(nodes)


def problems_of(form: Form, nodes: Sequence[Node], when: When) -> tuple[Problems, Problems]:
    """The problems of visible fields, and the warnings."""
    problems: Problems = {}
    warnings: Problems = {}
    visible = list(every(nodes))
    for node in visible:
        if found := problem(node, when):
            problems[node.path] = found
    keys = frozenset(each.key for each in whole(form.components) if each.key)
    for node in visible:
        if node.path not in problems and (found := _check(node, keys, problems, when)):
            (warnings if node.component.properties.get("check_level") == "warning" else problems)[node.path] = found
    return problems, warnings


def _check(node: Node, keys: frozenset[str], problems: Mapping[str, LajurError], when: When) -> LajurError | None:
    """A check speaks only where every field it reads is filled in and right; else there is something to do first."""
    custom = node.component.properties
    formula = custom.get("check")
    if not isinstance(formula, str) or not _ready(node, names_in(formula) & keys, problems):
        return None
    if value_of(formula, node.names, when) is True:
        return None
    return own_words(custom.get("check_message"), custom.get("check_message_en"))


def _ready(node: Node, read: Iterable[str], problems: Mapping[str, LajurError]) -> bool:
    for name in read:
        value = node.names.get(name)
        if value is not False and is_empty(value):
            return False
        paths = {prefix + name for prefix in _prefixes(node.path)}
        if any(path in paths or path.startswith(tuple(f"{one}." for one in paths)) for path in problems):
            return False
    return True


def _prefixes(path: str) -> Iterator[str]:
    """Where a name read at `a.0.b` can stand: `a.0.`, then the level outside."""
    parts = path.split(".")
    for end in range(len(parts) - 1, -1, -2):
        yield "".join(f"{part}." for part in parts[:end])
