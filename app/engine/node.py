"""An element of the diagram as SpiffWorkflow runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.model.advance import Passing
from app.model.outline import Element, SequenceFlow


@dataclass(frozen=True, slots=True)
class Path:
    """A sequence flow with the node it leads to."""

    flow: SequenceFlow
    target: "Node"


class Node(BpmnTaskSpec):  # type: ignore[misc]  # SpiffWorkflow has no types
    """An element that a token passes without waiting. What waits, chooses or joins is a subclass.

    A token is a SpiffWorkflow task; its parent is the task of the scope (process, sub-process, loop) it runs in.
    Nodes are shared by all instances of a definition and never change once they are wired.
    """

    #: The state in which a token comes to this node.
    arrival = TaskState.READY

    def __init__(self, process: BpmnProcessSpec, element: Element, *, suffix: str = "") -> None:
        # No BPMN id begins with a number sign, so none collides with SpiffWorkflow's own `Start` and `End`.
        super().__init__(process, f"#{element.id}{suffix}", lane=element.lane)
        self.bpmn_id = element.id
        self.bpmn_name = element.name
        self.element = element
        self.paths: list[Path] = []

    def _run_hook(self, my_task: Task) -> bool | None:
        my_task.workflow.tell(Passing.PASSED, my_task)
        return True

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.workflow.send(self.paths, my_task.parent)


NodeT = TypeVar("NodeT", bound=Node)


class Activity(Node):
    """A node that boundary events may be attached to."""

    def __init__(self, process: BpmnProcessSpec, element: Element, *, suffix: str = "") -> None:
        super().__init__(process, element, suffix=suffix)
        self.boundaries: list[Node] = []  #: those that wait: timers and messages
        self.catchers: list[Node] = []  #: those that catch errors

    def watch(self, task: Task) -> None:
        """Open the waits of the attached events."""
        for boundary in self.boundaries:
            task.workflow.spawn(boundary, task)

    def catcher(self, code: str) -> Node | None:
        """The attached event that catches the error `code`; one that names it goes before one for all errors."""
        return catching(self.catchers, code)

    def child_done(self, task: Task, child: Task) -> None:
        """A token directly inside of `task` has gone on or ended."""

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.workflow.clear(my_task)
        super()._on_complete_hook(my_task)


def catching(nodes: Sequence[NodeT], code: str) -> NodeT | None:
    """The first node for the error `code`, else the first for any error, else None."""
    named = (node for node in nodes if node.element.error_code == code)
    return next(named, None) or next((node for node in nodes if not node.element.error_code), None)
