"""Goes through a form with what is known and what was answered: what is there to see, and what is its value?

Drawing and checking a form both start here, so that a person is never asked for what they could not see.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.form import schema
from app.form.ask import When, value_of
from app.form.normal import is_empty, normal
from app.model.form import Component, Form
from app.model.values import Json, Variables

Names = dict[str, Json]


@dataclass(slots=True)
class Node:
    """A visible component: `path` is the name it is posted under, `names` is what its expressions may read."""

    component: Component
    path: str
    names: Names
    value: Json = None
    readonly: bool = False
    rows: "tuple[Row, ...]" = ()


@dataclass(slots=True)
class Row:
    """The inside of a group (always one row), or a row of a dynamic list. A blank row is as it was offered."""

    path: str
    nodes: tuple[Node, ...]
    blank: bool = False


@dataclass(slots=True)
class _Level:
    prefix: str
    given: Mapping[str, Json]
    base: Mapping[str, Json]
    names: Names


@dataclass(slots=True)
class _Walk:
    when: When
    dropped: set[str] = field(default_factory=set)

    def level(self, components: tuple[Component, ...], level: _Level) -> tuple[Node, ...]:
        fields = [c for c in flat(components) if c.key]
        level.names = {**level.names, **{c.key: level.base.get(c.key) for c in fields}}
        values = {c.key: self._value(c, level) for c in fields if c.type != "expression"}
        level.names |= values
        return tuple(self._nodes(components, level))

    def _value(self, component: Component, level: _Level) -> Json:
        """The answer; of what people may not change, what it was before. Read-only by a condition counts as that."""
        if level.prefix + component.key in self.dropped:
            return None
        if component.disabled or component.readonly:
            return first_value(component, level.base, level.names, self.when)
        return normal(component, level.given.get(component.key), self.when.zone)

    def _nodes(self, components: Iterable[Component], level: _Level) -> Iterator[Node]:
        for component in components:
            if component.hide and value_of(component.hide, level.names, self.when) is True:
                self._drop((component,), level)
            else:
                yield self._node(component, level)

    def _drop(self, components: Iterable[Component], level: _Level) -> None:
        for component in flat(components):
            if component.key:
                if component.type != "expression" and not is_empty(level.names[component.key]):
                    self.dropped.add(level.prefix + component.key)
                level.names[component.key] = None

    def _node(self, component: Component, level: _Level) -> Node:
        node = Node(component, level.prefix + (component.key or component.id), level.names)
        if component.type == "group":
            node.rows = (Row(node.path, tuple(self._nodes(component.components, level))),)
        elif component.type == "dynamiclist":
            node.rows = tuple(self._rows(node, level))
            node.value = [taken(row.nodes) for row in node.rows if not row.blank]
        elif component.type == "expression":
            node.value = value_of(str(component.raw.get("expression", "")), level.names, self.when)
        elif component.key:
            self._settle(node, level)
        if component.key:
            level.names[component.key] = node.value
        return node

    def _settle(self, node: Node, level: _Level) -> None:
        component = node.component
        node.value = level.names[component.key]
        node.readonly = component.readonly is True
        if isinstance(component.readonly, str):
            node.readonly = value_of(component.readonly, level.names, self.when) is True
            if not node.readonly and not component.disabled:
                node.value = normal(component, level.given.get(component.key), self.when.zone)

    def _rows(self, node: Node, level: _Level) -> Iterator[Row]:
        component = node.component
        base = rows_of(first_value(component, level.base, level.names, self.when))
        given = [] if node.path in self.dropped else rows_of(level.given.get(component.key))
        if not movable(component):
            count = len(base) or repetitions(component)
            given = [*given, *({} for _ in range(count))][:count]
        for number, row in enumerate(given):
            path = f"{node.path}.{number}"
            before = base[number] if number < len(base) else {}
            inner = _Level(f"{path}.", row, before, level.names)
            nodes = self.level(component.components, inner)
            yield Row(path, nodes, movable(component) and _blank(nodes))


def settle(form: Form, answers: Mapping[str, Json], variables: Variables, when: When) -> tuple[Node, ...]:
    """The visible components with their values, in the order of the form.

    Conditions and expressions read the variables and all answers of the form; what is not known is null. The answer of
    a hidden component is dropped. As this can change a condition that stands above it, we begin again until nothing
    more is dropped.
    """
    walk = _Walk(when)
    while True:
        before = len(walk.dropped)
        nodes = walk.level(form.components, _Level("", answers, variables, dict(variables)))
        if len(walk.dropped) == before:
            return nodes


def taken(nodes: Iterable[Node]) -> dict[str, Json]:
    """What the visible components give: answers, computed values, rows. Disabled fields give nothing."""
    values: dict[str, Json] = {}
    for node in nodes:
        if node.component.type == "group":
            values |= taken(node.rows[0].nodes)
        elif node.component.key and not node.component.disabled:
            values[node.component.key] = node.value
    return values


def flat(components: Iterable[Component]) -> Iterator[Component]:
    """The components of one level of names: groups are opened, dynamic lists are not."""
    for component in components:
        if component.type == "group":
            yield from flat(component.components)
        else:
            yield component


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes, those of groups and of rows that are not blank included, outer ones first."""
    for node in nodes:
        yield node
        for row in node.rows:
            if not row.blank:
                yield from every(row.nodes)


def first_value(component: Component, base: Mapping[str, Json], names: Names, when: When) -> Json:
    """What a field holds before anybody answers: the variable, or else the default (FEEL, when it begins with `=`)."""
    value = base.get(component.key)
    if value is not None:
        return value
    default = component.default
    return value_of(default, names, when) if isinstance(default, str) and default.startswith("=") else default


def rows_of(value: Json) -> list[dict[str, Json]]:
    """The rows of a list, no more than one too many; none of what is no list."""
    rows = value if isinstance(value, list) else []
    return [row if isinstance(row, dict) else {} for row in rows[: schema.MAX_ROWS + 1]]


def movable(component: Component) -> bool:
    """Whether a person may add and remove rows."""
    return component.raw.get("allowAddRemove") is not False


def repetitions(component: Component) -> int:
    """How many rows a list begins with."""
    count = component.raw.get("defaultRepetitions", 1)
    return count if isinstance(count, int) else 1


def _blank(nodes: Iterable[Node]) -> bool:
    asked = [node for node in every(nodes) if node.component.type in schema.ANSWERED]
    untouched = all(is_empty(node.value) or node.value == node.component.default for node in asked)
    return untouched and any(node.component.default is None for node in asked)
