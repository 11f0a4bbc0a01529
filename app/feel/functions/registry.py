"""How a built-in function is declared: by its signature, as the standard writes it.

    @function("substring(string: string, start position: number, length?: number)")

`name?` may be left out, `type?` may be null, `a|b` is either, `name...` is any number of arguments. A function with
several signatures takes the first that fits; when none fits, the call is null. One value where a list is wanted is a
list of it, a list of one where a value is wanted is that one (10.3.2.9.4).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from app.feel.scope import Run
from app.feel.values import Function, Value, kind_of

Implementation = TypeVar("Implementation", bound=Callable[..., Value])
POINT = "number|string|date|time|date and time|days and time duration|years and months duration"
FUNCTIONS: dict[str, "Builtin"] = {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One parameter: its name, the kinds it takes, and whether it may be null, left out or repeated."""

    name: str
    kinds: frozenset[str]
    nullable: bool
    optional: bool
    many: bool

    def fit(self, value: Value) -> tuple[bool, Value]:
        """Does a value fit, and what does it become?"""
        if value is None:
            return self.nullable or "any" in self.kinds, None
        kind = kind_of(value)
        if kind in self.kinds or "any" in self.kinds:
            return True, value
        if "list" in self.kinds:
            return True, [value]
        if isinstance(value, list) and len(value) == 1 and kind_of(value[0]) in self.kinds:
            return True, value[0]
        return False, None


@dataclass(frozen=True, slots=True)
class Signature:
    parameters: tuple[Wanted, ...]
    implementation: Callable[..., Value]
    with_run: bool

    def bind(self, given: Sequence[Value]) -> list[Value] | None:
        """The arguments as the implementation takes them, None if they do not fit."""
        wanted = list(self.parameters)
        if wanted and wanted[-1].many:
            wanted += [wanted[-1]] * (len(given) - len(wanted))
        if len(given) > len(wanted) or any(not parameter.optional for parameter in wanted[len(given) :]):
            return None
        bound: list[Value] = []
        for parameter, value in zip(wanted, given, strict=False):
            fits, fitted = parameter.fit(value)
            if not fits:
                return None
            bound.append(fitted)
        return bound

    def order(self, given: Mapping[str, Value]) -> list[Value] | None:
        """Named arguments in their order, None if a name is not known or a needed one is missing."""
        names = [parameter.name for parameter in self.parameters]
        if not given.keys() <= set(names):
            return None
        missing = [parameter for parameter in self.parameters if parameter.name not in given]
        if any(not (parameter.optional or parameter.nullable) for parameter in missing):
            return None
        needed = [
            place for place, wanted in enumerate(self.parameters, 1) if wanted.name in given or not wanted.optional
        ]
        return [given.get(name) for name in names[: max(needed, default=0)]]


@dataclass(slots=True, eq=False)
class Builtin(Function):
    name: str
    loose: bool = False
    signatures: list[Signature] = field(default_factory=list)

    @property
    def arity(self) -> int:
        return max(len(signature.parameters) for signature in self.signatures)

    def call(self, run: Run, given: Sequence[Value]) -> Value:
        for signature in self.signatures:
            bound = signature.bind(given)
            if bound is not None:
                return _apply(signature, run, bound)
        return None

    def call_named(self, run: Run, given: Mapping[str, Value]) -> Value:
        for signature in self.signatures:
            ordered = signature.order(given)
            bound = None if ordered is None else signature.bind(ordered)
            if bound is not None:
                return _apply(signature, run, bound)
        return None


def _apply(signature: Signature, run: Run, bound: Iterable[Value]) -> Value:
    """A number that cannot be computed and a value that is out of its range are null."""
    try:
        return signature.implementation(run, *bound) if signature.with_run else signature.implementation(*bound)
    except (ArithmeticError, ValueError):
        return None


def function(signature: str, *, run: bool = False, loose: bool = False) -> Callable[[Implementation], Implementation]:
    """Declare a built-in function; with `run` it gets the run (budget and clock) as its first argument."""
    name, _, rest = signature.partition("(")
    parameters = tuple(_wanted(text.strip()) for text in rest.rstrip(")").split(",") if text.strip())

    def register(implementation: Implementation) -> Implementation:
        builtin = FUNCTIONS.setdefault(name, Builtin(name, loose))
        builtin.signatures.append(Signature(parameters, implementation, run))
        return implementation

    return register


def _wanted(text: str) -> Wanted:
    name, _, kinds = text.partition(": ")
    many = name.endswith("...")
    optional = name.endswith("?") or many
    kinds = kinds.replace("point", POINT)
    return Wanted(name.rstrip("?."), frozenset(kinds.rstrip("?").split("|")), kinds.endswith("?"), optional, many)
