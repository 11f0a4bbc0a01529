"""Definitions and names that pages need for their words."""

from collections.abc import Iterable, Mapping

from app.actions import deployed as deployments
from app.model.definition import ProcessDefinition
from app.web.shared.house import office
from app.web.shared.languages import sop_text


def newest() -> Mapping[str, ProcessDefinition]:
    """The newest definition of every SOP, by SOP key."""
    return deployments.newest(office())


def deployed() -> Mapping[str, ProcessDefinition]:
    """All definitions that were ever deployed, by digest."""
    return deployments.all_versions(office())


def lanes(definition: ProcessDefinition) -> Mapping[str, str]:
    """Group -> name of the lane it works in, in the reader's language."""
    named = definition.outline.lanes.values()
    return {group: sop_text(definition, lane.name) for lane in named if (group := definition.sop.group_of(lane.id))}


def people_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Names of people by id."""
    with office().store.reading() as reader:
        return {person.id: person.name for person in reader.users_among(set(ids), ())}
