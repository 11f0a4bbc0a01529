"""A lane lists flow nodes of its own process.

Source: BPMN 2.0 clause 10.7 (Lane, flowNodeRefs).
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import BPMN, FLOW_NODES, Node, children, kind, text

REASON = "A list that names what is not there was left over from an element that was deleted or renamed."


def check(subject: Subject) -> Iterator[Finding]:
    for lane in subject.each("lane"):
        for listed in children(lane, "flowNodeRef"):
            name = text(listed).rpartition(":")[2]
            node = subject.nodes.get(name)
            if node is None or kind(node) not in FLOW_NODES or _process(node) is not _process(lane):
                yield error(
                    __name__,
                    listed,
                    "The lane {lane} lists “{name}”, which is no element of its process.",
                    lane=subject.called(lane),
                    name=name,
                )


def _process(node: Node) -> Node | None:
    return next(node.iterancestors(f"{BPMN}process"), None)
