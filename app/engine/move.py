"""Moves a saved instance to another definition of its process.

The saved state names nothing of the diagram but nodes and, at joins and races, flows. So moving an instance is giving
its tokens their places in the new spec; numbers, variables, schedules of timers and what loops have counted stay as
they are. Every place is looked at: a token that would stand where it means something else makes the whole move fail.
"""

import json
from typing import Any, NamedTuple

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from app.engine.gateways import EventGateway, Join, oldest_by_flow
from app.engine.instance import RunningInstance
from app.engine.loops import MultiInstance
from app.engine.node import Node
from app.engine.scopes import Scope
from app.engine.waits import WaitNode
from app.model.advance import Token, TokenKind
from app.model.errors import CannotMove
from app.model.outline import Outline
from app.model.ways import same_flow

#: What a token knows of flows: by which it came to a join, by which it would win a race.
FLOWS = ("flow", "won_by")


class Side(NamedTuple):
    """A definition as the engine runs it."""

    outline: Outline
    spec: BpmnProcessSpec


def tokens_of(instance: RunningInstance) -> tuple[Token, ...]:
    """The open tokens of a loaded instance, in their order."""
    return tuple(
        Token(
            task.id,
            _kind(task.task_spec),
            task.task_spec.bpmn_id,
            task.parent.id if task.parent else None,
            next((task.internal_data[name] for name in FLOWS if name in task.internal_data), None),
            task.internal_data.get("race"),
        )
        for task in instance.tasks.values()
    )


def moved(state: bytes, old: Side, new: Side) -> bytes:
    """The state on the new definition. Raises CannotMove with a sentence for the first token that has no place."""
    saved: dict[str, Any] = json.loads(state)
    places: dict[int, Node] = {}
    for row in saved["tokens"]:
        token, scope, node, _, facts, _ = row
        before = old.spec.task_specs[node]
        after = places[token] = _place(before, places.get(scope), old, new)
        row[2] = after.name
        for name in FLOWS:
            if name in facts:
                facts[name] = _flow(facts[name], after, old.outline, new.outline)
        if "won_by" in facts and not _is_choice(facts["won_by"], new):
            raise CannotMove("“{element}” no longer stands behind an event-based gateway.", element=_called(before))
    return json.dumps(saved, sort_keys=True, separators=(",", ":")).encode()


def must_stand_still(before: RunningInstance, after: RunningInstance) -> None:
    """Raises CannotMove unless an instance that was moved waits for exactly what it waited for, and for nothing that
    is there already."""
    if _stands(before) != _stands(after):
        raise CannotMove
    for task in after.joins.values():
        if task.task_spec.is_enough(oldest_by_flow(task)):
            raise CannotMove("Nothing would be waited for any more at “{element}”.", element=_called(task.task_spec))


def _place(before: Node, scope: Node | None, old: Side, new: Side) -> Node:
    """The node in the new spec at which a token of `before` stands, inside of or attached to `scope`."""
    name = new.spec.root.name if before is old.spec.root else before.name
    after: Node | None = new.spec.task_specs.get(name)
    if after is None or type(after) is not type(before) or _meaning(after) != _meaning(before):
        raise CannotMove("“{element}”, where the case waits, is not in the new version.", element=_called(before))
    if after is not new.spec.root and (scope is None or scope.bpmn_id != _home(after, new.outline)):
        raise CannotMove("“{element}”, where the case waits, stands in another place.", element=_called(before))
    return after


def _meaning(node: Node) -> object:
    """What must be the same for a token that stands there: whose hand goes on, and how a loop has begun."""
    element, loop = node.element, node.element.loop
    return (
        node.kind if isinstance(node, WaitNode) else None,
        element.attributes.get("topic") if isinstance(node, WaitNode) else None,
        element.message,
        element.triggered_by_event,
        (loop.kind, loop.collection, loop.element_variable, loop.cardinality) if loop else None,
        element.properties.get("collect") if loop else None,
    )


def _home(node: Node, outline: Outline) -> str:
    """The element whose token a token at `node` belongs to."""
    element = node.element
    if node.name.endswith("[]"):
        return element.id
    if element.attached_to:
        return element.attached_to
    inside = outline.elements.get(element.scope)
    waits_outside = element.type == "startEvent" and inside is not None and inside.triggered_by_event
    return inside.scope if waits_outside and inside else element.scope


def _flow(flow: str, after: Node, old: Outline, new: Outline) -> str:
    found = same_flow(flow, after.bpmn_id, old, new)
    if found is None:
        raise CannotMove("The way by which the case came to “{element}” is gone.", element=_called(after))
    return found


def _is_choice(flow: str, side: Side) -> bool:
    return isinstance(side.spec.task_specs[f"#{side.outline.flows[flow].source}"], EventGateway)


def _stands(instance: RunningInstance) -> list[tuple[int, TokenKind, int | None]]:
    return [(token.id, token.kind, token.scope) for token in tokens_of(instance)]


def _kind(node: Node) -> TokenKind:
    if isinstance(node, MultiInstance):
        return TokenKind.LOOP
    if isinstance(node, Scope):
        return TokenKind.SCOPE
    return TokenKind.JOIN if isinstance(node, Join) else TokenKind.WAIT


def _called(node: Node) -> str:
    return str(node.bpmn_name or node.bpmn_id)
