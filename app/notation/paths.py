"""Reads the path of an SVG (`d`) into the few moves that every printer knows."""

import re
from collections.abc import Iterator, Sequence
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

Point = tuple[float, float]
#: `M` and `L` with a point, `C` with two handles and a point, `Z` with none; all points are absolute.
Move = tuple[str, tuple[Point, ...]]

_TOKEN = re.compile(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
#: Command -> how many numbers each turn of it takes.
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}


def moves(path: str) -> Iterator[Move]:
    """The moves of a path as our own renderer writes them; what is no command, or cut off at its end, is left out."""
    here = begin = handle = (0.0, 0.0)
    for command, numbers in _turns(path):
        points = _placed(command, numbers, here)
        match command.upper():
            case "Z":
                points = [begin]
                yield "Z", ()
            case "M":
                begin = points[0]
                yield "M", (begin,)
            case "C" | "S" | "Q" as curve:
                first, second = _handles(curve, here, handle, points)
                handle = second
                yield "C", (first, second, points[-1])
            case "A":
                yield from _arc(here, numbers, points[-1])
            case _:
                yield "L", (points[-1],)
        here = points[-1]
        handle = handle if command in "CcSs" else here


def _turns(path: str) -> Iterator[tuple[str, Sequence[float]]]:
    """The commands one by one, each with as many numbers as one turn of it takes."""
    command, numbers = "", list[float]()
    for letter, number in _TOKEN.findall(path):
        if letter:
            command, numbers = letter, []
        else:
            numbers.append(float(number))
        if len(numbers) == _NUMBERS.get(command.upper(), -1):
            yield command, numbers
            # More points behind a move are lines.
            command, numbers = {"M": "L", "m": "l", "Z": "", "z": ""}.get(command, command), []


def _placed(command: str, numbers: Sequence[float], here: Point) -> list[Point]:
    """The points of a turn, absolute."""
    x, y = here if command.islower() else (0.0, 0.0)
    if command in "Hh":
        return [(x + numbers[0], here[1])]
    if command in "Vv":
        return [(here[0], y + numbers[0])]
    pairs = numbers[-2:] if command in "Aa" else numbers
    return [(x + across, y + down) for across, down in zip(pairs[::2], pairs[1::2], strict=True)]


def _handles(curve: str, here: Point, handle: Point, points: Sequence[Point]) -> tuple[Point, Point]:
    """The two handles of a curve: as written, the first one mirrored (S), or of a curve with a single one (Q)."""
    if curve == "C":
        return points[0], points[1]
    if curve == "S":
        return (2 * here[0] - handle[0], 2 * here[1] - handle[1]), points[0]
    (x, y), end = points[0], points[1]
    first, second = ((at[0] + 2 * (x - at[0]) / 3, at[1] + 2 * (y - at[1]) / 3) for at in (here, end))
    return first, second


def _arc(start: Point, numbers: Sequence[float], end: Point) -> Iterator[Move]:
    """An arc of an ellipse as curves (SVG 1.1, appendix F.6)."""
    rx, ry, turned = abs(numbers[0]), abs(numbers[1]), radians(numbers[2])
    if not rx or not ry or start == end:
        yield "L", (end,)
        return
    middle, away = _turned(_half(start, end, -1), -turned), _half(start, end, 1)
    far = hypot(middle[0] / rx, middle[1] / ry)
    rx, ry = rx * max(1.0, far), ry * max(1.0, far)
    # Seen from the centre of a circle of radius 1, the middle between both ends lies so far away.
    x, y = middle[0] / rx, middle[1] / ry
    reach = sqrt(max(0.0, 1 / (x * x + y * y) - 1)) * (1 if bool(numbers[3]) != bool(numbers[4]) else -1)
    cx, cy = reach * y, -reach * x
    first, last = atan2(y - cy, x - cx), atan2(-y - cy, -x - cx)
    sweep = (last - first) % (2 * pi) - (0 if numbers[4] else 2 * pi)
    parts = max(1, ceil(abs(sweep) / (pi / 2) - 1e-9))
    bow = 4 / 3 * tan(sweep / parts / 4)
    for part in range(parts):
        a, b = first + sweep * part / parts, first + sweep * (part + 1) / parts
        corners = (
            (cos(a) - bow * sin(a), sin(a) + bow * cos(a)),
            (cos(b) + bow * sin(b), sin(b) - bow * cos(b)),
            (cos(b), sin(b)),
        )
        placed = (_turned(((u + cx) * rx, (v + cy) * ry), turned) for u, v in corners)
        yield "C", tuple((u + away[0], v + away[1]) for u, v in placed)


def _half(start: Point, end: Point, sign: int) -> Point:
    return (start[0] + sign * end[0]) / 2, (start[1] + sign * end[1]) / 2


def _turned(point: Point, angle: float) -> Point:
    return point[0] * cos(angle) - point[1] * sin(angle), point[0] * sin(angle) + point[1] * cos(angle)
