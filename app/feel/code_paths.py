"""From tree to code: paths, filters, positions, calls."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from app.feel.code import Code, code
from app.feel.functions.registry import FUNCTIONS
from app.feel.properties import member
from app.feel.scope import Scope
from app.feel.tree import Arguments, Filter, Index, Member, Name, Path, measure
from app.feel.values import Function, Value

Step: TypeAlias = Callable[[Value, Scope], Value]


@code.register
def _(node: Path) -> Code:
    base = _function(node.base) if isinstance(node.base, Name) and _calls(node) else code(node.base)
    steps = [_step(step) for step in node.steps]
    if len(steps) == 1:
        [only] = steps
        return lambda scope: only(base(scope), scope)

    def path(scope: Scope) -> Value:
        value = base(scope)
        for step in steps:
            value = step(value, scope)
        return value

    return path


def _calls(node: Path) -> bool:
    return isinstance(node.steps[0], Arguments)


def _function(node: Name) -> Code:
    """The function of a name: a variable that happens to have the same name does not stand in its way."""
    look_up = code(node)
    builtin = FUNCTIONS.get(node.name)
    if builtin is None:
        return look_up

    def find(scope: Scope) -> Value:
        found = look_up(scope)
        return found if isinstance(found, Function) else builtin

    return find


def _step(step: Member | Filter | Index | Arguments) -> Step:
    if isinstance(step, Member):
        name = step.name
        return lambda value, scope: member(value, name, scope.run)
    if isinstance(step, Filter):
        return _filter(step)
    if isinstance(step, Index):
        key = code(step.key)
        return lambda value, scope: _at_key(value, key(scope))
    return _call(step)


def _filter(step: Filter) -> Step:
    condition = code(step.condition)
    weight, _ = measure(step.condition)

    def select(value: Value, scope: Scope) -> Value:
        items = _as_list(value)
        if not items:
            probe = condition(Scope({}, scope, scope.run, loose=True))
            return None if isinstance(probe, Decimal) else []
        kept: list[Value] = []
        for item in items:
            scope.run.charge(1 + weight)
            verdict = condition(_item_scope(item, scope))
            if isinstance(verdict, Decimal):
                return _at_position(items, verdict)
            if verdict is True:
                kept.append(item)
        return kept

    return select


def _as_list(value: Value) -> list[Value]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _item_scope(item: Value, scope: Scope) -> Scope:
    """In a filter the item is `item`, and the entries of an item that is a context are names of their own."""
    inner = Scope({"item": item}, scope, scope.run)
    return Scope(item, inner, scope.run, loose=True) if isinstance(item, dict) else inner


def _at_position(items: list[Value], position: Decimal) -> Value:
    """The item at a position from 1, or from -1 backwards; null if there is none."""
    if not 1 <= abs(position) <= len(items):
        return None
    place = int(position)
    return items[place - 1 if place > 0 else place]


def _at_key(value: Value, key: Value) -> Value:
    """The other spelling of paths: `list[0]`, `context['key']`."""
    if isinstance(value, list) and isinstance(key, Decimal):
        return value[int(key)] if 0 <= key < len(value) else None
    return value.get(key) if isinstance(value, dict) and isinstance(key, str) else None


def _call(step: Arguments) -> Step:
    values = [code(value) for value in step.values]
    names = step.names

    def call(function: Value, scope: Scope) -> Value:
        if not isinstance(function, Function):
            return None
        inner = Scope({}, scope, scope.run, loose=True) if function.loose else scope
        scope.run.charge(1 + len(values))
        given = [value(inner) for value in values]
        if names:
            return function.call_named(scope.run, dict(zip(names, given, strict=True)))
        return function.call(scope.run, given)

    return call
