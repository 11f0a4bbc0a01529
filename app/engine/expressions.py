"""What a diagram computes: FEEL over the variables of the instance."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from SpiffWorkflow.task import Task

from app.feel import FeelError, evaluate
from app.model.errors import LajurError, StepFailed
from app.model.values import Json, Variables


class FeelScript:
    """The script engine of an instance, in place of SpiffWorkflow's, which evaluates Python."""

    def __init__(self, variables: Variables, now: datetime, zone: tzinfo) -> None:
        self.variables = variables
        self.now = now
        self.zone = zone

    def evaluate(self, task: Task, expression: str, external_context: Variables | None = None) -> Json:
        """The value of an expression for a token: its own variables hide those of the instance.

        Raises StepFailed with a sentence that names the expression.
        """
        context: Mapping[str, Json] = {**self.variables, **task.data, **(external_context or {})}
        try:
            return evaluate(expression, context, now=self.now, zone=self.zone)
        except FeelError as error:
            raise StepFailed(task.task_spec.bpmn_id, LajurError(error.template, **error.facts)) from error


def holds(task: Task, expression: str, external_context: Variables | None = None) -> bool:
    """Whether a condition is true. Raises StepFailed when it is neither true nor false."""
    value = task.workflow.script_engine.evaluate(task, expression, external_context)
    if not isinstance(value, bool):
        raise failed(task, "`{expression}` must be true or false; it is {value}.", expression, value=_kind(value))
    return value


def failed(task: Task, template: str, expression: str, **facts: object) -> StepFailed:
    """The step cannot go on at the element of `task`, because of an expression."""
    return StepFailed(task.task_spec.bpmn_id, LajurError(template, expression=expression, **facts))


def _kind(value: Json) -> str:
    """How to call a value that may be personal: by its type."""
    match value:
        case None:
            return "null"
        case str():
            return "a text"
        case list():
            return "a list"
        case dict():
            return "a context"
        case _:
            return "a number"
