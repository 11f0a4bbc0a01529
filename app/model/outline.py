"""The outline of a process: what its diagram says, as plain facts.

`app.notation` reads it from BPMN XML; lint, actions and the web work on it and never see XML or SpiffWorkflow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.model.advance import Kind

#: BPMN activities that a person does; `task` without a type is done by a person of its lane.
HUMAN_TASKS = frozenset({"userTask", "manualTask", "task"})
#: Activities that a worker does through a topic.
SERVICE_TASKS = frozenset({"serviceTask", "sendTask", "businessRuleTask"})


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer as written: `kind` is `timeDate`, `timeDuration` or `timeCycle`; `text` is ISO 8601 or FEEL."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Loop:
    """`kind` is `standard`, `parallel` or `sequential`; the texts are expressions as written, or empty."""

    kind: str
    collection: str = ""
    element_variable: str = ""
    cardinality: str = ""
    completion: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One flow node. `type` is the BPMN tag (`userTask`, `exclusiveGateway`, `boundaryEvent`, ...).

    `event` is the kind of its event definition (`timer`, `message`, `error`, `terminate`, ...) or empty.
    `attributes` are the `camunda:` attributes by local name (`formRef`, `candidateGroups`, `topic`, `type`),
    `properties` the `camunda:property` pairs. `scope` is the id of the process or sub-process it stands in.
    """

    id: str
    type: str
    name: str = ""
    lane: str | None = None
    scope: str = ""
    event: str = ""
    attached_to: str | None = None
    interrupting: bool = True
    triggered_by_event: bool = False
    default_flow: str | None = None
    timer: Timer | None = None
    message: str | None = None
    error_code: str | None = None
    condition: str | None = None
    loop: Loop | None = None
    script: str | None = None
    documentation: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_human(self) -> bool:
        return self.type in HUMAN_TASKS

    @property
    def is_service(self) -> bool:
        return self.type in SERVICE_TASKS

    @property
    def hand(self) -> Kind:
        """Which kind of hand closes a wait at this element, as the process has it."""
        if self.is_human:
            return Kind.USER
        if self.is_service:
            return Kind.SERVICE
        return Kind.TIMER if self.event == "timer" else Kind.MESSAGE

    @property
    def computes(self) -> frozenset[str]:
        """The variables that it gives by itself: what its script computes, what its loop collects and calls an item."""
        item = self.loop.element_variable if self.loop else ""
        return frozenset({self.attributes.get("resultVariable", ""), self.properties.get("collect", ""), item}) - {""}

    @property
    def form(self) -> str | None:
        """Id of the form that belongs to this element: `camunda:formRef`, by default the element's own id."""
        return self.attributes.get("formRef") or (self.id if self.is_human or self.event == "message" else None)


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """An arrow; `condition` is the expression as written (FEEL, or `${...}`), or None."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A swimlane; lanes without children are where the elements stand."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True)
class Outline:
    """The executable process of a diagram. Order of elements, flows and lanes is the order in the file."""

    process: str
    name: str
    elements: Mapping[str, Element]
    flows: Mapping[str, SequenceFlow]
    lanes: Mapping[str, Lane]

    def outgoing(self, element: str) -> tuple[SequenceFlow, ...]:
        return self._outgoing.get(element, ())

    def incoming(self, element: str) -> tuple[SequenceFlow, ...]:
        return self._incoming.get(element, ())

    def human_tasks(self) -> Iterator[Element]:
        return (element for element in self.elements.values() if element.is_human)

    @cached_property
    def _outgoing(self) -> dict[str, tuple[SequenceFlow, ...]]:
        return _grouped((flow.source, flow) for flow in self.flows.values())

    @cached_property
    def _incoming(self) -> dict[str, tuple[SequenceFlow, ...]]:
        return _grouped((flow.target, flow) for flow in self.flows.values())


def _grouped(pairs: Iterator[tuple[str, SequenceFlow]]) -> dict[str, tuple[SequenceFlow, ...]]:
    groups: dict[str, tuple[SequenceFlow, ...]] = {}
    for key, flow in pairs:
        groups[key] = (*groups.get(key, ()), flow)
    return groups
