"""Marks the way to take when no condition holds: the one without a condition, else the last one drawn."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import Node, child, kind, reference

RULES = frozenset({"split_without_default"})


def offer(subject: Subject, element: str) -> LajurError | None:
    flow = _flow(subject, element)
    if flow is None:
        return None
    return LajurError("Take {flow} when no condition holds", flow=subject.called(flow))


def mend(subject: Subject, source: Source, element: str) -> Mended:
    flow = _flow(subject, element)
    if flow is not None:
        source.set(source.find(_gateway(subject, element)), "default", flow.get("id", ""))
        source.remove(source.inside(source.find(flow.get("id", "")), "conditionExpression"))
    return Mended(source.changed())


def _gateway(subject: Subject, element: str) -> str:
    """The gateway itself, or the one that a flow leaves."""
    node = subject.nodes.get(element)
    return (reference(node, "sourceRef") or "") if node is not None and kind(node) == "sequenceFlow" else element


def _flow(subject: Subject, element: str) -> Node | None:
    gateway = subject.nodes.get(_gateway(subject, element))
    if gateway is None or reference(gateway, "default"):
        return None
    flows = [flow for flow in subject.outgoing(gateway) if flow.get("id")]
    free = [flow for flow in flows if child(flow, "conditionExpression") is None]
    if len(flows) < 2 or len(free) > 1:
        return None
    return free[0] if free else flows[-1]
