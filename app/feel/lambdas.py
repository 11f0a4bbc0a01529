"""Functions that an expression defines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.feel.kinds import coerce
from app.feel.scope import Run, Scope
from app.feel.tree import Parameter
from app.feel.values import Function, Value


@dataclass(frozen=True, slots=True, eq=False)
class Lambda(Function):
    """A function together with the scope it was defined in; equal only to itself."""

    parameters: Sequence[Parameter]
    body: Callable[[Scope], Value]
    scope: Scope
    weight: int
    height: int

    @property
    def arity(self) -> int:
        return len(self.parameters)

    def call(self, run: Run, given: Sequence[Value]) -> Value:
        """The value of the body; null if the number of arguments is wrong or one does not fit its type."""
        if len(given) != len(self.parameters):
            return None
        arguments: dict[str, Value] = {}
        for parameter, value in zip(self.parameters, given, strict=True):
            arguments[parameter.name] = coerce(value, parameter.type, run)
            if arguments[parameter.name] is None and value is not None:
                return None
        run.charge(self.weight)
        run.enter(self.height)
        result = self.body(Scope(arguments, self.scope, run))
        run.leave(self.height)
        return result

    def call_named(self, run: Run, given: Mapping[str, Value]) -> Value:
        if given.keys() != {parameter.name for parameter in self.parameters}:
            return None
        return self.call(run, [given[parameter.name] for parameter in self.parameters])
