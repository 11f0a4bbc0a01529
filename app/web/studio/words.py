"""What is different, and what has happened to an SOP, in words for people."""

from app.compare import Change, Kind, Part
from app.model.finding import Finding, begun
from app.model.release import Milestone
from app.web.shared.languages import Lazy, gettext, lazy_gettext, sentence

KINDS: dict[str, Lazy] = {
    Kind.ADDED: lazy_gettext("Added"),
    Kind.REMOVED: lazy_gettext("Removed"),
    Kind.CHANGED: lazy_gettext("Changed"),
    Kind.MOVED: lazy_gettext("Moved"),
}
PARTS: dict[str, Lazy] = {
    Part.DIAGRAM: lazy_gettext("Diagram"),
    Part.FORM: lazy_gettext("Forms"),
    Part.FACTS: lazy_gettext("Facts of the SOP"),
    Part.LETTER: lazy_gettext("Letter templates"),
    Part.SCENARIOS: lazy_gettext("Scenarios"),
}
MILESTONES: dict[str, Lazy] = {
    Milestone.BEGAN: lazy_gettext("Working copy begun"),
    Milestone.EDITED: lazy_gettext("Joined in editing the working copy"),
    Milestone.DISCARDED: lazy_gettext("Working copy discarded"),
    Milestone.REOPENED: lazy_gettext("Working copy opened again"),
    Milestone.PROPOSED: lazy_gettext("Proposed"),
    Milestone.WITHDRAWN: lazy_gettext("Proposal withdrawn"),
    Milestone.APPROVED: lazy_gettext("Approved"),
    Milestone.REJECTED: lazy_gettext("Rejected"),
    Milestone.DEPLOYED: lazy_gettext("Deployed"),
    Milestone.RESTORED: lazy_gettext("Restored"),
    Milestone.MIGRATED: lazy_gettext("Cases moved"),
}
TYPES: dict[str, Lazy] = {
    "userTask": lazy_gettext("User task"),
    "task": lazy_gettext("Task"),
    "manualTask": lazy_gettext("Manual task"),
    "serviceTask": lazy_gettext("Service task"),
    "sendTask": lazy_gettext("Send task"),
    "receiveTask": lazy_gettext("Receive task"),
    "scriptTask": lazy_gettext("Script task"),
    "businessRuleTask": lazy_gettext("Business rule"),
    "callActivity": lazy_gettext("Call activity"),
    "subProcess": lazy_gettext("Sub-process"),
    "startEvent": lazy_gettext("Start event"),
    "endEvent": lazy_gettext("End event"),
    "intermediateCatchEvent": lazy_gettext("Intermediate event"),
    "intermediateThrowEvent": lazy_gettext("Intermediate event"),
    "boundaryEvent": lazy_gettext("Boundary event"),
    "exclusiveGateway": lazy_gettext("Exclusive gateway"),
    "parallelGateway": lazy_gettext("Parallel gateway"),
    "inclusiveGateway": lazy_gettext("Inclusive gateway"),
    "eventBasedGateway": lazy_gettext("Event-based gateway"),
    "sequenceFlow": lazy_gettext("Sequence flow"),
    "messageFlow": lazy_gettext("Message flow"),
    "association": lazy_gettext("Association"),
    "participant": lazy_gettext("Pool"),
    "lane": lazy_gettext("Lane"),
    "process": lazy_gettext("Process"),
    "textAnnotation": lazy_gettext("Annotation"),
    "dataObjectReference": lazy_gettext("Data object"),
    "dataStoreReference": lazy_gettext("Data store"),
    "message": lazy_gettext("Message"),
    "error": lazy_gettext("Error"),
    "file": lazy_gettext("File"),
    "form": lazy_gettext("Form"),
    "textfield": lazy_gettext("Text field"),
    "textarea": lazy_gettext("Text area"),
    "number": lazy_gettext("Number"),
    "datetime": lazy_gettext("Date or time"),
    "select": lazy_gettext("Choice"),
    "radio": lazy_gettext("Choice"),
    "checkbox": lazy_gettext("Checkbox"),
    "checklist": lazy_gettext("Checklist"),
    "filepicker": lazy_gettext("File to attach"),
    "dynamiclist": lazy_gettext("List of rows"),
    "group": lazy_gettext("Group"),
    "text": lazy_gettext("Text"),
    "rows": lazy_gettext("Row of the official table"),
    "groups": lazy_gettext("Groups behind the lanes"),
    "identity": lazy_gettext("Identity"),
    "clock": lazy_gettext("Service clock"),
    "variables": lazy_gettext("Variables"),
    "letters": lazy_gettext("Line in a book of letters"),
    "legal_basis": lazy_gettext("Legal basis"),
    "required_documents": lazy_gettext("Required document"),
    "connectors": lazy_gettext("Systems outside"),
    "outcomes": lazy_gettext("Outcomes"),
    "added": lazy_gettext("What does not stand in the source"),
    "english": lazy_gettext("English words"),
}
WHATS: dict[str, Lazy] = {
    "name": lazy_gettext("Name"),
    "type": lazy_gettext("Kind"),
    "lane": lazy_gettext("Lane"),
    "parent": lazy_gettext("Stands in"),
    "from": lazy_gettext("From"),
    "to": lazy_gettext("To"),
    "attached to": lazy_gettext("Attached to"),
    "event": lazy_gettext("Event"),
    "timer": lazy_gettext("Timer"),
    "message": lazy_gettext("Message"),
    "error code": lazy_gettext("Error code"),
    "condition": lazy_gettext("Condition"),
    "interrupting": lazy_gettext("Interrupts"),
    "form": lazy_gettext("Form"),
    "default flow": lazy_gettext("Default flow"),
    "loop": lazy_gettext("Repetition"),
    "script": lazy_gettext("Script"),
    "candidates": lazy_gettext("Group"),
    "row": lazy_gettext("Row of the official table"),
    "basis": lazy_gettext("Basis"),
    "topic": lazy_gettext("Topic"),
    "documentation": lazy_gettext("Documentation"),
    "position": lazy_gettext("Position"),
    "size": lazy_gettext("Size"),
    "label": lazy_gettext("Label"),
    "line": lazy_gettext("Course of the line"),
    "folded": lazy_gettext("Folded"),
    "drawn": lazy_gettext("Drawn"),
    "written": lazy_gettext("It is written otherwise and says the same."),
    "other": lazy_gettext("Something technical; the file shows it."),
    "order": lazy_gettext("It stands at another place among the fields."),
    "group": lazy_gettext("Group"),
    "options": lazy_gettext("Options"),
    "description": lazy_gettext("Help"),
    "defaultValue": lazy_gettext("Default"),
    "readonly": lazy_gettext("Read only"),
    "disabled": lazy_gettext("Disabled"),
    "validate.required": lazy_gettext("Required"),
    "validate.minLength": lazy_gettext("Fewest characters"),
    "validate.maxLength": lazy_gettext("Most characters"),
    "validate.min": lazy_gettext("Least"),
    "validate.max": lazy_gettext("Most"),
    "validate.pattern": lazy_gettext("Pattern"),
    "conditional.hide": lazy_gettext("Hidden if"),
    "properties.label_en": lazy_gettext("English label"),
    "properties.description_en": lazy_gettext("English help"),
    "layout.row": lazy_gettext("Row"),
    "layout.columns": lazy_gettext("Width"),
    "text": lazy_gettext("Text"),
    "kelengkapan": lazy_gettext("Requirements"),
    "waktu": lazy_gettext("Time"),
    "output": lazy_gettext("Output"),
    "keterangan": lazy_gettext("Remarks"),
    "time_proposed": lazy_gettext("Proposed time (minutes)"),
    "number": lazy_gettext("Number"),
    "title": lazy_gettext("Title"),
    "days": lazy_gettext("Days"),
}


def kind_word(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def type_word(change: Change) -> str:
    """What sort of thing has changed; what has no word of ours is called as in the file."""
    return str(TYPES.get(change.type, change.type))


def what_word(what: str) -> str:
    return str(WHATS.get(what, what))


def value_word(value: str) -> str:
    """A value of a detail; kinds of elements, yes and no are said in words."""
    if value in ("true", "false"):
        return gettext("yes") if value == "true" else gettext("no")
    return str(TYPES[value]) if value.endswith(("Task", "Event", "Gateway")) and value in TYPES else value


def caption(change: Change) -> str:
    """A change in a line: `Changed: Memeriksa kelengkapan`."""
    return f"{kind_word(change.kind)}: {change.name or change.id or type_word(change)}"


def finding_words(finding: Finding) -> str:
    return begun(sentence(finding.says))
