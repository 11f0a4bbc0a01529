"""A drawing for every row of the table of what is supported."""

from itertools import pairwise

TIMER = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
CYCLE = "<timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition>"
MESSAGE = '<messageEventDefinition messageRef="m"/>'
ERROR = '<errorEventDefinition errorRef="e"/>'
SIGNAL = '<signalEventDefinition signalRef="s"/>'
CONDITION = "<conditionalEventDefinition><condition>ya</condition></conditionalEventDefinition>"
ESCALATION, COMPENSATE = "<escalationEventDefinition/>", "<compensateEventDefinition/>"
CANCEL, TERMINATE = "<cancelEventDefinition/>", "<terminateEventDefinition/>"
LINK = '<linkEventDefinition name="2"/>'
NOT_INTERRUPTING = {"startEvent": 'isInterrupting="false"', "boundaryEvent": 'cancelActivity="false"'}


def line(*nodes: str) -> str:
    """A process of the start, these nodes (each with the id `xN`) and an end, one after the other."""
    ids = ["mulai", *(f"x{number}" for number in range(len(nodes))), "selesai"]
    flows = (f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids))
    return "\n".join(['<startEvent id="mulai"/>', *nodes, '<endEvent id="selesai"/>', *flows])


def node(tag: str, inner: str = "", **attributes: str) -> str:
    written = "".join(f' {name.replace("__", ":")}="{value}"' for name, value in attributes.items())
    return f'<{tag} id="x0" name="Langkah"{written}>{inner}</{tag}>'


def start(inner: str) -> str:
    return line().replace('<startEvent id="mulai"/>', f'<startEvent id="mulai">{inner}</startEvent>')


def end(inner: str) -> str:
    return line().replace('<endEvent id="selesai"/>', f'<endEvent id="selesai">{inner}</endEvent>')


def boundary(inner: str, more: str = "") -> str:
    tail = '<endEvent id="lewat"/><sequenceFlow id="b" sourceRef="batas" targetRef="lewat"/>'
    return line(node("userTask")) + f'<boundaryEvent id="batas" attachedToRef="x0" {more}>{inner}</boundaryEvent>{tail}'


def inside(begin: str = "", finish: str = "", name: str = "dalam") -> str:
    return (
        f'<startEvent id="{name}_mulai">{begin}</startEvent><endEvent id="{name}_selesai">{finish}</endEvent>'
        f'<sequenceFlow id="{name}" sourceRef="{name}_mulai" targetRef="{name}_selesai"/>'
    )


def event_sub_process(inner: str, more: str = "") -> str:
    body = inside(inner).replace('<startEvent id="dalam_mulai"', f'<startEvent id="dalam_mulai" {more}')
    return f'<subProcess id="tarik" name="Penarikan" triggeredByEvent="true">{body}</subProcess>'


def split(gateway: str, condition: str = "") -> str:
    default = ' default="f1"' if condition else ""
    return (
        f'<startEvent id="mulai"/><{gateway} id="x0"{default}/><userTask id="a" name="A"/><userTask id="b" name="B"/>'
        f'<{gateway} id="x1"/><endEvent id="selesai"/><sequenceFlow id="f0" sourceRef="mulai" targetRef="x0"/>'
        '<sequenceFlow id="f1" sourceRef="x0" targetRef="a" name="Ya"/>'
        f'<sequenceFlow id="f2" sourceRef="x0" targetRef="b" name="Tidak">{condition}</sequenceFlow>'
        '<sequenceFlow id="f3" sourceRef="a" targetRef="x1"/><sequenceFlow id="f4" sourceRef="b" targetRef="x1"/>'
        '<sequenceFlow id="f5" sourceRef="x1" targetRef="selesai"/>'
    )


def race(more: str = "") -> str:
    return (
        f'<startEvent id="mulai"/><eventBasedGateway id="x0" {more}/>'
        f'<intermediateCatchEvent id="a">{TIMER}</intermediateCatchEvent>'
        f'<intermediateCatchEvent id="b">{MESSAGE}</intermediateCatchEvent>'
        '<endEvent id="selesai"/><endEvent id="gugur"/>'
        '<sequenceFlow id="f0" sourceRef="mulai" targetRef="x0"/><sequenceFlow id="f1" sourceRef="x0" targetRef="a"/>'
        '<sequenceFlow id="f2" sourceRef="x0" targetRef="b"/><sequenceFlow id="f3" sourceRef="a" targetRef="gugur"/>'
        '<sequenceFlow id="f4" sourceRef="b" targetRef="selesai"/>'
    )


def repeated(tag: str = "userTask", inner: str = "", **attributes: str) -> str:
    written = "".join(f' {name.replace("__", ":")}="{value}"' for name, value in attributes.items())
    return line(node(tag, f"<multiInstanceLoopCharacteristics{written}>{inner}</multiInstanceLoopCharacteristics>"))


