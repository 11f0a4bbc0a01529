"""Diagrams as text: a small language for tests, made into BPMN XML.

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
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

_NODE = (
    r"(?P<open>[(<]?)(?P<name>[^\W\d][\w.?]*)(?::(?P<kind>\w+))?(?:\{(?P<options>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\})?[)>]?"
)
_ARROW = r"-(?:(?P<flow>\w+)?(?:\[(?P<condition>[^\]]*(?:\[[^\]]*\][^\]]*)*)\])?-)?>|(?P<attach>[!~])"
_WORD = re.compile(rf"\s*(?:{_ARROW}|{_NODE})\s*")
_SCOPE = re.compile(r"(?P<trigger>[!~]?)\s*(?P<name>\w+):")

_TASKS = {
    "user": "userTask",
    "manual": "manualTask",
    "task": "task",
    "service": "serviceTask",
    "send": "sendTask",
    "rule": "businessRuleTask",
    "receive": "receiveTask",
    "script": "scriptTask",
}
_GATEWAYS = {"and": "parallelGateway", "or": "inclusiveGateway", "event": "eventBasedGateway", "": "exclusiveGateway"}
_WORDS = ("parallel", "sequential", "loop")  # mean something without a value
_TIMER_KINDS = (("R", "timeCycle"), ("P", "timeDuration"), ("=", "timeDuration"), ("$", "timeDuration"))


@dataclass
class _Node:
    id: str
    shape: str = ""
    kind: str = ""
    options: dict[str, str] = field(default_factory=dict)
    host: str = ""
    interrupting: bool = True
    incoming: int = 0
    outgoing: int = 0


class _Flow(NamedTuple):
    id: str
    source: str
    target: str
    condition: str | None


@dataclass
class _Scope:
    """The content of the process or of a sub-process; `trigger` is `!` or `~` for an event sub-process."""

    id: str
    trigger: str = ""
    nodes: dict[str, _Node] = field(default_factory=dict)
    flows: list[_Flow] = field(default_factory=list)
    scopes: dict[str, "_Scope"] = field(default_factory=dict)


def bpmn(drawing: str, *, process: str = "process", extra: str = "") -> bytes:
    """The BPMN XML of a drawing; `extra` is XML to put into the process as it is."""
    top = _Scope(process)
    _read(iter(_lines(drawing)), top)
    references: dict[tuple[str, str], str] = {}
    body = "".join(_content(top, references)) + extra
    roots = "".join(
        f"<bpmn:{kind} id={quoteattr(id_)} name={quoteattr(name)}"
        + (f" errorCode={quoteattr(name)}/>" if kind == "error" else "/>")
        for (kind, name), id_ in references.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
        ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' id="definitions" targetNamespace="http://lajur.example/bpmn">'
        f'{roots}<bpmn:process id={quoteattr(process)} isExecutable="true">{body}</bpmn:process></bpmn:definitions>'
    ).encode()


def _lines(drawing: str) -> list[tuple[int, str]]:
    """Indentation and text of each line."""
    lines = (line.partition(" # ")[0].rstrip() for line in cleandoc(drawing).splitlines())
    return [(len(line) - len(line.lstrip()), line.strip()) for line in lines if line]


def _read(lines: Iterator[tuple[int, str]], top: _Scope) -> None:
    stack = [(-1, top)]
    for indent, line in lines:
        while indent <= stack[-1][0]:
            stack.pop()
        header = _SCOPE.fullmatch(line)
        if header:
            scope = _Scope(header["name"], header["trigger"])
            stack[-1][1].scopes[scope.id] = scope
            stack[-1][1].nodes.setdefault(scope.id, _Node(scope.id))
            stack.append((indent, scope))
        else:
            _read_line(line, stack[-1][1])


def _read_line(line: str, scope: _Scope) -> None:
    before: _Node | None = None
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


def _mention(scope: _Scope, word: re.Match[str]) -> _Node:
    name = word["name"].rstrip("?")
    node = scope.nodes.setdefault(name, _Node(name))
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


def _join(scope: _Scope, before: _Node, arrow: re.Match[str], node: _Node) -> None:
    if arrow["attach"]:
        node.host, node.interrupting = before.id, arrow["attach"] == "!"
        return
    same = sum(flow.source == before.id and flow.target == node.id for flow in scope.flows)
    made = f"{before.id}_{node.id}" + (f"_{same + 1}" if same else "")
    scope.flows.append(_Flow(arrow["flow"] or made, before.id, node.id, arrow["condition"]))
    before.outgoing += 1
    node.incoming += 1


def _content(scope: _Scope, references: dict[tuple[str, str], str]) -> Iterator[str]:
    for node in scope.nodes.values():
        if node.id in scope.scopes:
            yield from _sub_process(scope.scopes[node.id], node, references)
        else:
            yield _element(node, scope, references)
    for flow in scope.flows:
        condition = ""
        if flow.condition is not None:
            condition = (
                '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">'
                f"{escape(flow.condition)}</bpmn:conditionExpression>"
            )
        yield (
            f"<bpmn:sequenceFlow id={quoteattr(flow.id)} sourceRef={quoteattr(flow.source)}"
            f" targetRef={quoteattr(flow.target)}>{condition}</bpmn:sequenceFlow>"
        )


def _sub_process(scope: _Scope, node: _Node, references: dict[tuple[str, str], str]) -> Iterator[str]:
    yield f"<bpmn:subProcess id={quoteattr(scope.id)}" + (' triggeredByEvent="true">' if scope.trigger else ">")
    yield _loop(node)
    yield from _content(scope, references)
    yield "</bpmn:subProcess>"


def _element(node: _Node, scope: _Scope, references: dict[tuple[str, str], str]) -> str:
    if node.shape == "(":
        return _event(node, scope, references)
    if node.shape == "<":
        return _gateway(node, scope)
    tag, main = _TASKS[node.kind or "user"], node.options.get("", "")
    attributes = f" id={quoteattr(node.id)}"
    properties, inside = "", ""
    if tag in ("serviceTask", "sendTask", "businessRuleTask"):
        attributes += f' camunda:type="external" camunda:topic={quoteattr(main or node.id)}'
    if tag == "receiveTask" and main:
        attributes += f" messageRef={quoteattr(_reference(references, 'message', main))}"
    if tag == "scriptTask":
        result = node.options.get("result", "")
        attributes += ' scriptFormat="feel"' + (f" camunda:resultVariable={quoteattr(result)}" if result else "")
        inside = f"<bpmn:script>{escape(main)}</bpmn:script>"
    if "collect" in node.options:
        properties = (
            "<bpmn:extensionElements><camunda:properties>"
            f'<camunda:property name="collect" value={quoteattr(node.options["collect"])}/>'
            "</camunda:properties></bpmn:extensionElements>"
        )
    return f"<bpmn:{tag}{attributes}>{properties}{_loop(node)}{inside}</bpmn:{tag}>"


def _loop(node: _Node) -> str:
    kind = next((kind for kind in ("parallel", "sequential") if kind in node.options), None)
    if kind is None:
        return "<bpmn:standardLoopCharacteristics/>" if "loop" in node.options else ""
    collection, variable = node.options[kind], node.options.get("as")
    attributes = ' isSequential="true"' if kind == "sequential" else ""
    attributes += f" camunda:collection={quoteattr(collection)}" if collection else ""
    attributes += f" camunda:elementVariable={quoteattr(variable)}" if variable else ""
    times, until = node.options.get("times"), node.options.get("until")
    inside = f"<bpmn:loopCardinality>{escape(times)}</bpmn:loopCardinality>" if times else ""
    inside += f"<bpmn:completionCondition>{escape(until)}</bpmn:completionCondition>" if until else ""
    return f"<bpmn:multiInstanceLoopCharacteristics{attributes}>{inside}</bpmn:multiInstanceLoopCharacteristics>"


def _gateway(node: _Node, scope: _Scope) -> str:
    tag = _GATEWAYS[node.kind]
    leaving = [flow for flow in scope.flows if flow.source == node.id]
    default = ""
    if tag in ("exclusiveGateway", "inclusiveGateway") and any(flow.condition is not None for flow in leaving):
        default = next((f" default={quoteattr(flow.id)}" for flow in leaving if flow.condition is None), "")
    return f"<bpmn:{tag} id={quoteattr(node.id)}{default}/>"


def _event(node: _Node, scope: _Scope, references: dict[tuple[str, str], str]) -> str:
    attributes = f" id={quoteattr(node.id)}"
    if node.host:
        tag = "boundaryEvent"
        attributes += f" attachedToRef={quoteattr(node.host)}" + (
            "" if node.interrupting else ' cancelActivity="false"'
        )
    elif not node.incoming:
        tag = "startEvent"
        attributes += ' isInterrupting="false"' if scope.trigger == "~" else ""
    elif not node.outgoing:
        tag = "endEvent"
    else:
        tag = "intermediateCatchEvent" if node.kind else "intermediateThrowEvent"
    if "tag" in node.options:
        tag = node.options["tag"]
    return f"<bpmn:{tag}{attributes}>{_definition(node, references)}</bpmn:{tag}>"


def _definition(node: _Node, references: dict[tuple[str, str], str]) -> str:
    main = node.options.get("", "")
    if not node.kind:
        return ""
    if node.kind == "timer":
        kind = node.options.get("kind") or next(
            (kind for sign, kind in _TIMER_KINDS if main.startswith(sign)), "timeDate"
        )
        return f"<bpmn:timerEventDefinition><bpmn:{kind}>{escape(main)}</bpmn:{kind}></bpmn:timerEventDefinition>"
    reference = f" {node.kind}Ref={quoteattr(_reference(references, node.kind, main))}" if main else ""
    return f"<bpmn:{node.kind}EventDefinition{reference}/>"


def _reference(references: dict[tuple[str, str], str], kind: str, name: str) -> str:
    return references.setdefault((kind, name), f"{kind}_{len(references) + 1}")
