"""Gateways: where tokens part and meet."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.expressions import holds
from app.engine.node import Node, Path
from app.model.advance import Passing
from app.model.errors import LajurError, StepFailed


class ExclusiveGateway(Node):
    """Takes the first path whose condition holds, in the order of the file, else the default flow."""

    def _on_complete_hook(self, my_task: Task) -> None:
        first = next((path for path in self.paths if _condition_holds(my_task, path)), None)
        my_task.workflow.send(_or_default(self, [first] if first else []), my_task.parent)


class Join(Node):
    """A gateway that may wait for more tokens. Tokens of one scope meet, each incoming flow on its own: a token of a
    second round through a loop never stands in for a missing one of the first."""

    arrival = TaskState.WAITING

    def joined(self, task: Task) -> Task | None:
        """The token that goes on when enough have come to where `task` waits; the others end in it."""
        tokens = oldest_by_flow(task)
        if not self.is_enough(tokens):
            return None
        *others, last = sorted(tokens.values(), key=lambda token: int(token.id))
        for other in others:
            task.workflow.tell(Passing.PASSED, other)
            task.workflow.withdraw(other)
        return last

    @abstractmethod
    def is_enough(self, tokens: Mapping[str, Task]) -> bool:
        """Whether these tokens, by the flows they came by, are all that is to be waited for."""


class ParallelGateway(Join):
    """Waits until each incoming flow has brought a token; then takes all its paths."""

    incoming: frozenset[str]

    def is_enough(self, tokens: Mapping[str, Task]) -> bool:
        return tokens.keys() >= self.incoming


class InclusiveGateway(Join):
    """Takes every path whose condition holds; waits while a token may still come by an incoming flow that has none.

    `reaches` says for each element of the scope by which incoming flows a token there can come here without passing
    here before. BPMN 2.0.2, 13.4.3: a token that can also come by a flow that has one already is not waited for.
    """

    reaches: Mapping[str, frozenset[str]]

    def is_enough(self, tokens: Mapping[str, Task]) -> bool:
        scope = next(iter(tokens.values())).parent
        elsewhere = (other for other in scope.children if other.task_spec is not self)
        ways = (self.reaches.get(other.task_spec.bpmn_id, frozenset()) for other in elsewhere)
        return all(not way or not way.isdisjoint(tokens) for way in ways)

    def _on_complete_hook(self, my_task: Task) -> None:
        holding = [path for path in self.paths if _condition_holds(my_task, path)]
        my_task.workflow.send(_or_default(self, holding), my_task.parent)


class EventGateway(Node):
    """Opens the events behind it; the first to happen withdraws the others."""

    def _on_complete_hook(self, my_task: Task) -> None:
        for path in self.paths:
            # The flow is taken by the winner only, so it is told when that is known.
            facts = {"race": my_task.id, "won_by": path.flow.id}
            my_task.workflow.spawn(path.target, my_task.parent, facts=facts)


def oldest_by_flow(task: Task) -> dict[str, Task]:
    """The tokens that wait where `task` waits: the oldest of each incoming flow."""
    found: dict[str, Task] = {}
    for other in task.parent.children:
        if other.task_spec is task.task_spec and other.state == TaskState.WAITING:
            found.setdefault(other.internal_data["flow"], other)
    return found


def _condition_holds(task: Task, path: Path) -> bool:
    if path.flow.id == task.task_spec.element.default_flow:
        return False
    return path.flow.condition is None or holds(task, path.flow.condition)


def _or_default(gateway: Node, taken: Sequence[Path]) -> Sequence[Path]:
    taken = taken or [path for path in gateway.paths if path.flow.id == gateway.element.default_flow]
    if gateway.paths and not taken:
        raise StepFailed(gateway.element.id, LajurError("No condition holds, and there is no default flow."))
    return taken
