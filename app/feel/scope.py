"""One evaluation: what it may read (scopes of names) and how much it may still do (the run)."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from app.feel.errors import FeelBudget, UnknownVariable
from app.feel.values import Entries, Function, Value

MOST_STEPS = 50_000
MOST_ITEMS = 10_000
MOST_TEXT = 100_000
MOST_HEIGHT = 120  # of calls within calls, in levels of the trees of the called bodies
CHARACTERS_A_STEP = 100


class Run:
    """The budget and the clock of one evaluation. Everything that can grow or repeat is charged here."""

    __slots__ = ("height", "now", "steps", "strict", "zone")

    def __init__(self, *, now: datetime | None, zone: tzinfo, strict: bool) -> None:
        self.now = now
        self.zone = zone
        self.strict = strict
        self.steps = MOST_STEPS
        self.height = 0

    def charge(self, steps: int) -> None:
        """Take steps off the budget. Raises FeelBudget when it is used up."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelBudget(MOST_STEPS, "steps")

    def text(self, length: int) -> None:
        """Pay for a text of that length before it is made. Raises FeelBudget when it is too long."""
        if length > MOST_TEXT:
            raise FeelBudget(MOST_TEXT, "characters in a text")
        self.charge(1 + length // CHARACTERS_A_STEP)

    def items(self, count: int) -> None:
        """Pay for a list or a context of that size before it is made. Raises FeelBudget when it is too long."""
        if count > MOST_ITEMS:
            raise FeelBudget(MOST_ITEMS, "items in a list")
        self.charge(1 + count // 4)

    def enter(self, height: int) -> None:
        """Go into the body of a called function. Raises FeelBudget when calls nest too deeply."""
        self.height += height
        if self.height > MOST_HEIGHT:
            raise FeelBudget(MOST_HEIGHT, "levels of calls within calls")

    def leave(self, height: int) -> None:
        self.height -= height


class Reader(Protocol):
    """Turns what the caller handed in into a value, charging the run for its size."""

    def __call__(self, given: object, run: Run, /) -> Value: ...


class Scope:
    """Names of one level; what is not here is looked for outside. In a `loose` scope an unknown name is null."""

    __slots__ = ("loose", "names", "outer", "run")

    def __init__(self, names: Entries, outer: "Scope | None", run: Run, *, loose: bool = False) -> None:
        self.names = names
        self.outer = outer
        self.run = run
        self.loose = loose

    def find(self, name: str, position: int) -> Value:
        """The value of a name none of the levels holds yet: a variable handed in, a built-in function, or nothing.

        Raises UnknownVariable when the run is strict and no level on the way is loose.
        """
        loose = not self.run.strict
        level = self
        while level.outer is not None:
            loose = loose or level.loose
            level = level.outer
        if isinstance(level, Root) and level.fetch(name):
            return level.names[name]
        if loose:
            return None
        raise UnknownVariable(name, position)


class Root(Scope):
    """The outermost level: variables are read when they are first asked for, functions come after them."""

    __slots__ = ("functions", "read", "variables")

    def __init__(
        self, variables: Mapping[str, object], functions: Mapping[str, Function], read: Reader, run: Run
    ) -> None:
        super().__init__({}, None, run)
        self.variables = variables
        self.functions = functions
        self.read = read

    def fetch(self, name: str) -> bool:
        if name in self.variables:
            self.names[name] = self.read(self.variables[name], self.run)
        elif name in self.functions:
            self.names[name] = self.functions[name]
        return name in self.names
