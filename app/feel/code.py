"""From tree to code: every node becomes a closure over a scope. This part: constants, names, operators.

The registered functions of all `code_*` parts are one function, `code`. Work that depends on the text alone is done
here, once; loops and calls are charged to the run when they happen.
"""

from collections.abc import Callable
from functools import singledispatch
from typing import TypeAlias

from app.feel.arithmetic import compute, negate
from app.feel.compare import relate
from app.feel.scope import Run, Scope
from app.feel.tree import Between, Chain, Literal, Logic, Name, Negation, Node
from app.feel.values import Value

Code: TypeAlias = Callable[[Scope], Value]
Operation: TypeAlias = Callable[[str, Value, Value, Run], Value]


@singledispatch
def code(node: Node) -> Code:
    """The closure that computes a node; it raises FeelError and nothing else."""
    raise TypeError(node)


@code.register
def _(node: Literal) -> Code:
    value = node.value
    return lambda _: value


@code.register
def _(node: Name) -> Code:
    name, position = node.name, node.at

    def look_up(scope: Scope) -> Value:
        level: Scope | None = scope
        while level is not None:
            if name in level.names:
                return level.names[name]
            level = level.outer
        return scope.find(name, position)

    return look_up


@code.register
def _(node: Chain) -> Code:
    first = code(node.first)
    rest = [(_operation(operand.sign), operand.sign, code(operand.value)) for operand in node.rest]
    if len(rest) == 1:
        [(operate, sign, right)] = rest
        return lambda scope: operate(sign, first(scope), right(scope), scope.run)

    def chain(scope: Scope) -> Value:
        value = first(scope)
        for operate, sign, right in rest:
            value = operate(sign, value, right(scope), scope.run)
        return value

    return chain


def _operation(sign: str) -> Operation:
    return compute if sign in ("+", "-", "*", "/", "**") else relate


@code.register
def _(node: Logic) -> Code:
    """`and` and `or` of three values: what is not a boolean counts as unknown."""
    parts = [code(part) for part in node.parts]
    decisive = node.decisive

    def logic(scope: Scope) -> Value:
        result: bool | None = not decisive
        for part in parts:
            value = part(scope)
            if value is decisive:
                return decisive
            if value is not result:
                result = None
        return result

    return logic


@code.register
def _(node: Negation) -> Code:
    inner = code(node.value)
    if isinstance(node.value, Literal):
        value = negate(node.value.value)
        return lambda _: value
    return lambda scope: negate(inner(scope))


@code.register
def _(node: Between) -> Code:
    value, low, high = code(node.value), code(node.low), code(node.high)

    def between(scope: Scope) -> Value:
        middle = value(scope)
        above = relate(">=", middle, low(scope), scope.run)
        below = relate("<=", middle, high(scope), scope.run)
        return None if above is None or below is None else above and below

    return between
