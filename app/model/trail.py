"""The way a case has gone so far, whatever versions it has gone it on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.model.event import Event, Happening, told
from app.model.frames import DONE
from app.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Trail:
    """`passed` are the elements that were done at least once; `taken` the steps from element to element, those into a
    scope and to a boundary event as well. `skipped` are what somebody has knowingly left out when the case was moved.

    The process itself goes by an empty id: it may be called otherwise in each version.
    """

    passed: frozenset[str] = frozenset()
    taken: frozenset[tuple[str, str]] = frozenset()
    skipped: frozenset[str] = frozenset()


def trail(events: Iterable[Event], outlines: Mapping[str, Outline], first: str) -> Trail:
    """The trail of a history. `outlines` are by digest of the definition, `first` is the digest of the first.

    A step of a version that is not among them is left out.
    """
    outline = outlines.get(first)
    passed: set[str] = set()
    taken: set[tuple[str, str]] = set()
    skipped: set[str] = set()
    for event in events:
        if event.kind is Happening.INSTANCE_MIGRATED:
            says = told(event)
            outline = outlines.get(str(says.get("definition")))
            named = says.get("skipped")
            skipped |= {str(name) for name in named} if isinstance(named, list) else set()
        elif event.element and (event.kind in DONE or event.kind is Happening.WORK_OPENED):
            passed |= {event.element} if event.kind in DONE else set()
            if outline is not None and (source := came_from(event.element, event.flow, outline)) is not None:
                taken.add((source, event.element))
    return Trail(frozenset(passed), frozenset(taken), frozenset(skipped))


def came_from(element: str, flow: str | None, outline: Outline) -> str | None:
    """Where a token that has come to `element` was before; None when nobody can tell."""
    if flow is not None:
        return outline.flows[flow].source if flow in outline.flows else None
    known = outline.elements.get(element)
    if known is None:
        return None
    if known.type == "startEvent":
        return "" if known.scope == outline.process else known.scope
    return known.attached_to
