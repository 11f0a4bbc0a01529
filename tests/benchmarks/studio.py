"""Judging a diagram of 500 elements while somebody draws: every time another file, with the forms of its SOP."""

from statistics import median
from time import perf_counter

from app.actions.studio.problems import problems_of
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.notation.diagram import read_diagram
from app.ports import Office
from app.wiring import rehearsal_office
from tests.benchmarks.table import Figure

ROUNDS = 5
#: Blocks of nine elements, one after the other.
BLOCKS = 56
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="https://lajur.example/besar"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <bpmn:process id="besar" name="SOP besar" isExecutable="true">
"""
_TAIL = """  </bpmn:process>
</bpmn:definitions>
"""
_CONDITION = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=hasil_{} = "ya"</bpmn:conditionExpression>'
_FACTS = """key = "besar"
number_prefix = "B"
title = "=nomor_kasus"
business_key = "=nomor_kasus"

[identity]
number = "1"
title = "SOP besar"
agency = "Dinas Contoh"

[groups]
lane = "petugas"
"""
_FORM = """{{"id": "{0}", "type": "default", "schemaVersion": 19, "executionPlatform": "Camunda Platform",
"executionPlatformVersion": "7.21.0", "components": [{{"type": "radio", "id": "Field_{0}", "key": "{1}", "label":
"Hasil", "values": [{{"value": "ya", "label": "Ya"}}, {{"value": "tidak", "label": "Tidak"}}]}}]}}"""


def figures() -> list[Figure]:
    """How long it takes to judge the diagram when it is well, and when it is full of problems."""
    office, bundle = rehearsal_office(), large_bundle()
    elements = len(read_diagram(bundle.files[DIAGRAM]).outline.elements)
    broken = bundle.replacing(
        DIAGRAM, bundle.files[DIAGRAM].replace(b' name="Ya"', b"").replace(b' default="', b' x="')
    )
    return [
        Figure(f"Judging a diagram of {elements} elements, {what}", _took(office, files), "ms", 300)
        for what, files in (("well", bundle), ("full of problems", broken))
    ]


def large_bundle() -> Bundle:
    """An SOP of some 500 elements without any problem: tasks with forms, decisions, parallel pairs and timers."""
    blocks = [_block(number) for number in range(BLOCKS)]
    forms = {
        f"forms/{task}.form": _FORM.format(task, f"hasil_{number}" if task[0] == "a" else task).encode()
        for number in range(BLOCKS)
        for task in (f"a{number}", f"b{number}", f"c{number}", f"d{number}")
    }
    lane = "".join(f"<bpmn:flowNodeRef>{name}</bpmn:flowNodeRef>" for name in _names(blocks))
    lanes = f'<bpmn:laneSet id="lajur"><bpmn:lane id="lane" name="Petugas">{lane}</bpmn:lane></bpmn:laneSet>\n'
    start = '<bpmn:startEvent id="mulai"/><bpmn:sequenceFlow id="f_mulai" sourceRef="mulai" targetRef="a0"/>\n'
    end = f'<bpmn:endEvent id="a{BLOCKS}"/>\n'
    diagram = "".join([_HEAD, lanes, start, *blocks, end, _TAIL])
    return Bundle({DIAGRAM: diagram.encode(), SOP: _FACTS.encode(), **forms})


def _block(n: int) -> str:
    flows = [
        (f"a{n}", f"g{n}", "", ""),
        (f"g{n}", f"b{n}", "Ya", _CONDITION.format(n)),
        (f"g{n}", f"c{n}", "Tidak", ""),
        (f"b{n}", f"j{n}", "", ""),
        (f"c{n}", f"j{n}", "", ""),
        (f"j{n}", f"d{n}", "", ""),
        (f"t{n}", f"s{n}", "", ""),
        (f"s{n}", f"w{n}", "", ""),
        (f"d{n}", f"w{n}", "", ""),
        (f"w{n}", f"a{n + 1}", "", ""),
    ]
    tasks = "".join(f'<bpmn:userTask id="{name}{n}" name="Kegiatan {name}{n}"/>' for name in "abcd")
    wait = "<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type='bpmn:tFormalExpression'>P3D</bpmn:timeDuration>"
    return (
        f'{tasks}<bpmn:exclusiveGateway id="g{n}" name="Hasil?" default="f_g{n}_c{n}"/>'
        f'<bpmn:exclusiveGateway id="j{n}"/>'
        f'<bpmn:exclusiveGateway id="w{n}"/><bpmn:intermediateThrowEvent id="s{n}"/>'
        f'<bpmn:boundaryEvent id="t{n}" attachedToRef="d{n}">{wait}</bpmn:timerEventDefinition></bpmn:boundaryEvent>\n'
        + "".join(
            f'<bpmn:sequenceFlow id="f_{source}_{target}" sourceRef="{source}" targetRef="{target}"'
            + (f' name="{name}"' if name else "")
            + f">{condition}</bpmn:sequenceFlow>\n"
            for source, target, name, condition in flows
        )
    )


def _names(blocks: list[str]) -> list[str]:
    inside = [f"{name}{n}" for n in range(len(blocks)) for name in "abcdgjwst"]
    return ["mulai", *inside, f"a{len(blocks)}"]


def _took(office: Office, bundle: Bundle) -> float:
    """Milliseconds, the median of some rounds; each judges a file nobody has seen before."""
    times = []
    for number in range(ROUNDS + 1):
        fresh = bundle.replacing(DIAGRAM, bundle.files[DIAGRAM] + b"\n" * (number + 1))
        began = perf_counter()
        problems_of(office, fresh)
        times.append(1000 * (perf_counter() - began))
    return median(times[1:])
