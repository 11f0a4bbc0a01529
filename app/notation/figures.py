"""Draws the shapes of a diagram, one function for each family."""

from collections.abc import Callable, Iterator, Mapping

from app.model.outline import Element
from app.notation import icons
from app.notation.geometry import Box, Point, Shape
from app.notation.heat import HEAT
from app.notation.metrics import wrap
from app.notation.svg import INK, PAPER, Look, add, figure, line, place, rectangle, write
from app.notation.tags import EVENTS, GATEWAYS, SUB_PROCESSES, TASKS, Node

HEADER = 30
_DOTTED = "1 4"
_DASHED = "5 3"
_DATA = ("dataObjectReference", "dataInput", "dataOutput")
#: Shapes too small to hold their name.
NAMED_BESIDE = EVENTS | GATEWAYS | {*_DATA, "dataStoreReference"}
_CATCHING = frozenset({"intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"})


def is_container(shape: Shape) -> bool:
    """Whether other shapes stand on it."""
    expanded = shape.element.type in SUB_PROCESSES and not shape.collapsed
    return expanded or shape.element.type in ("participant", "lane")


def draw_shape(parent: Node, shape: Shape, look: Look) -> None:
    """Draws a shape into its group. `look` gives the colours of its state."""
    _FIGURES.get(shape.element.type, _nothing)(parent, shape, look)


def _nothing(parent: Node, shape: Shape, look: Look) -> None:
    """A kind of shape that has no figure in a process diagram (conversations, choreographies)."""


def _pool(parent: Node, shape: Shape, look: Look) -> None:
    box = shape.box
    rectangle(parent, box, Look(PAPER if shape.element.type == "participant" else "none", look.stroke, 1.5))
    if shape.element.type == "participant":
        end = (
            f"M{box.x + HEADER:g} {box.y:g}v{box.height:g}"
            if shape.horizontal
            else f"M{box.x:g} {box.y + HEADER:g}h{box.width:g}"
        )
        line(parent, end, stroke=look.stroke, width=1.5)
    if not shape.horizontal:
        write(parent, shape.element.name, Box(box.x + 4, box.y, box.width - 8, HEADER))
        return
    lines = wrap(shape.element.name, box.height - 8, 12)
    x, (_, y) = box.x + HEADER / 2, box.center
    text = place(parent, lines, x, y - len(lines) * 7.2, 12)
    text.set("transform", f"rotate(-90 {x:g} {y:g})")


def _activity(parent: Node, shape: Shape, look: Look) -> None:
    element, box = shape.element, shape.box
    width = 4 if element.type == "callActivity" else look.width
    dash = _DOTTED if element.triggered_by_event else look.dash
    rectangle(parent, box, Look(look.fill, look.stroke, width, dash), 10)
    if element.type == "transaction":
        rectangle(parent, Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6), Look("none", look.stroke, 1), 8)
    icons.task_icon(parent, element.type, box.x + 5, box.y + 5)
    marks = list(_marks(shape))
    for index, mark in enumerate(marks):
        icons.marker(parent, mark, box.center[0] - 9 * len(marks) + 18 * index + 2, box.bottom - 18)
    if is_container(shape):
        write(parent, element.name, Box(box.x + 8, box.y + 7, box.width - 16, 16), top=True)
    else:
        above = 4 if element.type in ("task", "callActivity") else 14
        below = 18 if marks else 4
        write(parent, element.name, Box(box.x + 7, box.y + above, box.width - 14, box.height - above - below))


def _marks(shape: Shape) -> Iterator[str]:
    if shape.element.loop:
        yield shape.element.loop.kind
    if shape.element.type == "adHocSubProcess":
        yield "adHoc"
    if shape.collapsed and shape.element.type in SUB_PROCESSES:
        yield "collapsed"


def _event(parent: Node, shape: Shape, look: Look) -> None:
    element, box = shape.element, shape.box
    x, y = box.center
    radius = box.width / 2
    dash = look.dash if element.interrupting else "4 3"
    ends = element.type == "endEvent"
    figure(parent, "circle", Look(look.fill, look.stroke, 4 if ends else look.width, dash), cx=x, cy=y, r=radius)
    if element.type in _CATCHING:
        figure(parent, "circle", Look("none", look.stroke, 1.4, dash), cx=x, cy=y, r=radius - 3.5)
    thrown = element.type in ("endEvent", "intermediateThrowEvent")
    icons.event_icon(parent, element.event, box.x, box.y, box.width, thrown=thrown)
    _name_below(parent, shape)


