"""The diagram of a case for paper: the way that was taken, with the visits of each activity by number."""

from collections.abc import Iterable, Mapping

from app.model.bundle import DIAGRAM
from app.model.definition import ProcessDefinition
from app.model.frame import Moment
from app.notation.badges import Badge
from app.notation.diagram import Diagram, read_diagram
from app.notation.draw import draw_svg
from app.web.archive.spells import Visit
from app.web.shared.marks import picture_of
from reports.picture import Picture

#: So many visits of an activity are named; of more, the last one and how many there were.
NAMED = 3


def drawn(definition: ProcessDefinition, moment: Moment, visits: Iterable[Visit]) -> Picture | None:
    """The diagram of a case as marks; None when its version has no drawing, or none that can be read."""
    diagram = drawing_of(definition)
    if diagram is None:
        return None
    return picture_of(
        draw_svg(diagram, states=moment.states, taken=moment.taken, badges=_badges(moment, visits)), diagram
    )


def drawing_of(definition: ProcessDefinition) -> Diagram | None:
    """The diagram of a version; None when it has no drawing."""
    data = definition.bundle.files.get(DIAGRAM)
    diagram = read_diagram(data) if data else None
    return diagram if diagram and diagram.geometry.shapes else None


def _badges(moment: Moment, visits: Iterable[Visit]) -> Mapping[str, Badge]:
    numbers: dict[str, list[int]] = {}
    for visit in visits:
        numbers.setdefault(visit.element, []).append(visit.number)
    return {
        element: Badge(_named(found), state=moment.states.get(element, "cancelled"))
        for element, found in numbers.items()
    }


def _named(numbers: list[int]) -> str:
    if len(numbers) <= NAMED:
        return ", ".join(map(str, numbers))
    return f"{', '.join(map(str, numbers[: NAMED - 1]))} … {numbers[-1]} ({len(numbers)}×)"
