"""From tree to code: `if`, loops, quantifiers, lists, contexts, intervals, tests, functions."""

from collections.abc import Iterator, Sequence

from app.feel.code import Code, code
from app.feel.compare import order, within
from app.feel.iterate import domain_items
from app.feel.kinds import instance_of
from app.feel.lambdas import Lambda
from app.feel.scope import MOST_ITEMS, Scope
from app.feel.tree import (
    Choice,
    Definition,
    InstanceOf,
    Interval,
    Items,
    Loop,
    Membership,
    Name,
    Part,
    Quantifier,
    Record,
    Source,
    measure,
    parts,
)
from app.feel.values import Entries, Range, Value

Sources = Sequence[tuple[str, Code, Code | None]]


@code.register
def _(node: Choice) -> Code:
    condition, then, otherwise = code(node.condition), code(node.then), code(node.otherwise)
    return lambda scope: then(scope) if condition(scope) is True else otherwise(scope)


@code.register
def _(node: Loop) -> Code:
    sources, body = _sources(node.sources), code(node.body)
    weight, _ = measure(node.body)
    looks_back = _mentions(node.body, "partial")

    def loop(scope: Scope) -> Value:
        results: list[Value] = []
        names: Entries = {"partial": []}
        for inner in _turns(sources, Scope(names, scope, scope.run)):
            if inner is None:
                return None
            scope.run.charge(weight + len(results) // 64 if looks_back else weight)
            if len(results) == MOST_ITEMS:
                scope.run.items(MOST_ITEMS + 1)
            if looks_back:
                names["partial"] = results[:]
            results.append(body(inner))
        return results

    return loop


@code.register
def _(node: Quantifier) -> Code:
    sources, condition, decisive = _sources(node.sources), code(node.condition), node.decisive
    weight, _ = measure(node.condition)

    def quantify(scope: Scope) -> Value:
        result: bool | None = not decisive
        for inner in _turns(sources, Scope({}, scope, scope.run)):
            if inner is None:
                return None
            scope.run.charge(weight)
            value = condition(inner)
            if value is decisive:
                return decisive
            if value is not result:
                result = None
        return result

    return quantify


def _sources(sources: Sequence[Source]) -> Sources:
    return [(source.name, code(source.domain), code(source.to) if source.to else None) for source in sources]


def _turns(sources: Sources, scope: Scope) -> Iterator[Scope | None]:
    """One scope for every combination of items; None once if something that should be a list is none."""
    (name, domain, to), further = sources[0], sources[1:]
    items = domain_items(domain(scope), to(scope) if to else None, scope.run, bounded=to is not None)
    if items is None:
        yield None
    else:
        for item in items:
            scope.run.charge(1)
            inner = Scope({name: item}, scope, scope.run)
            if further:
                yield from _turns(further, inner)
            else:
                yield inner


@code.register
def _(node: Items) -> Code:
    items = [code(item) for item in node.items]

    def make(scope: Scope) -> Value:
        return [item(scope) for item in items]

    return make


@code.register
def _(node: Record) -> Code:
    entries = [(entry.key, code(entry.value)) for entry in node.entries]

    def make(scope: Scope) -> Value:
        record: Entries = {}
        inner = Scope(record, scope, scope.run)
        for key, value in entries:
            record[key] = value(inner)
        return record

    return make


@code.register
def _(node: Interval) -> Code:
    low, high, sign = code(node.low), code(node.high), node.sign
    from_low, to_high = node.low_included, node.high_included

    def make(scope: Scope) -> Value:
        start, end = low(scope), high(scope)
        if sign == ".." and start is not None and end is not None and order(start, end) is None:
            return None
        return Range(start, end, from_low, to_high, sign)

    return make


@code.register
def _(node: Membership) -> Code:
    value = code(node.value)
    tests = [(code(test), _mentions(test, "?")) for test in node.tests]

    def member(scope: Scope) -> Value:
        asked = value(scope)
        inner = Scope({"?": asked}, scope, scope.run)
        unknown = False
        for test, condition in tests:
            found = test(inner)
            verdict = found if condition and isinstance(found, bool) else within(asked, found, scope.run)
            if verdict is True:
                return True
            unknown = unknown or verdict is None
        return None if unknown and len(tests) == 1 else False

    return member


def _mentions(node: Part, name: str) -> bool:
    """Does a tree read a name? As `? > 3` speaks of the value that is tested."""
    return (isinstance(node, Name) and node.name == name) or any(_mentions(part, name) for part in parts(node))


@code.register
def _(node: InstanceOf) -> Code:
    value, wanted = code(node.value), node.type
    return lambda scope: instance_of(value(scope), wanted, scope.run)


@code.register
def _(node: Definition) -> Code:
    body = code(node.body)
    weight, height = measure(node.body)
    return lambda scope: Lambda(node.parameters, body, scope, weight, height)
