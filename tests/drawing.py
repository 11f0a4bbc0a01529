"""Diagrams as text: a small language for tests.

    (mulai) -> periksa -> <lengkap?> -[hasil = "lengkap"]-> putuskan -> (selesai)
    <lengkap?> -> (ditolak)

`name` is a user task, `(name)` an event, `<name>` an exclusive gateway; a kind may follow after a colon, and more in
braces: the first word without `=` is the main value of the kind.

    kirim:service{kirim.surat}              topic             also send, rule, receive{message}, manual, task
    hitung:script{ronde + 1; result=ronde}  expression, and the variable for its value
    <g:and> <g:or> <g:event>                parallel, inclusive, event-based
    (tunggu:timer{PT1H})                    an event in the middle catches; kinds: timer, message, error, terminate
    nilai{parallel=reviewers; as=r; until=nrOfCompletedInstances > 1; collect=votes}    also sequential=, times=

A flow without a condition from a gateway that has conditions is its default. The id of a flow is `source_target`
(a second one `source_target_2`); `-f1[...]->` or `-f1->` gives it one. An event at the boundary of a task:

    periksa ! (terlambat:timer{PT1H}) -> naikkan       interrupting
    periksa ~ (ingatkan:timer{R3/PT1H}) -> (diingatkan)    not

A line that ends in a colon begins a sub-process, its content is indented: `periksa:` one that is in the flow,
`! batal:` an event sub-process that interrupts, `~ batal:` one that does not. An event with nothing before it is a
start, one with nothing behind it an end. Order of elements is order of first mention.

`tests.drawing_xml.bpmn` makes BPMN XML of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import NamedTuple

_NODE = (
    r"(?P<open>[(<]?)(?P<name>[^\W\d][\w.?]*)(?::(?P<kind>\w+))?(?:\{(?P<options>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\})?[)>]?"
)
_ARROW = r"-(?:(?P<flow>\w+)?(?:\[(?P<condition>[^\]]*(?:\[[^\]]*\][^\]]*)*)\])?-)?>|(?P<attach>[!~])"
_WORD = re.compile(rf"\s*(?:{_ARROW}|{_NODE})\s*")
_SCOPE = re.compile(r"(?P<trigger>[!~]?)\s*(?P<name>\w+):")

_WORDS = ("parallel", "sequential", "loop")  # mean something without a value


@dataclass
class Node:
    """`shape` is the opening bracket; `host` what an event is attached to; `options` what stands in braces."""

    id: str
    shape: str = ""
    kind: str = ""
    options: dict[str, str] = field(default_factory=dict)
    host: str = ""
    interrupting: bool = True
    incoming: int = 0
    outgoing: int = 0


class Flow(NamedTuple):
    id: str
    source: str
    target: str
    condition: str | None


@dataclass
class Scope:
    """The content of the process or of a sub-process; `trigger` is `!` or `~` for an event sub-process."""

    id: str
    trigger: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    scopes: dict[str, "Scope"] = field(default_factory=dict)


def read(drawing: str, process: str = "process") -> Scope:
    """The process that a drawing shows. Raises ValueError for what is no drawing."""
    top = Scope(process)
    _read(iter(_lines(drawing)), top)
    return top


def _lines(drawing: str) -> list[tuple[int, str]]:
    """Indentation and text of each line."""
    lines = (line.partition(" # ")[0].rstrip() for line in cleandoc(drawing).splitlines())
    return [(len(line) - len(line.lstrip()), line.strip()) for line in lines if line]


def _read(lines: Iterator[tuple[int, str]], top: Scope) -> None:
    stack = [(-1, top)]
    for indent, line in lines:
        while indent <= stack[-1][0]:
            stack.pop()
        header = _SCOPE.fullmatch(line)
        if header:
            scope = Scope(header["name"], header["trigger"])
            stack[-1][1].scopes[scope.id] = scope
            stack[-1][1].nodes.setdefault(scope.id, Node(scope.id))
            stack.append((indent, scope))
        else:
            _read_line(line, stack[-1][1])


def _read_line(line: str, scope: Scope) -> None:
    before: Node | None = None
    arrow: re.Match[str] | None = None
    position = 0
    while position < len(line):
        word = _WORD.match(line, position)
        if word is None:
            raise ValueError(f"cannot read {line[position:]!r} in {line!r}")
        position = word.end()
        if word["name"] is None:
            arrow = word
            continue
        node = _mention(scope, word)
        if before is not None and arrow is not None:
            _join(scope, before, arrow, node)
        before = node


def _mention(scope: Scope, word: re.Match[str]) -> Node:
    name = word["name"].rstrip("?")
    node = scope.nodes.setdefault(name, Node(name))
    node.shape = node.shape or word["open"] or ""
    node.kind = node.kind or word["kind"] or ""
    node.options.update(_options(word["options"] or ""))
    return node


def _options(text: str) -> dict[str, str]:
    pairs = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        key, equals, value = part.partition("=")
        named = key in _WORDS if not equals else re.fullmatch(r"[a-z]+", key)
        pairs[key if named else ""] = value.strip() if named else part
    return pairs


def _join(scope: Scope, before: Node, arrow: re.Match[str], node: Node) -> None:
    if arrow["attach"]:
        node.host, node.interrupting = before.id, arrow["attach"] == "!"
        return
    same = sum(flow.source == before.id and flow.target == node.id for flow in scope.flows)
    made = f"{before.id}_{node.id}" + (f"_{same + 1}" if same else "")
    scope.flows.append(Flow(arrow["flow"] or made, before.id, node.id, arrow["condition"]))
    before.outgoing += 1
    node.incoming += 1
