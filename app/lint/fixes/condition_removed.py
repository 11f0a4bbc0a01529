"""Takes the condition from a flow that is taken in any case: a default flow, or one that leaves a parallel gateway."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import child, kind

RULES = frozenset({"default_flow", "parallel_conditions"})


def offer(subject: Subject, element: str) -> LajurError | None:
    flow = subject.nodes.get(element)
    if flow is None or kind(flow) != "sequenceFlow" or child(flow, "conditionExpression") is None:
        return None
    return LajurError("Take the condition away from {flow}", flow=subject.called(flow))


def mend(_: Subject, source: Source, element: str) -> Mended:
    source.remove(source.inside(source.find(element), "conditionExpression"))
    return Mended(source.changed())
