"""What the elements of BPMN are called in a sentence."""

from collections.abc import Mapping

from app.model.errors import LajurError

_KINDS: Mapping[str, LajurError] = {
    "process": LajurError("a process"),
    "participant": LajurError("a pool"),
    "lane": LajurError("a lane"),
    "sequenceFlow": LajurError("an arrow"),
    "messageFlow": LajurError("a message flow"),
    "association": LajurError("an association"),
    "textAnnotation": LajurError("a text annotation"),
    "group": LajurError("a frame"),
    "dataObjectReference": LajurError("a data object"),
    "dataObject": LajurError("a data object"),
    "dataStoreReference": LajurError("a data store"),
    "dataStore": LajurError("a data store"),
    "task": LajurError("a task"),
    "userTask": LajurError("a user task"),
    "manualTask": LajurError("a manual task"),
    "serviceTask": LajurError("a service task"),
    "sendTask": LajurError("a send task"),
    "receiveTask": LajurError("a receive task"),
    "businessRuleTask": LajurError("a business rule task"),
    "scriptTask": LajurError("a script task"),
    "callActivity": LajurError("a call activity"),
    "subProcess": LajurError("a sub-process"),
    "transaction": LajurError("a transaction"),
    "adHocSubProcess": LajurError("an ad-hoc sub-process"),
    "startEvent": LajurError("a start event"),
    "endEvent": LajurError("an end event"),
    "intermediateCatchEvent": LajurError("a catching event"),
    "intermediateThrowEvent": LajurError("a throwing event"),
    "boundaryEvent": LajurError("a boundary event"),
    "exclusiveGateway": LajurError("an exclusive gateway"),
    "parallelGateway": LajurError("a parallel gateway"),
    "inclusiveGateway": LajurError("an inclusive gateway"),
    "eventBasedGateway": LajurError("an event-based gateway"),
    "complexGateway": LajurError("a complex gateway"),
    "message": LajurError("a message"),
    "signal": LajurError("a signal"),
    "error": LajurError("an error"),
    "escalation": LajurError("an escalation"),
    "conditionExpression": LajurError("the condition"),
    "condition": LajurError("the condition"),
    "loopCondition": LajurError("the condition"),
    "completionCondition": LajurError("the completion condition"),
    "activationCondition": LajurError("the activation condition"),
    "loopCardinality": LajurError("the number of times"),
}


def kind_words(tag: str) -> LajurError:
    """A BPMN tag in words, with its article; a rare one is quoted as it is."""
    return _KINDS.get(tag) or LajurError("a “{tag}”", tag=tag)
