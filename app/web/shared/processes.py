"""Definitions and names that pages need for their words. Definitions are read once and stay on the office's shelf."""

from collections.abc import Iterable, Mapping

from app.model.definition import ProcessDefinition
from app.model.errors import NotFound
from app.ports import Reader
from app.web.shared.house import office
from app.web.shared.languages import sop_text


def newest() -> Mapping[str, ProcessDefinition]:
    """The newest definition of every SOP, by SOP key."""
    with office().store.reading() as reader:
        last = {deployment.sop: deployment.digest for deployment in reader.deployments()}
        return {sop: _definition(reader, digest) for sop, digest in last.items()}


def deployed() -> Mapping[str, ProcessDefinition]:
    """All definitions that were ever deployed, by digest."""
    with office().store.reading() as reader:
        return {deployment.digest: _definition(reader, deployment.digest) for deployment in reader.deployments()}


def lanes(definition: ProcessDefinition) -> Mapping[str, str]:
    """Group -> name of the lane it works in, in the reader's language."""
    named = definition.outline.lanes.values()
    return {group: sop_text(definition, lane.name) for lane in named if (group := definition.sop.group_of(lane.id))}


def people_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names of people by id."""
    with office().store.reading() as reader:
        return {person.id: person.name for person in reader.users_among(set(ids), ())}


def _definition(reader: Reader, digest: str) -> ProcessDefinition:
    known = office().shelf.get(digest)
    bundle = None if known else reader.bundle(digest)
    if bundle is not None:
        known = office().shelf.setdefault(digest, office().read(bundle))
    if known is None:
        raise NotFound("The definition {digest} is not in the books.", digest=digest[:12])
    return known
