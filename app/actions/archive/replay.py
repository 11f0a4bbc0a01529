"""Everything an auditor needs to see how a case went, even when its definition cannot be read any more."""

from dataclasses import dataclass, replace

from app.actions._definitions import definition
from app.actions._rights import must_see
from app.actions.archive.read import note_reading
from app.actions.look import CaseView, as_read
from app.model.bundle import Bundle
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.event import Event
from app.model.instance import ProcessInstance
from app.model.outline import Outline
from app.model.people import User
from app.model.reading import Reading
from app.model.sop import Identity, Sop
from app.ports import Office, Reader


@dataclass(frozen=True)
class Recording:
    """A case with its whole history. `deployment` is that of its version, `deployed_by` the name of who did it.

    `unreadable` says why there is no definition; that of the case is then an empty one, which knows no element.
    """

    case: CaseView
    deployment: Deployment | None
    deployed_by: str
    unreadable: LajurError | None


def replay(office: Office, number: str, user: User, what: Reading | None = Reading.PAGE) -> Recording:
    """The recording of a case. That `user` reads it, and as `what`, is noted first; None: nobody reads, a machine does.

    Raises NotFound when there is none or he may not see it.
    """
    with office.store.reading() as reader:
        instance = reader.instance_by_number(number)
        if instance is None:
            raise NotFound
        process, unreadable = _definition(office, reader, instance)
        must_see(process, instance, user)
    if what:
        note_reading(office, instance.id, what, by=user)
    with office.store.reading() as reader:
        events = [_counted(event, number) for number, event in enumerate(reader.history(instance.id), 1)]
        case = as_read(office, reader, instance, process, events, user)
        deployment = reader.deployment(instance.sop, instance.version)
        return Recording(case, deployment, _name(reader, deployment), unreadable)


def _definition(
    office: Office, reader: Reader, instance: ProcessInstance
) -> tuple[ProcessDefinition, LajurError | None]:
    try:
        return definition(office, reader, instance.digest), None
    except LajurError as error:
        return _unknown(instance), error


def _unknown(instance: ProcessInstance) -> ProcessDefinition:
    """What takes the place of a definition that cannot be read."""
    sop = Sop(instance.sop, Identity("", instance.sop, ""), "", "", "", {})
    return ProcessDefinition(Bundle({}), Outline("", "", {}, {}, {}), sop, {})


def _counted(event: Event, number: int) -> Event:
    """In a history from which somebody has taken events the others still follow each other; what is missing is the
    matter of a verification."""
    return event if event.number == number else replace(event, number=number)


def _name(reader: Reader, deployment: Deployment | None) -> str:
    login = deployment.deployed_by.removeprefix("user:") if deployment else ""
    return next((person.name for person in reader.users_among((), {login})), login)
