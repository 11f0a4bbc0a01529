"""What an element lists as its incoming and outgoing flows are the flows that lead to it and leave it.

Reason: some readers of a file follow these lists, others the flows; both have to see the same process. A process in
which no element lists any flow is well understood by all. Source: BPMN 2.0 clause 8.3.8 (FlowNode); EXT.023.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, members, scopes
from app.model.finding import Finding
from app.notation.tags import Node, children, text


def check(subject: Subject) -> Iterator[Finding]:
    for scope in scopes(subject.root):
        nodes = list(members(scope))
        if any(_listed(node, way) for node in nodes for way in ("incoming", "outgoing")):
            for node in nodes:
                yield from _differences(subject, node)


def _differences(subject: Subject, node: Node) -> Iterator[Finding]:
    name = subject.called(node)
    for way, flows in (("incoming", subject.incoming(node)), ("outgoing", subject.outgoing(node))):
        listed, drawn = _listed(node, way), {flow.get("id", "") for flow in flows}
        for each in sorted(listed - drawn):
            yield error(__name__, node, f"{name} lists “{each}” as {way}, but that flow is not drawn so; save it anew.")
        for each in sorted(drawn - listed):
            yield error(__name__, node, f"{name} does not list its {way} flow “{each}”; save the diagram anew.")


def _listed(node: Node, way: str) -> set[str]:
    return {text(each).rpartition(":")[2] for each in children(node, way)}
