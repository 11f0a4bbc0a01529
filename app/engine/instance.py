"""An instance while a command is carried out."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.expressions import FeelScript
from app.engine.loops import MultiInstance
from app.engine.node import Activity, Node, Path
from app.engine.scopes import EventStart, Scope, SubProcess
from app.engine.waits import Boundary, WaitNode
from app.model.advance import Passage, Passing, Wait
from app.model.errors import LajurError, StepFailed
from app.model.values import Json, Variables

#: A step that passes more elements than this runs in circles.
LIMIT = 10_000


class RunningInstance(BpmnWorkflow):  # type: ignore[misc]  # SpiffWorkflow has no types
    """SpiffWorkflow's tree of tasks, the variables of the instance, and what happened in this step.

    The id of a task is the number of its token: small, in order of creation, never used again.
    A task is READY when it is to run, STARTED when it waits for a hand from outside or for the tokens inside of it,
    WAITING when it is a join that lacks tokens.
    """

    def __init__(
        self, process: BpmnProcessSpec, variables: Variables, *, now: datetime, zone: tzinfo, number: int = 1
    ) -> None:
        self.variables: dict[str, Json] = dict(variables)
        # SpiffWorkflow's own engine evaluates Python; ours takes its place from the first moment.
        super().__init__(process, script_engine=FeelScript(self.variables, now, zone), deserializing=True)
        self.now, self.zone = now, zone
        self.number = number  #: of the next token
        self.end: str | None = None  #: the end event reached last
        self.passages: list[Passage] = []
        self.agenda: list[Task] = []  #: a stack: what came first runs first, to its waits, before its neighbour does
        self.spawned: list[Task] = []  #: new tokens, not yet on the agenda
        self.joins: dict[int, Task] = {}

    # -- tokens -----------------------------------------------------------------------------------------------------

    def spawn(
        self,
        node: Node,
        scope: Task | None,
        *,
        flow: str | None = None,
        facts: Mapping[str, Json] | None = None,
        local: Variables | None = None,
    ) -> Task:
        """A new token at `node` inside of `scope`; `facts` are for the node, `local` are variables of this token."""
        task = Task(self, node, scope, state=node.arrival, id=self.number)
        self.number += 1
        task.internal_data = {**(facts or {}), **({"flow": flow} if flow else {})}
        task.data = dict(local or {})
        if node.arrival == TaskState.WAITING:
            self.joins[task.id] = task
        else:
            self.spawned.append(task)
        return task

    def send(self, paths: Iterable[Path], scope: Task) -> None:
        """New tokens along `paths`."""
        for path in paths:
            self.spawn(path.target, scope, flow=path.flow.id)

    def withdraw(self, task: Task) -> None:
        """Take back a token and all that is inside of it."""
        if isinstance(task.task_spec, WaitNode) and task.state == TaskState.STARTED:
            self._tell_withdrawn(task)
        self.clear(task)
        task.cancel()
        self.drop(task)

    def clear(self, task: Task, *, keep: type[Node] | tuple[type[Node], ...] = ()) -> None:
        """Take back all that is inside of a token, except what stands at nodes of a kind to `keep`."""
        for child in task.children:
            if not isinstance(child.task_spec, keep):
                self.withdraw(child)

    def drop(self, task: Task) -> None:
        """A finished token leaves the tree; only the outermost stays, to say that all is over."""
        self.joins.pop(task.id, None)
        if task.parent is not None and task.id in self.tasks:
            self._remove_task(task.id)

    def accept(self, task: Task, outputs: Variables) -> None:
        """What the work at `task` brought becomes variables, or is collected by the loop around it."""
        loop = task.parent
        if isinstance(loop.task_spec, MultiInstance) and loop.task_spec.collect:
            loop.internal_data["results"][str(task.data["loopCounter"])] = dict(outputs)
        else:
            self.variables.update(outputs)

    # -- running ----------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Run until every token waits, or nothing is left. Raises StepFailed."""
        for _ in range(LIMIT):
            task = self._next()
            if task is None:
                return self._check_joins()
            if task.state == TaskState.READY:
                task.run()
            elif task.state == TaskState.STARTED:
                task.complete()
        raise StepFailed(self.passages[-1].element, LajurError("It runs in circles without ever waiting."))

    def _next(self) -> Task | None:
        self.agenda.extend(reversed(self.spawned))
        self.spawned.clear()
        return self.agenda.pop() if self.agenda else self._finished_scope()

    def _finished_scope(self) -> Task | None:
        return next((task for task in self.tasks.values() if _is_finished_scope(task)), None)

    def _check_joins(self) -> None:
        """A join in whose scope all other tokens are joins as well would wait for ever, in silence."""
        for join in self.joins.values():
            if all(task.state == TaskState.WAITING for task in _inside(join.parent)):
                raise StepFailed(join.task_spec.bpmn_id, LajurError("It waits for tokens that can never come."))

    def _task_completed_notify(self, task: Task) -> None:
        scope = task.parent
        self.drop(task)
        if scope is not None:
            scope.task_spec.child_done(scope, task)
        self._join()

    def _join(self) -> None:
        for task in tuple(self.joins.values()):
            token = task.task_spec.joined(task) if task.id in self.joins else None
            if token is not None:
                del self.joins[token.id]
                token.state = TaskState.READY
                self.spawned.append(token)

    def throw(self, task: Task, code: str) -> None:
        """The error `code` rises from `task` to the nearest event that catches it. Raises StepFailed if none does."""
        inner, host = None, task
        while host is not None:
            handler = host.task_spec.handler(code, inner) if isinstance(host.task_spec, SubProcess) else None
            if handler is not None:
                self.clear(host, keep=Boundary)
                self.spawn(handler, host)
                return
            catcher = host.task_spec.catcher(code) if isinstance(host.task_spec, Activity) else None
            if catcher is not None:
                scope = host.parent
                self.withdraw(host)
                self.spawn(catcher, scope)
                return
            inner, host = host, host.parent
        raise StepFailed(task.task_spec.bpmn_id, LajurError("Nothing catches the error `{code}`.", code=code))

    # -- telling ----------------------------------------------------------------------------------------------------

    def tell(self, what: Passing, task: Task, wait: Wait | None = None) -> None:
        """Note what happened. The flow by which a token came is told once: when it comes, or when it wins a race."""
        flow = task.internal_data.pop("won_by" if what is Passing.COMPLETED else "flow", None)
        self.passages.append(Passage(what, task.task_spec.bpmn_id, task.id, flow, wait))

    def _tell_withdrawn(self, task: Task) -> None:
        """A wait that this very step had opened is not told of at all: nobody has seen it."""
        seen = [passage for passage in self.passages if passage.token != task.id]
        if len(seen) < len(self.passages):
            self.passages = seen
        else:
            self.tell(Passing.CANCELLED, task)


def _is_finished_scope(task: Task) -> bool:
    return task.state == TaskState.STARTED and isinstance(task.task_spec, Scope) and not _inside(task)


def _inside(scope: Task) -> list[Task]:
    """The tokens of a scope, without the waits for events that are attached to it."""
    return [task for task in scope.children if not isinstance(task.task_spec, Boundary | EventStart)]