def loop(gateway: str) -> str:
    condition = "<conditionExpression>ya</conditionExpression>"
    back = f'<sequenceFlow id="k" sourceRef="x1" targetRef="x0" name="Lagi">{condition}</sequenceFlow>'
    return line(node("userTask"), f'<{gateway} id="x1" default="x1_selesai"/>') + back


CONDITION_ON_FLOW = "<conditionExpression>ya</conditionExpression>"
COLLECTION = {"camunda__collection": "[1, 2]", "camunda__elementVariable": "satu"}
EXTERNAL = {"camunda__type": "external", "camunda__topic": "oss"}
CATCH = {"timer": TIMER, "message": MESSAGE, "conditional": CONDITION, "signal": SIGNAL, "link": LINK}
MULTIPLE = TIMER + MESSAGE
NESTED = inside() + event_sub_process(TIMER).replace("dalam", "ditarik")
HANDLER = (
    f'<boundaryEvent id="batas" attachedToRef="x0">{ERROR}</boundaryEvent>'
    '<endEvent id="lewat"/><sequenceFlow id="b" sourceRef="batas" targetRef="lewat"/>'
)

DRAWINGS = {
    "startEvent.none": line(node("userTask")),
    **{f"startEvent.{kind}": start(CATCH[kind]) for kind in ("message", "timer", "signal", "conditional")},
    "startEvent.multiple": start(MULTIPLE),
    "startEvent.several": line(node("userTask"))
    + '<startEvent id="n"/><sequenceFlow id="g" sourceRef="n" targetRef="x0"/>',
    "endEvent.none": line(node("userTask")),
    "endEvent.terminate": end(TERMINATE),
    "endEvent.error": end(ERROR),
    "endEvent.error.caught": line(node("subProcess", inside(finish=ERROR))) + HANDLER,
    "endEvent.escalation": end(ESCALATION),
    "endEvent.signal": end(SIGNAL),
    "endEvent.message": end(MESSAGE),
    "endEvent.cancel": line(node("transaction", inside(finish=CANCEL))),
    "endEvent.compensate": end(COMPENSATE),
    "endEvent.multiple": end(SIGNAL + TERMINATE),
    **{f"intermediateCatchEvent.{kind}": line(node("intermediateCatchEvent", inner)) for kind, inner in CATCH.items()},
    "intermediateCatchEvent.timer.cycle": line(node("intermediateCatchEvent", CYCLE)),
    "intermediateCatchEvent.multiple": line(node("intermediateCatchEvent", MULTIPLE)),
    "intermediateThrowEvent.none": line(node("intermediateThrowEvent")),
    "intermediateThrowEvent.message": line(node("intermediateThrowEvent", MESSAGE)),
    "intermediateThrowEvent.signal": line(node("intermediateThrowEvent", SIGNAL)),
    "intermediateThrowEvent.escalation": line(node("intermediateThrowEvent", ESCALATION)),
    "intermediateThrowEvent.compensate": line(node("intermediateThrowEvent", COMPENSATE)),
    "intermediateThrowEvent.link": line(node("intermediateThrowEvent", LINK)),
    "intermediateThrowEvent.multiple": line(node("intermediateThrowEvent", MESSAGE + SIGNAL)),
    "boundaryEvent.timer": boundary(TIMER),
    "boundaryEvent.timer.nonInterrupting": boundary(CYCLE, NOT_INTERRUPTING["boundaryEvent"]),
    "boundaryEvent.message": boundary(MESSAGE),
    "boundaryEvent.message.nonInterrupting": boundary(MESSAGE, NOT_INTERRUPTING["boundaryEvent"]),
    "boundaryEvent.error": boundary(ERROR),
    "boundaryEvent.signal": boundary(SIGNAL),
    "boundaryEvent.signal.nonInterrupting": boundary(SIGNAL, NOT_INTERRUPTING["boundaryEvent"]),
    "boundaryEvent.conditional": boundary(CONDITION),
    "boundaryEvent.conditional.nonInterrupting": boundary(CONDITION, NOT_INTERRUPTING["boundaryEvent"]),
    "boundaryEvent.escalation": boundary(ESCALATION),
    "boundaryEvent.escalation.nonInterrupting": boundary(ESCALATION, NOT_INTERRUPTING["boundaryEvent"]),
    "boundaryEvent.cancel": boundary(CANCEL).replace("userTask", "transaction"),
    "boundaryEvent.compensate": boundary(COMPENSATE),
    "boundaryEvent.multiple": boundary(MULTIPLE),
    "boundaryEvent.multiple.nonInterrupting": boundary(MULTIPLE, NOT_INTERRUPTING["boundaryEvent"]),
    "userTask": line(node("userTask")),
    "manualTask": line(node("manualTask")),
    "task": line(node("task")),
    **{f"{tag}.external": line(node(tag, **EXTERNAL)) for tag in ("serviceTask", "sendTask", "businessRuleTask")},
    **{tag: line(node(tag)) for tag in ("serviceTask", "sendTask", "businessRuleTask")},
    "receiveTask.message": line(node("receiveTask", messageRef="m")),
    "receiveTask": line(node("receiveTask")),
    "receiveTask.instantiate": line(node("receiveTask", messageRef="m", instantiate="true")),
    "scriptTask.feel": line(
        node("scriptTask", "<script>1 + 1</script>", scriptFormat="feel", camunda__resultVariable="dua")
    ),
    "scriptTask": line(node("scriptTask", "<script>dua = 2</script>", scriptFormat="javascript")),
    "callActivity": line(node("callActivity", calledElement="lain")),
    "subProcess": line(node("subProcess", inside())),
    "eventSubProcess.nested": line(node("subProcess", NESTED)),
    "transaction": line(node("transaction", inside())),
    "adHocSubProcess": line(node("adHocSubProcess", '<userTask id="t" name="T"/>')),
    "exclusiveGateway": split("exclusiveGateway", CONDITION_ON_FLOW),
    "parallelGateway": split("parallelGateway"),
    "inclusiveGateway": split("inclusiveGateway", CONDITION_ON_FLOW),
    "inclusiveGateway.loop": loop("inclusiveGateway"),
    "complexGateway": split("complexGateway"),
    "eventBasedGateway": race(),
    "eventBasedGateway.instantiate": race('instantiate="true"'),
    "eventBasedGateway.parallel": race('eventGatewayType="Parallel"'),
    "multiInstance.parallel": repeated(**COLLECTION),
    "multiInstance.sequential": repeated(inner="<loopCardinality>3</loopCardinality>", isSequential="true"),
    "multiInstance.completion": repeated(inner="<completionCondition>ya</completionCondition>", **COLLECTION),
    "multiInstance.other": repeated("scriptTask", **COLLECTION),
    "multiInstance.unknown": repeated(),
    "multiInstance.data": repeated(inner="<loopDataInputRef>di</loopDataInputRef>").replace(
        "<multi", '<ioSpecification><dataInput id="di"/><inputSet/><outputSet/></ioSpecification><multi'
    ),
    "loop.standard": line(node("userTask", "<standardLoopCharacteristics/>")),
    "compensation": line(node("userTask", isForCompensation="true")),
    "sequenceFlow.conditional": line(node("userTask")).replace(
        'sourceRef="x0" targetRef="selesai"/>', f'sourceRef="x0" targetRef="selesai">{CONDITION_ON_FLOW}</sequenceFlow>'
    ),
    "sequenceFlow.fork": line(node("userTask"), '<userTask id="x1" name="X"/>')
    + '<sequenceFlow id="g" sourceRef="x0" targetRef="selesai"/>',
    "extension.inputOutput": line(
        node("userTask", "<extensionElements><camunda:inputOutput/></extensionElements>"),
    ),
    "extension.listener": line(
        node("userTask", "<extensionElements><camunda:taskListener/></extensionElements>"),
    ),
    "dataObjectReference": line() + '<dataObjectReference id="d" dataObjectRef="o"/><dataObject id="o"/>',
    "dataStoreReference": line() + '<dataStoreReference id="d" dataStoreRef="arsip"/>',
    "dataAssociation": line(
        node("userTask", '<dataOutputAssociation id="da"><targetRef>d</targetRef></dataOutputAssociation>')
    )
    + '<dataObjectReference id="d" dataObjectRef="o"/><dataObject id="o"/>',
    "textAnnotation": line() + '<textAnnotation id="catatan"><text>Asli</text></textAnnotation>',
    "participant": line(),
}
STARTS = {
    "message": MESSAGE,
    "timer": TIMER,
    "error": ERROR,
    "signal": SIGNAL,
    "conditional": CONDITION,
    "escalation": ESCALATION,
    "compensate": COMPENSATE,
    "multiple": MULTIPLE,
}
for kind, definition in STARTS.items():
    DRAWINGS[f"eventSubProcess.{kind}"] = line() + event_sub_process(definition)
    if kind not in ("error", "compensate"):
        more = NOT_INTERRUPTING["startEvent"]
        DRAWINGS[f"eventSubProcess.{kind}.nonInterrupting"] = line() + event_sub_process(definition, more)


def file_of(body: str) -> bytes:
    """A BPMN file whose process holds `body`."""
    text = f"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
      <message id="m" name="Jawaban"/><signal id="s" name="S"/><error id="e" errorCode="GAGAL"/><dataStore id="arsip"/>
      <collaboration id="c"><participant id="oss" name="OSS"/><participant id="dinas" processRef="izin"/>
        <messageFlow id="mf" sourceRef="oss" targetRef="dinas"/></collaboration>
      <process id="izin" isExecutable="true">{body}</process></definitions>"""
    return text.encode()
