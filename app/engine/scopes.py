"""Nodes that hold tokens: the process and its sub-processes."""

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task

from app.engine.node import Activity, Node, catching
from app.engine.waits import Boundary, ReopeningNode
from app.model.advance import Passing
from app.model.outline import Element


class Scope(Activity):
    """Its tokens are the children of its task; it is over when none is left but waits for events."""


class SubProcess(Scope):
    """The process, an embedded sub-process, or an event sub-process (which begins behind its start event)."""

    def __init__(self, process: BpmnProcessSpec, element: Element) -> None:
        super().__init__(process, element)
        self.start: Node = self  # until the start event is known
        self.triggers: list[EventStart] = []  #: start events of event sub-processes that wait
        self.handlers: list[ErrorStart] = []  #: start events of event sub-processes that catch errors

    def handler(self, code: str, inner: Task | None) -> Node | None:
        """The event sub-process that catches an error rising from `inner`; none does if that is one itself."""
        if inner is not None and inner.task_spec.element.triggered_by_event:
            return None
        start = catching(self.handlers, code)
        return start.handler if start else None

    def _run_hook(self, my_task: Task) -> bool | None:
        instance = my_task.workflow
        self._tell(my_task)
        if isinstance(self.start, EventStart):
            instance.send(self.start.paths, my_task)
        else:
            instance.spawn(self.start, my_task)
        self.watch(my_task)
        for trigger in self.triggers:
            instance.spawn(trigger, my_task)
        return None

    def _on_complete_hook(self, my_task: Task) -> None:
        super()._on_complete_hook(my_task)
        self._tell(my_task)

    def _tell(self, task: Task) -> None:
        if task.parent is not None:
            task.workflow.tell(Passing.PASSED, task)


class EventStart(ReopeningNode):
    """The message or timer that starts an event sub-process; its tasks are children of the scope around that."""

    handler: SubProcess

    def _on_complete_hook(self, my_task: Task) -> None:
        instance, scope = my_task.workflow, my_task.parent
        if self.element.interrupting:
            instance.clear(scope, keep=Boundary)
        else:
            self.reopen(my_task)
        instance.spawn(self.handler, scope)


class ErrorStart(Node):
    """The error that starts an event sub-process; runs inside of that."""

    handler: SubProcess
