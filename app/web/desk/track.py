"""The way of a case through its process: which activities are done, where it stands, which arrows it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.model.definition import ProcessDefinition
from app.model.event import Event, Happening
from app.model.instance import WorkState
from app.model.outline import Element
from app.web.shared.languages import sop_text
from app.web.shared.record import Record
from app.web.shared.words import activity, row_number


class Standing(StrEnum):
    """What a reader of the diagram sees at an element."""

    DONE = "done"
    CURRENT = "active"
    INCIDENT = "incident"
    AHEAD = "ahead"


PASSING = frozenset({Happening.ELEMENT_PASSED, Happening.WORK_COMPLETED})


@dataclass(frozen=True)
class Step:
    """An activity of the process, for those who read rather than look. `times` counts its completions."""

    element: str
    number: int | None
    activity: str
    lane: str
    standing: Standing
    times: int
    last: datetime | None
    added: bool


def standings(record: Record) -> Mapping[str, Standing]:
    """Element id -> where it stands; elements ahead are left out."""
    found = {event.element: Standing.DONE for event in record.case.events if event.kind in PASSING and event.element}
    for item in record.case.work:
        if item.state is WorkState.INCIDENT:
            found[item.element] = Standing.INCIDENT
        elif item.state is WorkState.OPEN and _is_activity(record.case.definition.outline.elements.get(item.element)):
            found[item.element] = Standing.CURRENT
    end = record.case.instance.end
    return found | ({end: Standing.DONE} if end else {})


def taken(record: Record) -> frozenset[str]:
    """Ids of the sequence flows that a token has gone along."""
    return frozenset(event.flow for event in record.case.events if event.flow)


def steps(record: Record) -> list[Step]:
    """All activities in the order of the official table; what was added stands behind the activity it follows."""
    where, definition = standings(record), record.case.definition
    done: dict[str, list[Event]] = {}
    for event in record.case.events:
        if event.kind is Happening.WORK_COMPLETED and event.element:
            done.setdefault(event.element, []).append(event)
    activities = [node for node in definition.outline.elements.values() if _is_activity(node)]
    return [
        _step(record, node, where.get(node.id, Standing.AHEAD), done.get(node.id, []))
        for node in sorted(activities, key=lambda node: _place(definition, node.id))
    ]


def _step(record: Record, node: Element, standing: Standing, done: list[Event]) -> Step:
    definition = record.case.definition
    lane = definition.outline.lanes.get(node.lane or "")
    return Step(
        node.id,
        row_number(definition, node.id),
        activity(definition, node.id),
        sop_text(definition, lane.name) if lane else "",
        standing,
        len(done),
        done[-1].at if done else None,
        node.id in definition.sop.added or node.properties.get("basis") == "inferred",
    )


def _place(definition: ProcessDefinition, element: str) -> float:
    """The row of an activity, or a place just behind the row it follows, going against the arrows."""
    seen, edge = {element}, [element]
    while edge:
        rows = [number for each in edge if (number := row_number(definition, each)) is not None]
        if rows:
            return min(rows) + (0 if element in edge else 0.5)
        before = [flow.source for each in edge for flow in definition.outline.incoming(each)]
        edge = [each for each in dict.fromkeys(before) if each not in seen]
        seen.update(edge)
    return 0


def _is_activity(node: Element | None) -> bool:
    return node is not None and (node.is_human or node.is_service)