def _gateway(parent: Node, shape: Shape, look: Look) -> None:
    box = shape.box
    x, y = box.center
    corners = f"{x:g},{box.y:g} {box.right:g},{y:g} {x:g},{box.bottom:g} {box.x:g},{y:g}"
    figure(parent, "polygon", look, points=corners, stroke_linejoin="round")
    icons.gateway_icon(parent, shape.element.type, box.x, box.y, box.width)
    _name_below(parent, shape)


def _data(parent: Node, shape: Shape, look: Look) -> None:
    box, fold = shape.box, 10
    figure(
        parent,
        "path",
        look,
        d=f"M{box.x:g} {box.y:g}h{box.width - fold:g}l{fold} {fold}v{box.height - fold:g}h{-box.width:g}z"
        f"M{box.right - fold:g} {box.y:g}v{fold}h{fold}",
    )
    _name_below(parent, shape)


def _store(parent: Node, shape: Shape, look: Look) -> None:
    box = shape.box
    lid = f"{box.width / 2:g} 8 0 0 "
    figure(
        parent,
        "path",
        look,
        d=f"M{box.x:g} {box.y + 8:g}a{lid}1 {box.width:g} 0v{box.height - 16:g}a{lid}1 {-box.width:g} 0z"
        f"M{box.x:g} {box.y + 8:g}a{lid}0 {box.width:g} 0",
    )
    _name_below(parent, shape)


def _annotation(parent: Node, shape: Shape, look: Look) -> None:
    box = shape.box
    line(parent, f"M{box.x + 10:g} {box.y:g}h-10v{box.height:g}h10", stroke=look.stroke, width=1.5)
    lines = wrap(shape.element.name, box.width - 10, 11)
    place(parent, lines, box.x + 6, box.y + 4, 11, anchor="start")


def _group(parent: Node, shape: Shape, look: Look) -> None:
    box = shape.box
    rectangle(parent, box, Look("none", look.stroke, 1.5, "8 4 2 4"), 10)
    write(parent, shape.element.name, shape.label or Box(box.x, box.y + 5, box.width, 14), size=11, top=True)


def _name_below(parent: Node, shape: Shape) -> None:
    if shape.element.name:
        write(parent, shape.element.name, name_box(shape), size=11, top=True, halo=True)


def name_box(shape: Shape) -> Box:
    """Where the name of a small shape stands beside it: where the file puts it, or below."""
    box, label = shape.box, shape.label
    middle, top = (label.center[0], label.y) if label else (box.center[0], box.bottom + 5)
    width = max(90.0, label.width + 4 if label else 0)
    return Box(middle - width / 2, top, width, 28)


def state_badge(parent: Node, shape: Shape, state: str) -> None:
    """A sign at the upper right corner, so that a state does not rest on colour alone."""
    if state in STATES:
        x, y = corner(shape)
        sign(add(parent, "g", class_="badge", transform=f"translate({x:g} {y:g})"), state)


def corner(shape: Shape) -> Point:
    """Where the sign of a state stands at a shape."""
    inside = 0 if shape.element.type in EVENTS else 4
    return shape.box.right - inside, shape.box.y + inside


def sign(parent: Node, state: str) -> None:
    """Draws the sign of one of the STATES around the origin."""
    fill, path = STATES[state][1], _SIGNS[state]
    add(parent, "circle", r=8, fill=fill, stroke=PAPER, stroke_width=1.5)
    line(parent, path, stroke=PAPER, width=2)


def look_of(element: Element, state: str) -> Look:
    """How an element of a state is drawn; what is inferred and does not stand in the source has a dashed line."""
    fill, stroke = STATES.get(state) or HEAT.get(state, (PAPER, INK))
    inferred = element.properties.get("basis") == "inferred"
    return Look(fill, stroke, 3 if state in ("active", "incident") else 2, _DASHED if inferred else "")


#: State -> fill and line; style sheets may change both.
STATES: Mapping[str, tuple[str, str]] = {
    "active": ("#dcefff", "#0b5c8f"),
    "done": ("#e6f6ec", "#276749"),
    "incident": ("#fde8e8", "#b42318"),
    "cancelled": ("#f1f1f3", "#6b6f7b"),
}
_SIGNS = {
    "active": "M-2.5-4l6 4-6 4z",
    "done": "M-4 0l3 3 5-6",
    "incident": "M0-4.5v5M0 3.4v1",
    "cancelled": "M-3-3l6 6M3-3l-6 6",
}
_FIGURES: Mapping[str, Callable[[Node, Shape, Look], None]] = {
    "participant": _pool,
    "lane": _pool,
    **dict.fromkeys(TASKS | SUB_PROCESSES, _activity),
    **dict.fromkeys(EVENTS, _event),
    **dict.fromkeys(GATEWAYS, _gateway),
    **dict.fromkeys(_DATA, _data),
    "dataStoreReference": _store,
    "textAnnotation": _annotation,
    "group": _group,
}
