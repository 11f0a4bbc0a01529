"""Multi-instance tasks: the same work once for each item."""

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task

from app.engine.expressions import failed, holds
from app.engine.node import Node
from app.engine.scopes import Scope
from app.model.errors import LajurError, StepFailed
from app.model.outline import Element, Loop
from app.model.values import Json

#: Work items that one task may become.
LIMIT = 1000


class MultiInstance(Scope):
    """The tokens inside of it are the instances of the task `each`.

    An instance sees `loopCounter` (0, 1, ...) and its item; the completion condition sees `nrOfInstances`,
    `nrOfActiveInstances` and `nrOfCompletedInstances`. The outputs of instances overwrite each other, unless the
    property `collect` names a variable: that becomes the list of the outputs, in the order of the items.
    """

    def __init__(self, process: BpmnProcessSpec, element: Element, loop: Loop, each: Node) -> None:
        super().__init__(process, element)
        self.loop = loop
        self.each = each
        self.collect = element.properties.get("collect")

    def _run_hook(self, my_task: Task) -> bool | None:
        items = self._items(my_task)
        if not items:
            return super()._run_hook(my_task)
        facts = {"total": len(items), "done": 0, "results": {}, "rest": items}
        my_task.internal_data.update(facts)
        self._open(my_task, len(items) if self.loop.kind == "parallel" else 1)
        self.watch(my_task)
        return None

    def _items(self, task: Task) -> list[Json]:
        """What the locals of each instance are."""
        if self.loop.collection:
            items = self._value(task, self.loop.collection)
            if not isinstance(items, list):
                raise failed(task, "`{expression}` must be a list.", self.loop.collection)
        else:
            items = [None] * self._cardinality(task)
        if len(items) > LIMIT:
            problem = LajurError("It would become {count} tasks; {limit} are allowed.", count=len(items), limit=LIMIT)
            raise StepFailed(self.element.id, problem)
        variable = self.loop.element_variable if self.loop.collection else ""
        return [{"loopCounter": n, **({variable: item} if variable else {})} for n, item in enumerate(items)]

    def _cardinality(self, task: Task) -> int:
        count = self._value(task, self.loop.cardinality)
        if isinstance(count, bool) or not isinstance(count, int | float) or count != int(count) or count < 0:
            raise failed(task, "`{expression}` must be a whole number, not below zero.", self.loop.cardinality)
        return min(int(count), LIMIT + 1)

    def _value(self, task: Task, expression: str) -> Json:
        value: Json = task.workflow.script_engine.evaluate(task, expression)
        return value

    def _open(self, task: Task, count: int) -> None:
        rest = task.internal_data["rest"]
        for _ in range(min(count, len(rest))):
            flow = task.internal_data.pop("flow", None)
            task.workflow.spawn(self.each, task, flow=flow, local=rest.pop(0))

    def child_done(self, task: Task, child: Task) -> None:
        """An instance is done: open the next, unless the completion condition says that it is enough."""
        if child.task_spec is not self.each:
            return
        facts = task.internal_data
        facts["done"] += 1
        if self._is_enough(task):
            facts["rest"] = []
            task.workflow.clear(task)
        elif self.loop.kind == "sequential":
            self._open(task, 1)

    def _is_enough(self, task: Task) -> bool:
        if not self.loop.completion:
            return False
        facts = task.internal_data
        active = [child for child in task.children if child.task_spec is self.each]
        counts = {
            "nrOfInstances": facts["total"],
            "nrOfActiveInstances": len(active),
            "nrOfCompletedInstances": facts["done"],
        }
        return holds(task, self.loop.completion, counts)

    def _on_complete_hook(self, my_task: Task) -> None:
        if self.collect:
            results = my_task.internal_data.get("results", {})
            my_task.workflow.variables[self.collect] = [results[n] for n in sorted(results, key=int)]
        super()._on_complete_hook(my_task)
