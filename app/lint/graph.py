"""Where a token can go. Elements are named by their ids."""

from collections.abc import Callable, Iterable, Mapping

from app.model.outline import HUMAN_TASKS, SERVICE_TASKS
from app.notation.events import event_definitions
from app.notation.tags import FLOW_NODES, SUB_PROCESSES, Node, children, descendants, flag, kind, reference, text

_WAITS = HUMAN_TASKS | SERVICE_TASKS | {"receiveTask", "callActivity", "intermediateCatchEvent"}

#: For every flow node of a file the nodes a token may go to next.
Ways = Mapping[str, tuple[str, ...]]


def ways(root: Node, nodes: Mapping[str, Node]) -> Ways:
    """Along the flows, from an activity to its boundary events, and through links (in any process of the file)."""
    flow_nodes = {name: node for name, node in nodes.items() if kind(node) in FLOW_NODES}
    found: dict[str, list[str]] = {name: [] for name in flow_nodes}
    pairs = [(reference(flow, "sourceRef"), reference(flow, "targetRef")) for flow in descendants(root, "sequenceFlow")]
    pairs += [(reference(node, "attachedToRef"), name) for name, node in flow_nodes.items()]
    links = {name: link for name, node in flow_nodes.items() if (link := _links(node, nodes))}
    catching = [name for name in links if kind(nodes[name]) == "intermediateCatchEvent"]
    throwing = [name for name in links if kind(nodes[name]) == "intermediateThrowEvent"]
    pairs += [(source, target) for source in throwing for target in catching if links[source] & links[target]]
    for source, target in pairs:
        if source in found and target in found:
            found[source].append(target)
    return {name: tuple(targets) for name, targets in found.items()}


def _links(node: Node, nodes: Mapping[str, Node]) -> set[str]:
    """What a link event and its partner have in common: a name, or the id of one that the other refers to."""
    found: set[str] = set()
    for link in event_definitions(node, nodes):
        if kind(link) == "linkEventDefinition":
            found |= {
                link.get("name", ""),
                link.get("id", ""),
                *(text(end) for end in children(link, "source", "target")),
            }
    return found - {""}


def reached(starts: Iterable[str], step: Callable[[str], Iterable[str]]) -> set[str]:
    """Everything that can be reached from `starts`, themselves included."""
    found: set[str] = set()
    ahead = list(starts)
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead.extend(step(here))
    return found


def without_waiting(ways: Ways, nodes: Mapping[str, Node], here: str) -> list[str]:
    """Where a token may go next and still not have to wait."""
    return [name for name in ways[here] if not waits(ways, nodes, nodes[name])]


def waits(ways: Ways, nodes: Mapping[str, Node], node: Node) -> bool:
    """Whether a token always stops at the node until somebody or something comes.

    A sub-process waits when no way leads from its start to an end without waiting.
    """
    if kind(node) not in SUB_PROCESSES:
        return kind(node) in _WAITS
    starts = [start.get("id", "") for start in children(node, "startEvent")]
    found = reached(starts, lambda here: without_waiting(ways, nodes, here) if here in ways else ())
    return not any(end.get("id") in found for end in children(node, "endEvent"))


def is_compensation(node: Node, nodes: Mapping[str, Node]) -> bool:
    """Whether the node belongs to compensation, which no sequence flow connects."""
    if kind(node) != "boundaryEvent":
        return flag(node, "isForCompensation", default=False)
    return any(kind(each) == "compensateEventDefinition" for each in event_definitions(node, nodes))
