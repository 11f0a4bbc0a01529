"""FEEL inside a form. The deploy checks what a formula reads; here, what is not known is null and a formula that cannot
be computed gives null, so that a person always gets a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from app.feel import FeelError, evaluate, names
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class When:
    """The time of the step, and the zone its days begin in."""

    now: datetime
    zone: tzinfo


def value_of(formula: str, known: Mapping[str, Json], when: When) -> Json:
    """The value of a formula that begins with `=`."""
    read = names_in(formula)
    if not read <= known.keys():
        known = {**dict.fromkeys(read), **known}
    try:
        return evaluate(formula, known, now=when.now, zone=when.zone)
    except FeelError:
        return None


def number_of(limit: Json, known: Mapping[str, Json], when: When) -> Decimal | None:
    """A limit of a field: a number, or a formula that gives one; None where there is none."""
    value = value_of(limit, known, when) if isinstance(limit, str) else limit
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value))


@lru_cache(maxsize=4096)
def names_in(formula: str) -> frozenset[str]:
    """The names of variables that a formula reads. Raises FeelError when it cannot be read."""
    return names(formula)
