"""Definitions and names that pages need for their words. Definitions are read once and stay on the office's shelf."""

from collections.abc import Iterable, Mapping

from app.model.definition import Deployment, ProcessDefinition
from app.ports import Reader
from app.web.shared.house import office
from app.web.shared.languages import sop_text


def newest() -> Mapping[str, ProcessDefinition]:
    """The newest definition of every SOP, by SOP key."""
    with office().store.reading() as reader:
        last = {deployment.sop: deployment for deployment in reader.deployments()}
        return {sop: _definition(reader, deployment) for sop, deployment in last.items()}


def deployed() -> Mapping[str, ProcessDefinition]:
    """All definitions that were ever deployed, by digest."""
    with office().store.reading() as reader:
        return {deployment.digest: _definition(reader, deployment) for deployment in reader.deployments()}


def lane_names(definition: ProcessDefinition) -> Mapping[str, str]:
    """Group -> name of the lane it works in, in the reader's language."""
    lanes = definition.outline.lanes.values()
    return {group: sop_text(definition, lane.name) for lane in lanes if (group := definition.sop.group_of(lane.id))}


def people_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names of people by id."""
    with office().store.reading() as reader:
        found = [reader.user(user_id) for user_id in sorted(set(ids))]
    return {person.id: person.name for person in found if person}


def _definition(reader: Reader, deployment: Deployment) -> ProcessDefinition:
    known = office().shelf.get(deployment.digest)
    if known is None:
        bundle = reader.bundle(deployment.digest)
        assert bundle is not None, "a deployment is kept together with its bundle"
        known = office().shelf.setdefault(deployment.digest, office().read(bundle))
    return known
