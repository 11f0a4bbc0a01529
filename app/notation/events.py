"""Reads what an event waits for or gives: its event definition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.outline import Timer
from app.notation.tags import Node, child, children, kind, reference, text

TIMERS = ("timeDate", "timeDuration", "timeCycle")
_SUFFIX = "EventDefinition"


@dataclass(frozen=True, slots=True)
class EventFacts:
    """`event` is the kind of the definition, `multiple` where there are several, empty where there is none."""

    event: str = ""
    timer: Timer | None = None
    message: str | None = None
    error_code: str | None = None
    condition: str | None = None


def event_facts(node: Node, known: Mapping[str, Node]) -> EventFacts:
    """The facts of an event, and the message of a send or receive task. `known` are all elements by id.

    A message goes by its name (its id if it has none), an error by its code (its id if it has none).
    """
    if kind(node) in ("receiveTask", "sendTask"):
        return EventFacts(message=_name_of(node, "messageRef", "name", known))
    definitions = list(event_definitions(node, known))
    if len(definitions) != 1:
        return EventFacts("multiple" if definitions else "")
    definition = definitions[0]
    return EventFacts(
        event=kind(definition).removesuffix(_SUFFIX),
        timer=_timer(definition),
        message=_name_of(definition, "messageRef", "name", known),
        error_code=_name_of(definition, "errorRef", "errorCode", known),
        condition=text(child(definition, "condition")) or None,
    )


def event_definitions(node: Node, known: Mapping[str, Node]) -> Iterator[Node]:
    """The event definitions of an event: written inside of it, or referred to."""
    for each in children(node):
        if kind(each).endswith(_SUFFIX):
            yield each
        elif kind(each) == "eventDefinitionRef" and (target := known.get(text(each).rpartition(":")[2])) is not None:
            yield target


def _timer(definition: Node) -> Timer | None:
    written = next(children(definition, *TIMERS), None)
    return None if written is None else Timer(kind(written), text(written))


def _name_of(node: Node, attribute: str, wanted: str, known: Mapping[str, Node]) -> str | None:
    target = known.get(reference(node, attribute) or "")
    return None if target is None else target.get(wanted) or target.get("id")
