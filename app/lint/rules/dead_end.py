"""From every element a token can go on to an end event.

Source: BPMN 2.0 clause 10.4.3 (if there is an end event, all other flow nodes must be the source of a flow); EXT.116,
EXT.151; house rule: loops have a way out.
"""

from collections.abc import Iterator

from app.lint.graph import is_compensation
from app.lint.subject import Subject, error, is_event_sub_process, members, scopes
from app.model.finding import Finding
from app.model.ways import reached
from app.notation.tags import Node, children, kind

REASON = "A case that gets there never ends."


def check(subject: Subject) -> Iterator[Finding]:
    back: dict[str, list[str]] = {}
    for source, targets in subject.ways.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    for scope in scopes(subject.root):
        if next(children(scope, "endEvent"), None) is None:
            continue
        ends = [node.get("id", "") for node in members(scope) if _ends(subject, node)]
        good = reached(ends, lambda here: back.get(here, []))
        for node in members(scope):
            if node.get("id", "") not in good:
                yield error(
                    __name__, node, "From {name} no end can be reached; draw the way on.", name=subject.called(node)
                )


def _ends(subject: Subject, node: Node) -> bool:
    return kind(node) == "endEvent" or is_event_sub_process(node) or is_compensation(node, subject.nodes)
