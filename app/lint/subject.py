"""What the rules look at, and the words in which they speak of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.lint.graph import Ways, ways
from app.lint.kinds import kind_words
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.form import Form
from app.model.house import House
from app.model.outline import Outline
from app.model.sop import Sop
from app.model.template import Template
from app.notation.diagram import Diagram
from app.notation.tags import FLOW_NODES, SUB_PROCESSES, Node, children, descendants, kind, line, reference

#: A name as it is written, or words that are told in the reader's language.
Words = str | LajurError
#: What a person sees on a diagram and can point at.
_DRAWN = FLOW_NODES | {"sequenceFlow", "messageFlow", "lane", "participant", "process", "dataObjectReference"}


@dataclass(frozen=True, eq=False)
class Subject:
    """A diagram with the other files of its bundle; rules that need a file which is not given have nothing to say.

    `topics` are those that something here serves; None where that is not known.
    """

    diagram: Diagram
    sop: Sop | None = None
    forms: Mapping[str, Form] | None = None
    templates: Mapping[str, Template] | None = None
    house: House = field(default_factory=House)
    topics: Collection[str] | None = None

    @property
    def root(self) -> Node:
        return self.diagram.root

    @property
    def outline(self) -> Outline:
        return self.diagram.outline

    @property
    def nodes(self) -> Mapping[str, Node]:
        """All BPMN elements of the file by id."""
        return self.diagram.nodes

    def each(self, *kinds: str) -> Iterator[Node]:
        """All elements of these BPMN tags in the file, also in processes that will not run."""
        return descendants(self.root, *kinds)

    def target(self, node: Node, attribute: str) -> Node | None:
        """The element an attribute refers to."""
        return self.nodes.get(reference(node, attribute) or "")

    def outgoing(self, node: Node) -> list[Node]:
        """The sequence flows that leave a flow node."""
        return self._flows["sourceRef"].get(node.get("id", ""), [])

    def incoming(self, node: Node) -> list[Node]:
        """The sequence flows that lead to a flow node."""
        return self._flows["targetRef"].get(node.get("id", ""), [])

    @cached_property
    def _flows(self) -> Mapping[str, dict[str, list[Node]]]:
        ends: dict[str, dict[str, list[Node]]] = {"sourceRef": {}, "targetRef": {}}
        for flow in self.each("sequenceFlow"):
            for end, groups in ends.items():
                groups.setdefault(reference(flow, end) or "", []).append(flow)
        return ends

    @cached_property
    def ways(self) -> Ways:
        """For every flow node of the file the nodes a token may go to next."""
        return ways(self.root, self.nodes)

    def called(self, node: Node | str) -> Words:
        """How to call an element in a sentence: its name, or the names at both ends of an arrow, or its id."""
        if isinstance(node, str):
            found = self.nodes.get(node)
            return self.called(found) if found is not None else f"“{node}”"
        name = " ".join(node.get("name", "").split())
        if name:
            return f"“{name}”"
        if kind(node) == "sequenceFlow":
            source, target = (self._end(reference(node, end)) for end in ("sourceRef", "targetRef"))
            return LajurError("the arrow from {source} to {target}", source=source, target=target)
        return f"“{node.get('id')}”" if node.get("id") else LajurError("{kind} without id", kind=kind_words(kind(node)))

    def _end(self, name: str | None) -> Words:
        node = self.nodes.get(name or "")
        if node is None or kind(node) == "sequenceFlow":
            return f"“{name}”" if name else LajurError("no element")
        return self.called(node)


def scopes(root: Node) -> Iterator[Node]:
    """The processes and sub-processes of a file: what holds flow nodes."""
    return descendants(root, "process", *SUB_PROCESSES)


def members(scope: Node) -> Iterator[Node]:
    """The flow nodes that stand directly in a process or sub-process."""
    return children(scope, *FLOW_NODES)


def is_event_sub_process(node: Node) -> bool:
    return kind(node) == "subProcess" and node.get("triggeredByEvent") in ("true", "1")


def error(rule: str, node: Node, template: str, /, **facts: object) -> Finding:
    """A finding at an element that stops the deploy. `rule` is the `__name__` of the rule's module."""
    return _finding(rule, Severity.ERROR, node, LajurError(template, **facts))


def warning(rule: str, node: Node, template: str, /, **facts: object) -> Finding:
    """A finding at an element that is worth a look."""
    return _finding(rule, Severity.WARNING, node, LajurError(template, **facts))


def _finding(rule: str, severity: Severity, node: Node, says: LajurError) -> Finding:
    around = [each for each in (node, *node.iterancestors()) if each.get("id")]
    owner = next((each for each in around if kind(each) in _DRAWN), around[0] if around else node)
    return Finding(rule.rpartition(".")[2], severity, owner.get("id"), says, line(node))
