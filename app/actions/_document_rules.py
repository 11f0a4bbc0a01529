"""Rules about documents, checked before a person's completion is taken. They are data of the SOP (`sop.toml`)."""

from app.actions._letter_facts import issued_before
from app.actions._work import Held
from app.feel import FeelError, evaluate, names
from app.model.document_rule import DocumentRule
from app.model.errors import Conflict, Invalid
from app.model.values import Json, Variables
from app.ports import Office, Reader


def check_documents(office: Office, reader: Reader, held: Held, outputs: Variables) -> None:
    """Raises Invalid with the sentences of the rules that do not hold at their fields, Conflict with one that has no
    field. Costs nothing where there are none."""
    rules = [rule for rule in held.definition.sop.document_rules if rule.element == held.work.element]
    if not rules:
        return
    issued = issued_before(held.definition, reader.documents(held.instance.id))
    known: dict[str, Json] = {**held.instance.variables, **held.work.locals, **outputs, "terbit": dict(issued)}
    broken = [rule for rule in rules if not _holds(office, rule, known)]
    if problems := {rule.field: _sentence(rule) for rule in broken if rule.field}:
        raise Invalid({**problems})
    for rule in broken:
        raise _sentence(rule)


def _holds(office: Office, rule: DocumentRule, known: Variables) -> bool:
    """What is not there is null; what cannot be computed does not hold."""
    try:
        there = {**dict.fromkeys(names(rule.require)), **known}
        return evaluate(rule.require, there, now=office.clock(), zone=office.calendar.zone) is True
    except FeelError:
        return False


def _sentence(rule: DocumentRule) -> Conflict:
    return Conflict("{message}", message=rule.message, message_en=rule.message_en or rule.message)
