"""The frames of a case for the script that plays them: what each changed on the diagram, in few signs."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from app.model.frame import Frame
from app.model.frames import DONE
from app.model.outline import Outline
from app.model.values import Json

MILLISECOND = timedelta(milliseconds=1)


def reel(frames: Sequence[Frame], outline: Callable[[int], Outline]) -> dict[str, Json]:
    """The frames as JSON; `outline` is the one in force at the event of a number. Elements, flows and lanes are places
    in `names`, and a step is the number of an event:

    `start` and `at`: milliseconds since 1970, and since the start for each step
    `place`: where the case was at each step (-1: nowhere yet); `lanes`: the lane of each name that stands in one
    `marks`: [step, element, state]; `flows`: [step, flow, source]; `done`: [step, element]
    """
    names = _Names()
    # Where an element stood in two lanes, the later one is shown.
    lanes = {frame.place: _lane(outline(frame.number), frame.place) for frame in frames if frame.place}
    start = frames[0].at if frames else None
    return {
        "start": int(start.timestamp() * 1000) if start else 0,
        "at": [(frame.at - frames[0].at) // MILLISECOND for frame in frames],
        "place": [names.of(frame.place) for frame in frames],
        "marks": [[frame.number, names.of(mark.element), mark.after] for frame in frames for mark in frame.marks],
        "flows": [
            [frame.number, names.of(frame.flow), names.of(_source(outline(frame.number), frame.flow))]
            for frame in frames
            if frame.flow
        ],
        "done": [[frame.number, names.of(frame.element)] for frame in frames if frame.kind in DONE and frame.element],
        "lanes": {str(place): names.of(lane) for name, place in names.all() if (lane := lanes.get(name))},
        "names": [name for name, _ in names.all()],
    }


class _Names:
    """Names by the place where they were first seen."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        return self._places.setdefault(name, len(self._places)) if name else -1

    def all(self) -> list[tuple[str, int]]:
        return list(self._places.items())


def _source(outline: Outline, flow: str | None) -> str | None:
    known = outline.flows.get(flow or "")
    return known.source if known else None


def _lane(outline: Outline, element: str) -> str | None:
    known = outline.elements.get(element)
    return known.lane if known else None
