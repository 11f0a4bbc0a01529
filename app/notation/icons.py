"""The signs of BPMN as paths: of tasks (in a square of 18), events (36), gateways (50) and markers (14)."""

from math import cos, pi, sin

from app.notation.svg import INK, PAPER, add, line
from app.notation.tags import Node


def _ring(x: float, y: float, radius: float) -> str:
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"


def _polar(x: float, y: float, corners: list[tuple[float, float]]) -> str:
    """A closed line through points given by angle (in turns, clockwise from the top) and radius."""
    points = (f"{x + r * sin(2 * pi * turn):.2f} {y - r * cos(2 * pi * turn):.2f}" for turn, r in corners)
    return f"M{' L'.join(points)}z"


def _gear(x: float, y: float) -> str:
    teeth = [(tooth + at, r) for tooth in range(8) for at, r in ((-0.3, 5.6), (-0.18, 7.6), (0.18, 7.6), (0.3, 5.6))]
    return _polar(x, y, [(at / 8, r) for at, r in teeth]) + _ring(x, y, 2.4)


_ENVELOPE = ("M1.5 4h15v10.5h-15z", "M1.5 4l7.5 6 7.5-6")
#: Tag -> outline and details.
_TASKS = {
    "userTask": (
        _ring(9, 5.4, 3.4) + "M2 16.8c0-4.6 2.6-6.6 7-6.6s7 2 7 6.6z",
        "M5.4 16.6v-2.8M12.6 16.6v-2.8",
    ),
    "manualTask": (
        (
            "M1.5 9.2l5.2-5.4c1-.9 2.3.3 1.6 1.4l-1.7 2.2h7.6c1.7 0 1.7 2.2 0 2.2h1c1.6 0 1.6 2.1 0 2.1h-.7"
            "c1.4 0 1.4 2 0 2h-.8c1.2 0 1.2 1.9 0 1.9h-7c-2.6 0-4-2-5.2-3.6z"
        ),
        "M9.5 9.6h4.7M9.5 11.7h5M9.5 13.7h4.2",
    ),
    "serviceTask": (_gear(9, 9), ""),
    "scriptTask": ("M5.5 1.5h11c-5 5 3 9-2 15h-12c5-6-3-10 3-15z", "M6.6 5.2h5.4M6.4 9h5.4M7.4 12.8h5.4"),
    "sendTask": _ENVELOPE,
    "receiveTask": _ENVELOPE,
    "businessRuleTask": ("M1.5 3h15v12h-15z", "M1.5 7h15M1.5 11h15M6 7v8"),
}
_MESSAGE = ("M9.5 12.5h17v11.5h-17z", "M9.5 12.5l8.5 6.5 8.5-6.5")
_CLOCK = "".join(
    f"M{18 + 8.2 * sin(pi * hour / 6):.2f} {18 - 8.2 * cos(pi * hour / 6):.2f}"
    f"L{18 + 10 * sin(pi * hour / 6):.2f} {18 - 10 * cos(pi * hour / 6):.2f}"
    for hour in range(12)
)
#: Kind of event -> outline (filled where the event is thrown) and details.
_EVENTS = {
    "timer": (_ring(18, 18, 10.6), f"{_CLOCK}M20.4 11.2L18 18l5.4 1.4"),
    "message": _MESSAGE,
    "error": ("M9.8 25.6l4.3-14.4 5 7.6 6.6-9-4.3 15-5-8z", ""),
    "escalation": ("M18 9.2l6.6 16.6-6.6-6.8-6.6 6.8z", ""),
    "signal": ("M18 9.2l8.8 15h-17.6z", ""),
    "conditional": ("M12 9.6h12v17h-12z", "M14 13.2h8M14 16.5h8M14 19.8h8M14 23.1h8"),
    "link": ("M9.4 15.2h9v-4.6l8.6 7.4-8.6 7.4v-4.6h-9z", ""),
    "compensate": ("M17.6 11.6v12.8l-8.8-6.4zM26.4 11.6v12.8l-8.8-6.4z", ""),
    "cancel": (
        "M11.4 13.6l2.2-2.2 4.4 4.4 4.4-4.4 2.2 2.2-4.4 4.4 4.4 4.4-2.2 2.2-4.4-4.4-4.4 4.4-2.2-2.2 4.4-4.4z",
        "",
    ),
    "terminate": (_ring(18, 18, 10.4), ""),
    "multiple": (_polar(18, 18, [(corner / 5, 10) for corner in range(5)]), ""),
}
#: Tag of gateway -> path and width of its line.
_GATEWAYS = {
    "exclusiveGateway": ("M17 16l16 18M33 16l-16 18", 3.6),
    "parallelGateway": ("M25 12.5v25M12.5 25h25", 3.6),
    "inclusiveGateway": (_ring(25, 25, 12), 2.8),
    "complexGateway": ("M25 12.5v25M12.5 25h25M16.2 16.2l17.6 17.6M33.8 16.2l-17.6 17.6", 2.8),
    "eventBasedGateway": (
        _ring(25, 25, 13.4) + _ring(25, 25, 10.8) + _polar(25, 25, [(corner / 5, 7) for corner in range(5)]),
        1.2,
    ),
}
_MARKERS = {
    "collapsed": "M.5.5h13v13h-13zM7 3v8M3 7h8",
    "parallel": "M3 1.5v11M7 1.5v11M11 1.5v11",
    "sequential": "M1.5 3h11M1.5 7h11M1.5 11h11",
    "standard": "M4.6 12.6a6 6 0 1 1 4.8 0M1.4 12.9l3.4-.2-.2-3.4",
    "compensation": "M6.8 3v8l-5.6-4zM12.8 3v8l-5.6-4z",
    "adHoc": "M1.5 8.6c1.8-3.6 3.8-3.4 5.5-1.6s3.7 2 5.5-1.6",
}


def _at(x: float, y: float, scale: float = 1) -> str:
    return f"translate({x:.4g} {y:.4g})" + (f" scale({scale:.4g})" if scale != 1 else "")


def task_icon(parent: Node, kind: str, x: float, y: float) -> None:
    """The sign in the corner of a task; tasks without a type have none."""
    outline, details = _TASKS.get(kind, ("", ""))
    _sign(parent, outline, details, _at(x, y), filled=kind == "sendTask")


def event_icon(parent: Node, event: str, x: float, y: float, size: float, *, thrown: bool) -> None:
    """The sign in an event whose square begins at `x`, `y`; thrown events are filled."""
    outline, details = _EVENTS.get(event, ("", ""))
    _sign(parent, outline, details, _at(x, y, size / 36), filled=thrown)


def gateway_icon(parent: Node, kind: str, x: float, y: float, size: float) -> None:
    path, width = _GATEWAYS[kind]
    line(parent, path, width=width, transform=_at(x, y, size / 50), class_="icon")


def marker(parent: Node, name: str, x: float, y: float) -> None:
    """A mark at the lower edge of an activity (`parallel`, `standard`, `collapsed`, ...)."""
    line(parent, _MARKERS[name], width=1.8 if name in ("parallel", "sequential") else 1.3, transform=_at(x, y))


def _sign(parent: Node, outline: str, details: str, transform: str, *, filled: bool) -> None:
    if not outline:
        return
    group = add(parent, "g", transform=transform, class_="icon")
    line(group, outline, fill=INK if filled else PAPER, fill_rule="evenodd")
    if details:
        line(group, details, stroke=PAPER if filled else INK, width=1)
