"""The engine port, served by SpiffWorkflow."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.cache import Cache
from app.engine.compile import compiled
from app.engine.instance import RunningInstance
from app.engine.move import Side, moved, must_stand_still, tokens_of
from app.engine.state import load, save
from app.engine.waits import WaitNode
from app.model.advance import Advance, Command, Passing, Saved, Throw, Token
from app.model.definition import ProcessDefinition
from app.model.errors import AlreadyDone
from app.model.event import EPOCH
from app.model.values import Variables


@dataclass(frozen=True)
class SpiffEngine:
    """Runs process definitions (see `app.ports.Engine`).

    `zone` is where the office is: dates of timers without an offset, and FEEL's `today()`, are meant there. Raises
    Refused for a diagram with an element that would not work.
    """

    zone: tzinfo = UTC
    _specs: Cache[BpmnProcessSpec] = field(default_factory=lambda: Cache(64), repr=False, compare=False)

    def start(self, definition: ProcessDefinition, variables: Variables, *, now: datetime) -> Advance:
        """Begin a new instance and run it to its first waits. Raises StepFailed."""
        spec = self._spec(definition)
        instance = RunningInstance(spec, variables, now=now, zone=self.zone)
        instance.task_tree = instance.spawn(spec.root, None)
        return _settled(instance)

    def advance(self, definition: ProcessDefinition, saved: Saved, command: Command, *, now: datetime) -> Advance:
        """Carry out a command and run to the next waits. Raises StepFailed, or AlreadyDone for a token not waited for.

        A `Throw` closes its wait like a `Complete`: the passage says completed, and the way goes on at the event that
        catches the error.
        """
        instance = load(self._spec(definition), saved, now=now, zone=self.zone)
        task = instance.tasks.get(command.token)
        if task is None or not isinstance(task.task_spec, WaitNode):
            raise AlreadyDone
        close(instance, task, command)
        return _settled(instance)

    def tokens(self, definition: ProcessDefinition, saved: Saved) -> tuple[Token, ...]:
        """The open tokens of an instance in their order, the process itself first."""
        return tokens_of(self._standing(definition, saved))

    def move(self, old: ProcessDefinition, new: ProcessDefinition, saved: Saved) -> Saved:
        """The same instance on another definition, waiting for exactly the same. Raises CannotMove, or Refused."""
        sides = [Side(each.outline, self._spec(each)) for each in (old, new)]
        after = replace(saved, state=moved(saved.state, *sides))
        must_stand_still(self._standing(old, saved), self._standing(new, after))
        return after

    def _standing(self, definition: ProcessDefinition, saved: Saved) -> RunningInstance:
        """An instance to be looked at only: no clock is read."""
        return load(self._spec(definition), saved, now=EPOCH, zone=self.zone)

    def _spec(self, definition: ProcessDefinition) -> BpmnProcessSpec:
        return self._specs.get(definition.digest, lambda: compiled(definition.outline))


def close(instance: RunningInstance, task: Task, command: Command) -> None:
    """Close the wait of a task as the command says; the instance is then to be settled."""
    instance.accept(task, command.outputs)
    instance.tell(Passing.COMPLETED, task)
    if isinstance(command, Throw):
        task.error()
        instance.throw(task, command.code)
    else:
        task.complete()


def _settled(instance: RunningInstance) -> Advance:
    instance.settle()
    over = instance.task_tree.state == TaskState.COMPLETED
    return Advance(
        state=None if over else save(instance),
        variables=instance.variables,
        passages=tuple(instance.passages),
        end=instance.end if over else None,
    )
