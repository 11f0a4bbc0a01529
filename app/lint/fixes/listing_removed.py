"""Takes what is not there from the list of a lane."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import FLOW_NODES, children, kind, text

RULES = frozenset({"lane_lists_unknown"})


def offer(subject: Subject, element: str) -> LajurError | None:
    names = _unknown(subject, element)
    return LajurError("Take {names} off the list", names=", ".join(f"“{name}”" for name in names)) if names else None


def mend(subject: Subject, source: Source, element: str) -> Mended:
    unknown = {name.encode() for name in _unknown(subject, element)}
    listed = source.inside(source.find(element), "flowNodeRef")
    source.remove(place for place in listed if source.data[place.inside : place.until].strip() in unknown)
    return Mended(source.changed())


def _unknown(subject: Subject, element: str) -> list[str]:
    lane = subject.nodes.get(element)
    listed = [text(each) for each in children(lane, "flowNodeRef")] if lane is not None else []
    return [name for name in listed if name not in subject.nodes or kind(subject.nodes[name]) not in FLOW_NODES]
