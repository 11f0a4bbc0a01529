"""Complete a user task, or send the message an instance waits for, with a person's answers."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from json import dumps

from app.actions import _rights
from app.actions._document_rules import check_documents
from app.actions._incident import open_incident
from app.actions._issue import draw_up, numbers_of
from app.actions._letter_facts import Completion
from app.actions._own_work import own_work
from app.actions._step import Cause, take_step
from app.actions._work import Held, hold_work, must_be_open, must_not_have_stopped
from app.actions.signing import signature
from app.feel import FeelError, evaluate
from app.form import validate
from app.model.advance import Complete, Saved
from app.model.errors import Conflict, Ended, Invalid, LajurError, StepFailed
from app.model.form import Form
from app.model.instance import ProcessInstance, WorkItem, WorkState
from app.model.outline import Element
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office, Reader, Unit

NOTHING: Variables = {}


def complete(office: Office, work_id: int, answers: Variables, *, by: User, proof: str = "") -> ProcessInstance:
    """Validate the answers against the form of the instance's own version and let the process go on.

    `proof` is what `second_factor.prove` has answered, for a task that is a signature. Raises Invalid with a sentence
    for each field; SignFirst, NoSecondFactor, AlreadyDone, AlreadyClaimed, Forbidden or NotFound. Sending the same
    answers twice is harmless. When the process cannot go on, the answers are kept with an incident at this task and
    the instance is answered as it was.
    """
    digest = _digest(answers)
    outputs: Variables = {}
    told: Variables = {}
    try:
        with office.store.writing() as unit:
            held = hold_work(office, unit, work_id)
            _rights.must_work(held.definition, held.instance, held.work, by)
            if _is_repeat(held.work, digest, by):
                return held.instance
            outputs = _checked(office, unit, held, answers, by)
            told = _told(office, unit, held, by, proof)
            after = close(office, unit, held, outputs, by.actor, done_by=by.id, digest=digest, told=told)
            unit.discard_draft(work_id, by.id)
            unit.commit()
            return after
    except StepFailed as failure:
        return open_incident(office, work_id, failure, outputs=outputs, actor=by.actor, done_by=by.id, told=told)


def close(
    office: Office,
    unit: Unit,
    held: Held,
    outputs: Variables,
    actor: str,
    *,
    done_by: int | None,
    digest: str | None,
    told: Variables = NOTHING,
) -> ProcessInstance:
    """Close the held work item with its outputs and keep the step. The caller commits. Raises StepFailed."""
    now = office.clock()
    saved = Saved(_state(held.instance), held.instance.variables)
    drawn = draw_up(office, unit, Completion(held, outputs, told, actor, done_by, now))
    outputs = {**outputs, **numbers_of(held.definition.templates, drawn)} if drawn else outputs
    advance = office.engine.advance(held.definition, saved, Complete(held.work.token, outputs), now=now)
    work = replace(
        held.work,
        state=WorkState.DONE,
        done_by=done_by,
        done_at=now,
        outputs=None,
        outputs_digest=digest,
        failure=None,
        owner=None,
        leased_until=None,
    )
    cause = Cause(actor, work, outputs, told=told, documents=drawn)
    return take_step(office, unit, held.definition, held.instance, advance, cause, now=now)


def _told(office: Office, unit: Unit, held: Held, by: User, proof: str) -> Variables:
    element = held.definition.outline.elements[held.work.element]
    mine: Variables = {"own_work": list(found)} if (found := own_work(unit, element, held.instance.id, by)) else {}
    return {**_rights.in_place(by, held.work.group), **signature(office, unit, element, by, proof), **mine}


def _checked(office: Office, unit: Unit, held: Held, answers: Variables, by: User) -> Variables:
    must_be_open(held.work)
    _rights.must_be_free(unit, held.work, by)
    must_not_have_stopped(held.work)
    element = held.definition.outline.elements[held.work.element]
    must_be_available(office, element, held.instance.variables)
    form = form_of(held, element)
    if form is None:
        return {}
    known = {**held.instance.variables, **held.work.locals}
    outputs = validate(form, answers, known, now=office.clock(), zone=office.calendar.zone)
    _check_files(unit, held.instance, outputs)
    check_documents(office, unit, held, outputs)
    return outputs


def form_of(held: Held, element: Element) -> Form | None:
    """The form a person fills in: that of the element, or of the manual evidence for a service task."""
    if not element.is_service:
        return held.definition.form_of(element)
    forms = held.definition.forms
    return forms.get(f"bukti_{element.id}") or forms.get("bukti_manual")


def must_be_available(office: Office, element: Element, variables: Variables) -> None:
    """Raises Conflict when a message may not be sent (any more): its property `available` (FEEL) is not true."""
    if not is_available(office, element, variables):
        raise Conflict("This is not possible any more at this stage of the case.")


def is_available(office: Office, element: Element, variables: Variables) -> bool:
    """Whether a message may be sent now, by the FEEL property `available` of its element; without it always."""
    condition = element.properties.get("available")
    if condition is None:
        return True
    try:
        return evaluate(condition, variables, now=office.clock(), zone=office.calendar.zone) is True
    except FeelError:
        return False


def _check_files(reader: Reader, instance: ProcessInstance, outputs: Variables) -> None:
    """Files named in answers must be attachments of this very case."""
    named = {name: set(_digests(value)) for name, value in outputs.items()}
    if not any(named.values()):
        return
    kept = {attachment.digest for attachment in reader.attachments(instance.id)}
    problems: dict[str, LajurError] = {
        name: LajurError("This file is not among the attachments of the case.")
        for name, digests in named.items()
        if not digests <= kept
    }
    if problems:
        raise Invalid(problems)


def _digests(value: Json) -> Iterator[str]:
    """The digests of all files in an answer, at any depth: a file is an object with digest and media type."""
    if isinstance(value, list):
        yield from (digest for item in value for digest in _digests(item))
    elif isinstance(value, dict) and "digest" in value and "media_type" in value:
        yield str(value["digest"])
    elif isinstance(value, dict):
        yield from (digest for item in value.values() for digest in _digests(item))


def _is_repeat(work: WorkItem, digest: str, by: User) -> bool:
    return work.state is WorkState.DONE and work.done_by == by.id and work.outputs_digest == digest


def _digest(answers: Variables) -> str:
    return sha256(dumps(answers, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _state(instance: ProcessInstance) -> bytes:
    if instance.state is None:
        raise Ended
    return instance.state
