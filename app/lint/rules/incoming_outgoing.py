"""What an element lists as its incoming and outgoing flows are the flows that lead to it and leave it.

Source: BPMN 2.0 clause 8.3.8 (FlowNode); EXT.023.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, members, scopes
from app.model.finding import Finding
from app.notation.tags import Node, children, text

REASON = "Some programs follow these lists, others the arrows; both have to see the same process."

_NOT_INCOMING = "{name} lists “{flow}” as an arrow that leads to it, but it is not drawn so; save the diagram anew."
_NOT_OUTGOING = "{name} lists “{flow}” as an arrow that leaves it, but it is not drawn so; save the diagram anew."
_INCOMING = "{name} does not list the arrow “{flow}” that leads to it; save the diagram anew."
_OUTGOING = "{name} does not list the arrow “{flow}” that leaves it; save the diagram anew."


def check(subject: Subject) -> Iterator[Finding]:
    for scope in scopes(subject.root):
        nodes = list(members(scope))
        if any(_listed(node, way) for node in nodes for way in ("incoming", "outgoing")):
            for node in nodes:
                yield from _differences(subject, node)


def _differences(subject: Subject, node: Node) -> Iterator[Finding]:
    name = subject.called(node)
    for way, flows, too_many, missing in (
        ("incoming", subject.incoming(node), _NOT_INCOMING, _INCOMING),
        ("outgoing", subject.outgoing(node), _NOT_OUTGOING, _OUTGOING),
    ):
        listed, drawn = _listed(node, way), {flow.get("id", "") for flow in flows}
        for each in sorted(listed - drawn):
            yield error(__name__, node, too_many, name=name, flow=each)
        for each in sorted(drawn - listed):
            yield error(__name__, node, missing, name=name, flow=each)


def _listed(node: Node, way: str) -> set[str]:
    return {text(each).rpartition(":")[2] for each in children(node, way)}
