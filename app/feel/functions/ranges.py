"""How two intervals, or a point and an interval, lie to each other (DMN 1.5, table 78).

A point is the interval that holds nothing else.
"""

from collections.abc import Callable

from app.feel.compare import order
from app.feel.functions.registry import function
from app.feel.values import Range, Value

Relation = Callable[[Range, Range], bool]


class _Unordered(ValueError):
    """Ends of different kinds; the registry makes it null."""


def _ends(left: Value, right: Value) -> int:
    place = order(left, right)
    if place is None:
        raise _Unordered
    return place


def _start(left: Range, right: Range) -> int:
    """-1, 0 or 1 as the left interval begins before, with or after the right one."""
    return _ends(left.start, right.start) or right.start_included - left.start_included


def _end(left: Range, right: Range) -> int:
    """-1, 0 or 1 as the left interval ends before, with or after the right one."""
    return _ends(left.end, right.end) or left.end_included - right.end_included


def _reaches(left: Range, right: Range) -> bool:
    """Does the left interval end at or after the first point of the right one?"""
    place = _ends(left.end, right.start)
    return place > 0 or (place == 0 and left.end_included and right.start_included)


def _before(left: Range, right: Range) -> bool:
    return not _reaches(left, right)


def _meets(left: Range, right: Range) -> bool:
    return left.end_included and right.start_included and _ends(left.end, right.start) == 0


def _overlaps(left: Range, right: Range) -> bool:
    return _reaches(left, right) and _reaches(right, left)


def _overlaps_before(left: Range, right: Range) -> bool:
    return _start(left, right) < 0 and _reaches(left, right) and _end(left, right) <= 0


def _finishes(left: Range, right: Range) -> bool:
    return _end(left, right) == 0 and _start(left, right) >= 0


def _includes(left: Range, right: Range) -> bool:
    return _start(left, right) <= 0 and _end(left, right) >= 0


def _starts(left: Range, right: Range) -> bool:
    return _start(left, right) == 0 and _end(left, right) <= 0


def _coincides(left: Range, right: Range) -> bool:
    return _start(left, right) == 0 and _end(left, right) == 0


def _turned(relation: Relation) -> Relation:
    return lambda left, right: relation(right, left)


def _declare(name: str, relation: Relation, *sides: str) -> None:
    for side in sides:
        function(f"{name}({side})")(lambda left, right: relation(_interval(left), _interval(right)))


def _interval(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, start_included=True, end_included=True)


_POINTS, _INTERVALS = "point1: point, point2: point", "range1: range, range2: range"
_POINT_RANGE, _RANGE_POINT = "point: point, range: range", "range: range, point: point"

_declare("before", _before, _INTERVALS, _POINTS, _POINT_RANGE, _RANGE_POINT)
_declare("after", _turned(_before), _INTERVALS, _POINTS, _POINT_RANGE, _RANGE_POINT)
_declare("meets", _meets, _INTERVALS)
_declare("met by", _turned(_meets), _INTERVALS)
_declare("overlaps", _overlaps, _INTERVALS)
_declare("overlaps before", _overlaps_before, _INTERVALS)
_declare("overlaps after", _turned(_overlaps_before), _INTERVALS)
_declare("finishes", _finishes, _INTERVALS, _POINT_RANGE)
_declare("finished by", _turned(_finishes), _INTERVALS, _RANGE_POINT)
_declare("includes", _includes, _INTERVALS, _RANGE_POINT)
_declare("during", _turned(_includes), _INTERVALS, _POINT_RANGE)
_declare("starts", _starts, _INTERVALS, _POINT_RANGE)
_declare("started by", _turned(_starts), _INTERVALS, _RANGE_POINT)
_declare("coincides", _coincides, _INTERVALS, _POINTS)
