"""Removes an arrow that hangs in the air, with its drawing and wherever it is listed."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import kind

RULES = frozenset({"flow_ends"})


def offer(subject: Subject, element: str) -> LajurError | None:
    flow = subject.nodes.get(element)
    if flow is None or kind(flow) != "sequenceFlow":
        return None
    return LajurError("Delete {flow}", flow=subject.called(flow))


def mend(_: Subject, source: Source, element: str) -> Mended:
    source.remove(
        place
        for place in source.places
        if place.get("id") == element
        or (place.tag == "BPMNEdge" and (place.get("bpmnElement") or "").rpartition(":")[2] == element)
        or (
            place.tag in ("incoming", "outgoing")
            and source.data[place.inside : place.until].strip() == element.encode()
        )
    )
    for place in source.places:
        if place.get("default") == element:
            source.unset(place, "default")
    return Mended(source.changed())
