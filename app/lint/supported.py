"""What of BPMN 2.0 works here, and what a deploy refuses: one table for lint, for the documentation and for tests.

A key names an element with what makes the difference (`boundaryEvent.timer`). `app.lint.cases` says which keys an
element of a diagram falls under. What is drawn and has no effect (data objects, annotations) works in that sense.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.errors import LajurError


@dataclass(frozen=True, slots=True)
class Support:
    """`title` names the element for people. `sentence` says how it behaves, or why it is refused and what to draw."""

    title: LajurError
    works: bool
    sentence: LajurError


def _works(title: str, sentence: str) -> Support:
    return Support(LajurError(title), True, LajurError(sentence))


def _refused(title: str, sentence: str) -> Support:
    return Support(LajurError(title), False, LajurError(sentence))


_ONE_START = "A case is begun by a person with the plain start event; draw one."
_EVENT_START = "Let an event sub-process begin with a message, a timer or an error."
_EXTERNAL = 'A worker or connector does it by its topic (camunda:type="external").'
_NO_CODE = "No code of a diagram is run; choose “External” with a topic."
_CATCH = "Wait for a message or a timer instead."
_THROW = "It would have no effect here, because nothing outside of a case is begun or told by it; use a service task."
_BOUNDARY = "Attach a timer, a message or an error instead."
_AT_ONCE = (
    "Done once for each item of camunda:collection (as camunda:elementVariable), or loopCardinality times, all at once."
)
_ONE_BY_ONE = (
    "Done once for each item of camunda:collection (as camunda:elementVariable), or loopCardinality times, one by one."
)

SUPPORTED: Mapping[str, Support] = {
    "startEvent.none": _works("Start event", "A person begins the case."),
    "startEvent.message": _refused("Message start event", _ONE_START),
    "startEvent.timer": _refused("Timer start event", _ONE_START),
    "startEvent.signal": _refused("Signal start event", _ONE_START),
    "startEvent.conditional": _refused("Conditional start event", _ONE_START),
    "startEvent.multiple": _refused("Multiple start event", _ONE_START),
    "startEvent.several": _refused(
        "Several start events", "A process and a sub-process begin at one place; leave one."
    ),
    "endEvent.none": _works("End event", "The token ends; the case ends when none is left."),
    "endEvent.terminate": _works("Terminate end event", "Ends its process or sub-process with all that is open in it."),
    "endEvent.error.caught": _works(
        "Error end event with a handler", "Ends its sub-process and goes on at the error event that catches its code."
    ),
    "endEvent.error": _refused(
        "Error end event without a handler",
        "Nothing catches the error. Put it into a sub-process with an error boundary event of the same code.",
    ),
    "endEvent.escalation": _refused("Escalation end event", "Use a plain end event, or an error inside a sub-process."),
    "endEvent.signal": _refused("Signal end event", _THROW),
    "endEvent.message": _refused("Message end event", "Send with a service task before a plain end event."),
    "endEvent.cancel": _refused("Cancel end event", "Transactions are not run; use an error inside a sub-process."),
    "endEvent.compensate": _refused("Compensation end event", "Compensation is not run; draw the tasks that undo."),
    "endEvent.multiple": _refused("Multiple end event", "Draw one end event for each."),
    "intermediateCatchEvent.timer": _works("Timer event", "Waits for a time, or for a duration."),
    "intermediateCatchEvent.timer.cycle": _refused("Timer event with a cycle", "It waits once; write a duration."),
    "intermediateCatchEvent.message": _works("Message event", "Waits until the message is given to the case."),
    "intermediateCatchEvent.conditional": _refused("Conditional event", _CATCH),
    "intermediateCatchEvent.signal": _refused("Signal event", _CATCH),
    "intermediateCatchEvent.link": _refused("Link event (catching)", "Draw the sequence flow."),
    "intermediateCatchEvent.multiple": _refused(
        "Multiple event", "Draw an event-based gateway with an event for each."
    ),
    "intermediateThrowEvent.none": _works("Intermediate event without a kind", "A milestone; the token goes on."),
    "intermediateThrowEvent.message": _refused("Message throw event", "Send with a service task."),
    "intermediateThrowEvent.signal": _refused("Signal throw event", _THROW),
    "intermediateThrowEvent.escalation": _refused("Escalation throw event", _THROW),
    "intermediateThrowEvent.compensate": _refused("Compensation throw event", "Draw the tasks that undo."),
    "intermediateThrowEvent.link": _refused("Link event (throwing)", "Draw the sequence flow."),
    "intermediateThrowEvent.multiple": _refused("Multiple throw event", "Draw one event for each."),
    "boundaryEvent.timer": _works("Timer boundary event", "Ends its activity at the time."),
    "boundaryEvent.timer.nonInterrupting": _works(
        "Timer boundary event that does not interrupt", "A token goes on at the time, once or in cycles (R3/PT1H)."
    ),
    "boundaryEvent.message": _works("Message boundary event", "Ends its activity when the message comes."),
    "boundaryEvent.message.nonInterrupting": _works(
        "Message boundary event that does not interrupt", "A token goes on when the message comes."
    ),
    "boundaryEvent.error": _works(
        "Error boundary event", "Ends its activity when it reports the error code; without a code, any error."
    ),
    "boundaryEvent.signal": _refused("Signal boundary event", _BOUNDARY),
    "boundaryEvent.signal.nonInterrupting": _refused("Signal boundary event that does not interrupt", _BOUNDARY),
    "boundaryEvent.conditional": _refused("Conditional boundary event", _BOUNDARY),
    "boundaryEvent.conditional.nonInterrupting": _refused(
        "Conditional boundary event that does not interrupt", _BOUNDARY
    ),
    "boundaryEvent.escalation": _refused("Escalation boundary event", _BOUNDARY),
    "boundaryEvent.escalation.nonInterrupting": _refused(
        "Escalation boundary event that does not interrupt", _BOUNDARY
    ),
    "boundaryEvent.cancel": _refused("Cancel boundary event", "Transactions are not run; use an error."),
    "boundaryEvent.compensate": _refused("Compensation boundary event", "Draw the tasks that undo."),
    "boundaryEvent.multiple": _refused("Multiple boundary event", "Attach one event for each."),
    "boundaryEvent.multiple.nonInterrupting": _refused(
        "Multiple boundary event that does not interrupt", "Attach one event for each."
    ),
    "userTask": _works("User task", "A person of its lane does it with its form."),
    "manualTask": _works("Manual task", "A person of its lane confirms that it is done."),
    "task": _works("Task without a type", "Done by a person, like a user task."),
    "serviceTask.external": _works("Service task, external", _EXTERNAL),
    "serviceTask": _refused("Service task, other implementation", _NO_CODE),
    "sendTask.external": _works("Send task, external", _EXTERNAL),
    "sendTask": _refused("Send task, other implementation", _NO_CODE),
    "businessRuleTask.external": _works("Business rule task, external", _EXTERNAL),
    "businessRuleTask": _refused("Business rule task, other implementation", _NO_CODE),
    "receiveTask.message": _works("Receive task", "Waits until the message is given to the case."),
    "receiveTask": _refused("Receive task without a message", "It would wait for nothing; choose its message."),
    "receiveTask.instantiate": _refused("Receive task that begins a process", _ONE_START),
    "scriptTask.feel": _works(
        "Script task in FEEL", "Computes its expression and keeps the result as camunda:resultVariable."
    ),
    "scriptTask": _refused(
        "Script task in another language",
        "No code of a diagram is run; write FEEL with the script format “feel” and name a result variable.",
    ),
    "callActivity": _refused("Call activity", "Other processes are not called; draw a sub-process."),
    "subProcess": _works("Embedded sub-process", "One plain start event, one or more ends."),
    "eventSubProcess.message": _works("Event sub-process with a message", "Ends the main flow and goes on in it."),
    "eventSubProcess.message.nonInterrupting": _works(
        "Event sub-process with a message, not interrupting", "Runs beside the main flow."
    ),
    "eventSubProcess.timer": _works("Event sub-process with a timer", "Ends the main flow at the time."),
    "eventSubProcess.timer.nonInterrupting": _works(
        "Event sub-process with a timer, not interrupting", "Runs beside the main flow."
    ),
    "eventSubProcess.error": _works("Event sub-process with an error", "Handles the errors nobody else catches."),
    "eventSubProcess.signal": _refused("Event sub-process with a signal", _EVENT_START),
    "eventSubProcess.signal.nonInterrupting": _refused(
        "Event sub-process with a signal, not interrupting", _EVENT_START
    ),
    "eventSubProcess.conditional": _refused("Event sub-process with a condition", _EVENT_START),
    "eventSubProcess.conditional.nonInterrupting": _refused(
        "Event sub-process with a condition, not interrupting", _EVENT_START
    ),
    "eventSubProcess.escalation": _refused("Event sub-process with an escalation", _EVENT_START),
    "eventSubProcess.escalation.nonInterrupting": _refused(
        "Event sub-process with an escalation, not interrupting", _EVENT_START
    ),
    "eventSubProcess.compensate": _refused("Event sub-process with compensation", _EVENT_START),
    "eventSubProcess.multiple": _refused("Event sub-process with several events", _EVENT_START),
    "eventSubProcess.multiple.nonInterrupting": _refused(
        "Event sub-process with several events, not interrupting", _EVENT_START
    ),
    "eventSubProcess.nested": _refused(
        "Event sub-process inside a sub-process", "Draw it in the process itself, or use a boundary event."
    ),
    "transaction": _refused(
        "Transaction sub-process", "Nothing would be undone; draw a sub-process with an error boundary event."
    ),
    "adHocSubProcess": _refused("Ad-hoc sub-process", "Draw the order of its tasks, or a parallel gateway."),
    "exclusiveGateway": _works("Exclusive gateway", "The first flow whose condition holds is taken, else the default."),
    "parallelGateway": _works("Parallel gateway", "All flows are taken; a join waits for all of them, in loops too."),
    "inclusiveGateway": _works("Inclusive gateway", "Every flow whose condition holds is taken, else the default."),
    "inclusiveGateway.loop": _refused(
        "Inclusive gateway in a loop",
        "In a loop it cannot tell which tokens are still to come; use a parallel gateway, or take it out of the loop.",
    ),
    "complexGateway": _refused("Complex gateway", "Draw exclusive and parallel gateways."),
    "eventBasedGateway": _works("Event-based gateway", "Waits for the first of its messages and timers."),
    "eventBasedGateway.instantiate": _refused("Event-based gateway that begins a process", _ONE_START),
    "eventBasedGateway.parallel": _refused("Parallel event-based gateway", "Draw a parallel gateway with the events."),
    "multiInstance.parallel": _works("Multi-instance activity, parallel", _AT_ONCE),
    "multiInstance.sequential": _works("Multi-instance activity, sequential", _ONE_BY_ONE),
    "multiInstance.completion": _works("Multi-instance task with a completion condition", "Ends early when it holds."),
    "multiInstance.other": _refused(
        "Multi-instance of another activity",
        "Only tasks of people and of workers are repeated; repeat the tasks inside, or draw a loop.",
    ),
    "multiInstance.unknown": _refused(
        "Multi-instance without a number",
        "It needs camunda:collection with camunda:elementVariable, or loopCardinality, and not both.",
    ),
    "multiInstance.data": _refused(
        "Multi-instance over data objects (loopDataInputRef, loopDataOutputRef)",
        "Data objects hold nothing here; name the list in camunda:collection.",
    ),
    "loop.standard": _refused("Loop marker", "Draw the loop with a gateway, so that everybody sees its condition."),
    "compensation": _refused("Activity for compensation", "Compensation is not run; draw the tasks that undo."),
    "sequenceFlow.conditional": _refused(
        "Condition on a flow that leaves a task or event", "Draw a gateway, so that everybody sees the decision."
    ),
    "sequenceFlow.fork": _refused("Several flows that leave a task or event", "Draw a parallel gateway."),
    "extension.inputOutput": _refused("camunda:inputOutput", "Variables are not mapped; name the fields as needed."),
    "extension.listener": _refused("Execution and task listeners", "No code of a diagram is run; draw a service task."),
    "dataObjectReference": _works("Data object", "Drawn; no effect."),
    "dataStoreReference": _works("Data store", "Drawn; no effect."),
    "dataAssociation": _works("Data association", "Drawn; no effect."),
    "textAnnotation": _works("Text annotation, association, group", "Drawn; no effect."),
    "participant": _works("Further pools and message flows", "Drawn; no effect. One pool holds the process that runs."),
}


def markdown() -> str:
    """The table for the documentation."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "| Element | | How it behaves, or what to draw instead |"
    yield "|---|---|---|"
    for support in SUPPORTED.values():
        yield f"| {support.title} | {'works' if support.works else 'refused'} | {support.sentence} |"
