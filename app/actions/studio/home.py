"""What the studio shows at its door: the SOPs in force with their working copies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actions._definitions import definition
from app.actions.days import today
from app.actions.studio.access import must_read
from app.actions.studio.problems import Count, count_problems
from app.model.definition import Deployment, ProcessDefinition
from app.model.people import User
from app.model.studio import WorkingCopy
from app.model.urgency import Urgency
from app.ports import Office, Reader

_UNDER_WAY = (Urgency.RUNNING, Urgency.PAUSED, Urgency.NOT_STARTED, Urgency.IN_TIME, Urgency.TOO_LATE)


@dataclass(frozen=True)
class InForce:
    """An SOP that is deployed: its newest version, and how many cases are under way on any."""

    definition: ProcessDefinition
    deployment: Deployment
    running: int


@dataclass(frozen=True)
class InEditing:
    """An open working copy; `count` is how many problems it has."""

    copy: WorkingCopy
    count: Count


@dataclass(frozen=True)
class Home:
    """`names` are those of the people who began or saved the working copies, by id."""

    sops: Sequence[InForce]
    copies: Sequence[InEditing]
    names: Mapping[int, str]


def home(office: Office, *, by: User) -> Home:
    """What stands at the door. Raises Forbidden for those who have no business here."""
    must_read(by)
    with office.store.reading() as reader:
        newest = {deployment.sop: deployment for deployment in reader.deployments()}
        sops = [_in_force(office, reader, deployment) for deployment in newest.values()]
        open_ones = [(copy, reader.working_bundle(copy.id)) for copy in reader.working_copies()]
        people = {person for copy, _ in open_ones for person in (copy.owner, copy.saved_by)}
        names = {person.id: person.name for person in reader.users_among(people, ())}
    copies = [InEditing(copy, count_problems(office, bundle)) for copy, bundle in open_ones if bundle]
    return Home(sops, copies, names)


def _in_force(office: Office, reader: Reader, deployment: Deployment) -> InForce:
    running = reader.running(deployment.sop, today=today(office))
    under_way = sum(running.get(part, 0) for part in _UNDER_WAY)
    return InForce(definition(office, reader, deployment.digest), deployment, under_way)
