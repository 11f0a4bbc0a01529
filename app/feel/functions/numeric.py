"""Functions on numbers (DMN 1.5, 10.3.4.5)."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from app.feel.durations import Days, Months
from app.feel.functions.registry import function
from app.feel.values import NUMBERS

LEAST_SCALE, MOST_SCALE = -6111, 6176


def _rounding(rounding: str) -> Callable[[Decimal, Decimal], Decimal | None]:
    def rounded(number: Decimal, scale: Decimal) -> Decimal | None:
        """A number with so many digits after the point; null for a scale decimal128 does not have."""
        digits = int(scale)
        if not LEAST_SCALE <= digits <= MOST_SCALE:
            return None
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent <= digits:
            return number
        return NUMBERS.plus(number.quantize(Decimal(1).scaleb(-digits), rounding, NUMBERS))

    return rounded


function("decimal(n: number, scale: number)")(_rounding(ROUND_HALF_EVEN))
function("round up(n: number, scale: number)")(_rounding(ROUND_UP))
function("round down(n: number, scale: number)")(_rounding(ROUND_DOWN))
function("round half up(n: number, scale: number)")(_rounding(ROUND_HALF_UP))
function("round half down(n: number, scale: number)")(_rounding(ROUND_HALF_DOWN))


@function("floor(n: number, scale?: number)")
def floor(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounding(ROUND_FLOOR)(number, scale)


@function("ceiling(n: number, scale?: number)")
def ceiling(number: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return _rounding(ROUND_CEILING)(number, scale)


@function("abs(n: number)")
def absolute(number: Decimal) -> Decimal:
    return NUMBERS.abs(number)


@function("abs(n: days and time duration)")
def absolute_days(duration: Days) -> Days:
    return Days(abs(duration.nanos))


@function("abs(n: years and months duration)")
def absolute_months(duration: Months) -> Months:
    return Months(abs(duration.months))


@function("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """The rest, with the sign of the divisor."""
    rest = NUMBERS.remainder(dividend, divisor)
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) is not (divisor < 0) else rest


@function("sqrt(number: number)")
def square_root(number: Decimal) -> Decimal | None:
    return NUMBERS.sqrt(number) if number >= 0 else None


@function("log(number: number)")
def logarithm(number: Decimal) -> Decimal | None:
    return NUMBERS.ln(number) if number > 0 else None


@function("exp(number: number)")
def exponential(number: Decimal) -> Decimal:
    return NUMBERS.exp(number)


@function("odd(number: number)")
def odd(number: Decimal) -> bool | None:
    return abs(NUMBERS.remainder(number, Decimal(2))) == 1


@function("even(number: number)")
def even(number: Decimal) -> bool | None:
    return NUMBERS.remainder(number, Decimal(2)) == 0
