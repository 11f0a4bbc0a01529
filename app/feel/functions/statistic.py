"""Functions that make one value out of many (DMN 1.5, 10.3.4.4). Each takes a list, or the items one by one."""

from collections.abc import Callable
from decimal import Decimal

from app.feel.compare import order
from app.feel.functions.registry import function
from app.feel.scope import Run
from app.feel.values import NUMBERS, Value


def aggregate(name: str) -> Callable[[Callable[[list[Value]], Value]], Callable[[list[Value]], Value]]:
    """Declare a function with both signatures; the work is paid by the number of items."""

    def register(compute: Callable[[list[Value]], Value]) -> Callable[[list[Value]], Value]:
        @function(f"{name}(list: list)", run=True)
        def of_list(run: Run, items: list[Value]) -> Value:
            run.charge(1 + len(items))
            return compute(items)

        @function(f"{name}(first: any, second: any, n...: any)", run=True)
        def of_items(run: Run, *items: Value) -> Value:
            return of_list(run, list(items))

        return compute

    return register


def _numbers(items: list[Value]) -> list[Decimal]:
    """The items as numbers. Raises ValueError, which makes null, if one is none."""
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) < len(items):
        raise ValueError
    return numbers


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = NUMBERS.add(total, number)
    return total


def _mean(numbers: list[Decimal]) -> Decimal:
    return NUMBERS.divide(_sum(numbers), Decimal(len(numbers)))


@aggregate("count")
def count(items: list[Value]) -> Value:
    return Decimal(len(items))


@aggregate("min")
def minimum(items: list[Value]) -> Value:
    return _extreme(items, -1)


@aggregate("max")
def maximum(items: list[Value]) -> Value:
    return _extreme(items, 1)


def _extreme(items: list[Value], wanted: int) -> Value:
    """The first of the greatest or least items; null if there are none or two have no order."""
    best: Value = items[0] if items and order(items[0], items[0]) == 0 else None
    for item in items[1:]:
        place = order(item, best)
        if place is None:
            return None
        best = item if place == wanted else best
    return best


@aggregate("sum")
def total(items: list[Value]) -> Value:
    return _sum(_numbers(items)) if items else None


@aggregate("product")
def product(items: list[Value]) -> Value:
    result = Decimal(1)
    for number in _numbers(items):
        result = NUMBERS.multiply(result, number)
    return result if items else None


@aggregate("mean")
def mean(items: list[Value]) -> Value:
    return _mean(_numbers(items)) if items else None


@aggregate("median")
def median(items: list[Value]) -> Value:
    ordered = sorted(_numbers(items))
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else _mean(ordered[middle - 1 : middle + 1])


@aggregate("stddev")
def standard_deviation(items: list[Value]) -> Value:
    """Of a sample: the squares are divided by one less than there are numbers."""
    numbers = _numbers(items)
    if len(numbers) < 2:
        return None
    middle = _mean(numbers)
    squares = [NUMBERS.power(NUMBERS.subtract(number, middle), Decimal(2)) for number in numbers]
    return NUMBERS.sqrt(NUMBERS.divide(_sum(squares), Decimal(len(numbers) - 1)))


@aggregate("mode")
def mode(items: list[Value]) -> Value:
    """The most frequent numbers in ascending order."""
    numbers = _numbers(items)
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return [*sorted(number for number, times in counts.items() if times == most)]


@aggregate("all")
def all_true(items: list[Value]) -> Value:
    return _decide(items, decisive=False)


@aggregate("any")
def any_true(items: list[Value]) -> Value:
    return _decide(items, decisive=True)


def _decide(items: list[Value], *, decisive: bool) -> bool | None:
    if any(item is decisive for item in items):
        return decisive
    return not decisive if all(isinstance(item, bool) for item in items) else None
