"""A difference as plain facts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.model.values import Json


class Part(StrEnum):
    """What a change is in, in the order in which it is told."""

    DIAGRAM = "diagram"
    FORM = "form"
    FACTS = "facts"  #: sop.toml
    LETTER = "letter"  #: a template
    SCENARIOS = "scenarios"


class Kind(StrEnum):
    """What has become of a thing. What has `moved` says the same at another place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Detail:
    """`what` (`name`, `lane`, `condition`, else as the file writes it) was `old` and is `new`.

    Both are as a person reads them, empty where there is nothing. `layout` details are about the place alone.
    """

    what: str
    old: str
    new: str
    layout: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: `sign` is `+`, `-`, a space for what stands around it, or `…` where lines are left out."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. `id` is that of the element or field, the section of the facts, or the template;
    `type` its kind as the file writes it (`userTask`, `textfield`, `rows`), `name` what people call it. `place` is the
    form a field stands in. Texts come with the `lines` around what has changed."""

    part: Part
    kind: Kind
    id: str
    type: str = ""
    name: str = ""
    place: str = ""
    details: tuple[Detail, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All changes from one bundle to another, in the order of the files; none when they say the same to the byte."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many changes there are of each kind; kinds without any are left out."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in Kind if kind in found}

    def marks(self) -> Mapping[str, Kind]:
        """The kind of change of each element of the diagram."""
        return {change.id: change.kind for change in self.changes if change.part is Part.DIAGRAM}

    def as_json(self) -> Json:
        """`{"counts": {kind: n}, "changes": [{part, kind, id, type, name, place, details, lines}]}`, with details as
        `{what, old, new}` and lines as texts that begin with their sign."""
        return {
            "counts": {str(kind): count for kind, count in self.counts.items()},
            "changes": [_json(change) for change in self.changes],
        }


def details_of(pairs: Iterable[tuple[str, str | None, str | None]]) -> tuple[Detail, ...]:
    """Details of what is not the same; None is what is not there."""
    return tuple(Detail(what, old or "", new or "") for what, old, new in pairs if old != new)


def _json(change: Change) -> Json:
    return {
        "part": str(change.part),
        "kind": str(change.kind),
        "id": change.id,
        "type": change.type,
        "name": change.name,
        "place": change.place,
        "details": [{"what": detail.what, "old": detail.old, "new": detail.new} for detail in change.details],
        "lines": [f"{line.sign}{line.text}" for line in change.lines],
    }
