"""Many expressions over the same variables, within one budget: what a whole document may compute."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from app.feel.boundary import from_any
from app.feel.cursor import odd_names
from app.feel.functions import FUNCTIONS
from app.feel.parse import Expression, failing_in, parse_for
from app.feel.scope import MOST_STEPS, Root, Run, Scope
from app.feel.values import Function, Value


class Desk:
    """Computes expressions one after the other. Unknown names are null, as the standard has it.

    `functions` are known besides the built-in ones. `steps` is the budget of all expressions together: when it is used
    up, each further one raises FeelBudget. A desk is for one thread.
    """

    def __init__(
        self,
        variables: Mapping[str, object],
        functions: Mapping[str, Function],
        *,
        steps: int = MOST_STEPS,
        now: datetime | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        self._run = Run(now=now, zone=zone, strict=False)
        self._run.steps = steps
        self._odd = odd_names([name for name in variables if not name.isidentifier()])
        self._functions = frozenset(functions)
        self._scopes: list[Scope] = [Root({**variables, **functions}, FUNCTIONS, from_any, self._run)]

    def value(self, expression: str) -> Value:
        """The value of an expression. Raises the FeelError family only."""
        parsed = self._read(expression)
        with failing_in(parsed.text):
            self._run.charge(1)
            return parsed.run(self._scopes[-1])

    def spend(self, steps: int) -> None:
        """Take steps off the budget for work of another kind. Raises FeelBudget when it is used up."""
        self._run.charge(steps)

    def enter(self, names: Mapping[str, Value]) -> None:
        """Know these names until `leave`; they hide others of the same name."""
        self._scopes.append(Scope(dict(names), self._scopes[-1], self._run))

    def leave(self) -> None:
        """Forget the names of the last `enter`."""
        self._scopes.pop()

    def _read(self, expression: str) -> Expression:
        return parse_for(expression, self._odd, self._functions)
