"""How far a person sees: which SOPs are his, and which groups' tasks he may look at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.actions._definitions import applicants, definition
from app.actions._rights import READS_ALL
from app.model.definition import ProcessDefinition
from app.model.people import User
from app.ports import Office, Reader


@dataclass(frozen=True)
class Reach:
    """`definitions` are all that were ever deployed, oldest first. `groups` are those whose tasks are his to do, `own`
    those in which only tasks of his own cases are. `sops` are the SOPs whose cases he sees all of; `seen` are the
    groups of these."""

    definitions: Collection[ProcessDefinition]
    groups: frozenset[str]
    own: frozenset[str]
    sops: frozenset[str]
    seen: frozenset[str]

    @property
    def sees_all(self) -> bool:
        """Whether he sees cases of others."""
        return bool(self.sops)

    def elements_of(self, sops: Collection[str], group: str) -> frozenset[str]:
        """The activities that stand in the lane of a group, in any version of these SOPs."""
        return frozenset(
            element.id
            for process in self.definitions
            if process.key in sops
            for element in process.outline.elements.values()
            if (element.is_human or element.is_service) and process.group_of(element.id) == group
        )


def reach(office: Office, reader: Reader, user: User) -> Reach:
    """How far `user` sees. Staff of a lane of an SOP see all its cases, roles of the house those of every SOP."""
    definitions = [definition(office, reader, deployment.digest) for deployment in reader.deployments()]
    own = applicants(definitions) & user.groups
    staff = _staff(definitions)
    everything = bool(user.groups & READS_ALL)
    sops = frozenset(sop for sop, groups in staff.items() if everything or user.works_for & groups)
    seen = {group for process in definitions if process.key in sops for group in process.sop.groups.values()}
    return Reach(definitions, user.works_for, own, sops, frozenset(seen))


def _staff(definitions: Collection[ProcessDefinition]) -> Mapping[str, set[str]]:
    """SOP -> the groups of its lanes but the applicant's."""
    found: dict[str, set[str]] = {}
    for process in definitions:
        sop = process.sop
        found.setdefault(process.key, set()).update(sop.staff_groups)
    return found
