"""Where a token can go. Elements are named by their ids."""

from collections.abc import Mapping

from app.model.outline import HUMAN_TASKS, SERVICE_TASKS
from app.model.ways import reached
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


def waiting(ways: Ways, nodes: Mapping[str, Node]) -> frozenset[str]:
    """The nodes at which a token always stops until somebody or something comes.

    A sub-process is one of them when no way leads from its start to an end without waiting.
    """
    found: set[str] = set()
    # What stands in a sub-process comes after it in the file, so it is looked at before it.
    for name in reversed(list(ways)):
        if kind(nodes[name]) in _WAITS or (kind(nodes[name]) in SUB_PROCESSES and _stops(nodes[name], ways, found)):
            found.add(name)
    return frozenset(found)


def _stops(sub_process: Node, ways: Ways, waiting: set[str]) -> bool:
    starts = (start.get("id", "") for start in children(sub_process, "startEvent"))
    passed = reached(starts, lambda here: (name for name in ways.get(here, ()) if name not in waiting))
    return not any(end.get("id") in passed for end in children(sub_process, "endEvent"))


def is_compensation(node: Node, nodes: Mapping[str, Node]) -> bool:
    """Whether the node belongs to compensation, which no sequence flow connects."""
    if kind(node) != "boundaryEvent":
        return flag(node, "isForCompensation", default=False)
    return any(kind(each) == "compensateEventDefinition" for each in event_definitions(node, nodes))
