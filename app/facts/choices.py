"""What the diagram and the file offer to choose from, and the keys that some facts stand under."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from app.model.form import Option
from app.model.outline import Element, Outline
from app.model.register import Book
from app.model.standard import USUAL_DAYS

Facts = Mapping[str, Any]
Pair = tuple[str, str]


def named(outline: Outline | None, keys: str) -> Mapping[str, str]:
    """The keys of a kind with the names people know them by, in the order of the diagram."""
    return dict(_KEYS[keys](outline)) if outline else {}


def options(outline: Outline | None, facts: Facts, source: str, present: Iterable[str]) -> tuple[Option, ...]:
    """What may be chosen, and what is chosen already, even if nothing is known of it."""
    offered = dict(_SOURCES[source](facts)) if source in _SOURCES else named(outline, source)
    known = {**offered, **{value: value for value in present if value and value not in offered}}
    return tuple(Option(value, name if value == name else f"{name} ({value})") for value, name in known.items())


def called(name: str, other: str) -> str:
    """A name on one line; `other` where there is none."""
    return " ".join(name.split()) or other


def _elements(outline: Outline, wanted: Callable[[Element], bool]) -> Iterator[Pair]:
    return ((each.id, called(each.name, each.id)) for each in outline.elements.values() if wanted(each))


def _is_task(element: Element) -> bool:
    return element.is_human or element.is_service


def _is_step(element: Element) -> bool:
    return _is_task(element) or bool(element.message)


def _is_end(element: Element) -> bool:
    return element.type == "endEvent"


def _lanes(outline: Outline) -> Iterator[Pair]:
    parents = {lane.parent for lane in outline.lanes.values()}
    return ((lane.id, called(lane.name, lane.id)) for lane in outline.lanes.values() if lane.id not in parents)


def _moments(outline: Outline) -> Iterator[Pair]:
    yield from _elements(outline, lambda _: True)
    for flow in outline.flows.values():
        ends = [outline.elements.get(each) for each in (flow.source, flow.target)]
        way = " → ".join(called(each.name, each.id) if each else "?" for each in ends)
        yield flow.id, f"{flow.name}: {way}" if flow.name else way


def _texts(outline: Outline) -> Iterator[Pair]:
    things = (outline.lanes, outline.elements, outline.flows)
    names = [outline.name, *(each.name for group in things for each in group.values())]
    return ((name, name) for name in dict.fromkeys(names) if name)


_KEYS: Final[Mapping[str, Callable[[Outline], Iterable[Pair]]]] = {
    "tasks": lambda outline: _elements(outline, _is_task),
    "steps": lambda outline: _elements(outline, _is_step),
    "ends": lambda outline: _elements(outline, _is_end),
    "places": lambda outline: _elements(outline, lambda each: _is_step(each) or _is_end(each)),
    "elements": lambda outline: _elements(outline, lambda _: True),
    "moments": _moments,
    "lanes": _lanes,
    "texts": _texts,
}


def _connectors(facts: Facts) -> Iterator[Pair]:
    groups = facts.get("groups", {})
    yield "simulator", "simulator"
    for group in dict.fromkeys(groups.values() if isinstance(groups, dict) else ()):
        yield f"manual:{group}", f"manual:{group}"


_SOURCES: Final[Mapping[str, Callable[[Facts], Iterable[Pair]]]] = {
    "connectors": _connectors,
    "books": lambda _: ((book.value, book.value) for book in Book),
    "complaints": lambda _: ((kind, kind) for kind in USUAL_DAYS),
}
