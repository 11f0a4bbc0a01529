"""Ends, and scripts: what a token does without waiting."""

from SpiffWorkflow.task import Task

from app.engine.node import Activity, Node


class EndEvent(Node):
    """The token ends here."""

    def _run_hook(self, my_task: Task) -> bool | None:
        my_task.workflow.end = self.element.id
        return super()._run_hook(my_task)


class TerminateEnd(EndEvent):
    """All tokens of the scope end with this one."""

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.workflow.clear(my_task.parent)


class ErrorEnd(EndEvent):
    """The token ends in an error, for an event of a scope around it to catch."""

    def _on_complete_hook(self, my_task: Task) -> None:
        my_task.workflow.throw(my_task, self.element.error_code or "")


class ScriptTask(Activity):
    """A FEEL expression; its value becomes the variable named by `camunda:resultVariable`."""

    def _run_hook(self, my_task: Task) -> bool | None:
        value = my_task.workflow.script_engine.evaluate(my_task, self.element.script)
        my_task.workflow.accept(my_task, {self.element.attributes["resultVariable"]: value})
        return super()._run_hook(my_task)
