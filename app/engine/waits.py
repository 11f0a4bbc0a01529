"""Nodes at which a token waits for a hand from outside."""

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task

from app.engine import timers
from app.engine.expressions import failed
from app.engine.node import Activity
from app.engine.timers import Schedule
from app.model.advance import Kind, Passing, Wait
from app.model.errors import LajurError
from app.model.outline import Element, Timer


class WaitNode(Activity):
    """A task, or an event that catches a message or a timer."""

    def __init__(self, process: BpmnProcessSpec, element: Element, *, suffix: str = "") -> None:
        super().__init__(process, element, suffix=suffix)
        self.kind = element.hand

    def _run_hook(self, my_task: Task) -> bool | None:
        schedule = self._schedule(my_task)
        wait = Wait(
            token=my_task.id,
            element=self.element.id,
            kind=self.kind,
            due=schedule.due if schedule else None,
            topic=self.element.attributes.get("topic") if self.kind is Kind.SERVICE else None,
            message=self.element.message if self.kind is Kind.MESSAGE else None,
            locals=dict(my_task.data),
        )
        my_task.workflow.tell(Passing.OPENED, my_task, wait)
        self.watch(my_task)
        return None

    def _schedule(self, task: Task) -> Schedule | None:
        """When a timer is due; of one that repeats, the state remembers how it goes on."""
        timer = self.element.timer
        if timer is None:
            return None
        again = task.internal_data.get("cycle")
        schedule = Schedule.from_json(again) if again else _first(timer, task)
        if schedule.every:
            task.internal_data["cycle"] = schedule.to_json()
        return schedule


class RaceNode(WaitNode):
    """A catching event or receive task; behind an event-based gateway the first one to happen withdraws the others."""

    def _on_complete_hook(self, my_task: Task) -> None:
        race = my_task.internal_data.get("race")
        if race is not None:
            rivals = [task for task in my_task.parent.children if task.internal_data.get("race") == race]
            for rival in rivals:
                if rival is not my_task:
                    my_task.workflow.withdraw(rival)
        super()._on_complete_hook(my_task)


class ReopeningNode(WaitNode):
    """An event that may happen again while it is attached: each message, or each period of a cycle."""

    def reopen(self, task: Task) -> None:
        instance = task.workflow
        if self.kind is Kind.MESSAGE:
            instance.spawn(self, task.parent)
        elif cycle := task.internal_data.get("cycle"):
            following = timers.following(Schedule.from_json(cycle), instance.now, instance.zone)
            if following:
                instance.spawn(self, task.parent, facts={"cycle": following.to_json()})


class Boundary(ReopeningNode):
    """A timer or message at the boundary of an activity; its tasks are children of the activity's task."""

    def _on_complete_hook(self, my_task: Task) -> None:
        instance, host = my_task.workflow, my_task.parent
        scope = host.parent
        if self.element.interrupting:
            instance.withdraw(host)
        else:
            self.reopen(my_task)
        instance.send(self.paths, scope)


def _first(timer: Timer, task: Task) -> Schedule:
    instance, text = task.workflow, timer.text.strip()
    value = instance.script_engine.evaluate(task, text) if text.startswith(("=", "${")) else text
    try:
        return timers.first(timer.kind, value, instance.now, instance.zone)
    except LajurError as error:
        raise failed(task, "The timer `{expression}` cannot be set: {problem}.", text, problem=error) from error
