"""Start a case: a new instance of the newest version of an SOP."""

from dataclasses import replace
from datetime import datetime, tzinfo

from app.actions import _rights
from app.actions._definitions import definition
from app.actions._step import Cause, take_step
from app.feel import FeelError, evaluate
from app.model.clock import ServiceClock
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import Conflict, Forbidden, LajurError, NotFound, StepFailed
from app.model.event import GENESIS, Fact, Happening
from app.model.instance import ProcessInstance, Status
from app.model.people import User
from app.model.tracking import tracking_code
from app.model.values import Json, Variables
from app.ports import Office, Reader, Unit


def start(
    office: Office, sop: str, *, by: User, linked_to: str | None = None, version: int | None = None
) -> ProcessInstance:
    """Start a case of `sop` for `by`, on request as the follow-up of the ended case with the number `linked_to`.

    It runs on the newest version; only a history that is made afterwards names an earlier one. Raises NotFound for an
    unknown SOP, version or case, Forbidden when `by` is not in the lane in which the process starts,
    Conflict when the earlier case may not be taken up again, StepFailed when the process cannot begin.
    """
    with office.store.writing() as unit:
        deployment = unit.deployment(sop, version)
        if deployment is None:
            raise NotFound("There is no SOP named {sop}.", sop=sop)
        process = definition(office, unit, deployment.digest)
        must_start(process, by)
        earlier = _earlier(office, unit, process, linked_to, by) if linked_to else None
        instance = _begin(office, unit, process, deployment, by, earlier)
        unit.commit()
        return instance


def may_start(process: ProcessDefinition, user: User) -> bool:
    """Whether `user` is in the group of the lane in which the process starts."""
    starts = [node for node in process.outline.elements.values() if _is_start(process, node.id)]
    return any(user.is_in(process.group_of(node.id)) for node in starts)


def must_start(process: ProcessDefinition, user: User) -> None:
    """Raises Forbidden when `user` may not start this process."""
    if not may_start(process, user):
        raise Forbidden("You may not start this process.")


def may_follow_up(process: ProcessDefinition, earlier: ProcessInstance, user: User) -> bool:
    """Whether the ended case may be taken up again by `user` in a linked case."""
    rule = process.sop.follow_up
    return rule is not None and earlier.end in rule.after and earlier.applicant == user.id


def _is_start(process: ProcessDefinition, element: str) -> bool:
    node = process.outline.elements[element]
    return node.type == "startEvent" and node.scope == process.outline.process


def _earlier(office: Office, reader: Reader, process: ProcessDefinition, number: str, by: User) -> ProcessInstance:
    earlier = reader.instance_by_number(number)
    if earlier is None:
        raise NotFound
    _rights.must_see(definition(office, reader, earlier.digest), earlier, by)
    if earlier.sop != process.key or not may_follow_up(process, earlier, by):
        raise Conflict("The case {number} cannot be taken up again.", number=number)
    return earlier


def _begin(
    office: Office,
    unit: Unit,
    process: ProcessDefinition,
    deployment: Deployment,
    by: User,
    earlier: ProcessInstance | None,
) -> ProcessInstance:
    now = office.clock()
    year = now.astimezone(office.calendar.zone).year
    serial = unit.next_number(f"case:{process.sop.number_prefix}", year)
    number = f"{process.sop.number_prefix}-{year}-{serial:05d}"
    variables = first_variables(process, number, earlier, now, office.calendar.zone)
    seed = _seed(unit.new_instance_id(), number, deployment, by, earlier, variables, now)
    seed = replace(seed, tracking_code=tracking_code(office.salts()))
    advance = office.engine.start(process, variables, now=now)
    payload: dict[str, Json] = {
        "sop": seed.sop,
        "version": seed.version,
        "definition": seed.digest,
        "variables": dict(variables),
    }
    link: dict[str, Json] = {"linked_to": earlier.number} if earlier else {}
    started = Fact(Happening.INSTANCE_STARTED, payload=payload | link)
    cause = Cause(by.actor, facts=(started,))
    return take_step(office, unit, process, seed, advance, cause, now=now, new=True)


def first_variables(
    process: ProcessDefinition, number: str, earlier: ProcessInstance | None, now: datetime, zone: tzinfo
) -> Variables:
    """The variables a new case begins with: those of `sop.toml` (a text with a leading `=` is FEEL), what a follow-up
    carries over from the earlier case, and the numbers of both cases. Raises StepFailed, with the name of the variable
    for an element, when one cannot be computed."""
    rule = process.sop.follow_up
    known = earlier.variables.items() if earlier and rule else ()
    carried = {name: value for name, value in known if rule and name in rule.carry}
    given = {name: _value(name, value, now, zone) for name, value in process.sop.variables.items()}
    return {**given, **carried, "nomor_kasus": number, "kasus_asal": earlier.number if earlier else None}


def _value(name: str, value: Json, now: datetime, zone: tzinfo) -> Json:
    if not isinstance(value, str) or not value.startswith("="):
        return value
    try:
        return evaluate(value, {}, now=now, zone=zone)
    except FeelError as error:
        raise StepFailed(name, LajurError(error.template, **error.facts)) from error


def _seed(
    instance_id: int,
    number: str,
    deployment: Deployment,
    by: User,
    earlier: ProcessInstance | None,
    variables: Variables,
    now: datetime,
) -> ProcessInstance:
    return ProcessInstance(
        id=instance_id,
        number=number,
        sop=deployment.sop,
        version=deployment.version,
        digest=deployment.digest,
        title=by.name,
        business_key="",
        applicant=by.id,
        status=Status.RUNNING,
        state=None,
        variables=variables,
        events=0,
        head=GENESIS,
        clock=ServiceClock(),
        started_at=now,
        linked_to=earlier.id if earlier else None,
    )
