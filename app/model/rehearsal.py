"""A rehearsal: how far a recording goes on a definition that was changed since."""

from dataclasses import dataclass

from app.model.advance import Kind
from app.model.errors import LajurError
from app.model.recorded import Way


@dataclass(frozen=True, slots=True)
class Lack:
    """A field of the changed form at which recorded answers fail. `missing`: there is none, or an empty one."""

    key: str
    label: str
    missing: bool = True


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a case waits for what nobody has answered.

    `refused`: there were answers, and the form does not take them any more, because of `lacks`; else `lacks` are the
    fields that must be filled in. `again`: the same was asked then, but less often. `silent`: the case waits as it did
    then, but what ended that wait does not come.
    """

    element: str
    kind: Kind = Kind.USER
    topic: str = ""
    lacks: tuple[Lack, ...] = ()
    refused: bool = False
    again: bool = False
    silent: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """A recording played as far as it goes. `unused` are the elements whose recorded answers nobody asked for, once
    for each answer; `standing` those at which a standing answer was given."""

    way: Way
    stop: Stop | None = None
    fault: LajurError | None = None
    unused: tuple[str, ...] = ()
    standing: frozenset[str] = frozenset()
