"""What an expression can mean: the values of FEEL, and what each kind is called."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING, TypeAlias

from app.feel.durations import Days, Months
from app.feel.temporal import Date, DateTime, Time

if TYPE_CHECKING:
    from app.feel.scope import Run

# IEEE 754 decimal128, as DMN asks for: 34 digits.
NUMBERS = Context(prec=34, Emin=-6143, Emax=6144, traps=[InvalidOperation, DivisionByZero, Overflow])


class Function(ABC):
    """Something an expression can call. A call that does not fit is null, as FEEL wants it.

    `loose`: names that its arguments do not find are null rather than an error.
    """

    __slots__ = ()
    loose = False

    @property
    @abstractmethod
    def arity(self) -> int:
        """How many parameters it has."""

    @abstractmethod
    def call(self, run: "Run", given: Sequence["Value"]) -> "Value":
        """Call it with arguments in their order."""

    @abstractmethod
    def call_named(self, run: "Run", given: Mapping[str, "Value"]) -> "Value":
        """Call it with arguments by the names of its parameters."""


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; `sign` tells how it was written: ".." with two ends, or a comparison such as "<" with one."""

    start: "Value"
    end: "Value"
    start_included: bool
    end_included: bool
    sign: str = ".."


Value: TypeAlias = (
    bool | Decimal | str | Date | Time | DateTime | Days | Months | Range | Function | list["Value"]
    | dict[str, "Value"] | None
)  # fmt: skip
Entries: TypeAlias = dict[str, Value]

KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    Days: "days and time duration",
    Months: "years and months duration",
    Range: "range",
}


def kind_of(value: object) -> str:
    """The FEEL name of the kind of a value; "function" for what can be called."""
    return KINDS.get(type(value), "function")
