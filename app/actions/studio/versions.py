"""The versions of an SOP, what waits to become one, and its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actions.studio.access import must_read
from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.errors import NotFound
from app.model.people import User
from app.model.release import DefinitionEvent, Proposal
from app.ports import Office, Reader

PAGE = 50


@dataclass(frozen=True)
class Versions:
    """The versions of an SOP, newest first. `running` counts cases by version, `people` are those named, by login."""

    sop: str
    deployments: Sequence[Deployment]
    running: Mapping[int, int]
    proposals: Sequence[Proposal]
    events: Sequence[DefinitionEvent]
    people: Mapping[str, User]
    earlier: int | None = None

    @property
    def newest(self) -> Deployment | None:
        return self.deployments[0] if self.deployments else None


@dataclass(frozen=True)
class Proposed:
    """A proposal with its files. `newest` is the version in force."""

    proposal: Proposal
    bundle: Bundle
    editors: frozenset[int]
    newest: Deployment | None


def versions(office: Office, sop: str, *, by: User, before: int | None = None) -> Versions:
    """Everything there is to tell of an SOP's versions. Raises NotFound for an SOP nobody has heard of."""
    must_read(by)
    with office.store.reading() as reader:
        deployments = [each for each in reader.deployments() if each.sop == sop]
        events = reader.definition_events(sop, before=before, limit=PAGE + 1)
        proposals = reader.open_proposals(sop)
        if not deployments and not events:
            raise NotFound
        earlier = events[PAGE - 1].id if len(events) > PAGE else None
        people = _named(reader, deployments, events, proposals)
        return Versions(sop, deployments[::-1], reader.running_cases(sop), proposals, events[:PAGE], people, earlier)


def waiting(office: Office, *, by: User) -> Sequence[Proposal]:
    """The proposals that wait for a releaser, oldest first. Raises Forbidden."""
    must_read(by)
    with office.store.reading() as reader:
        return reader.open_proposals()


def proposed(office: Office, proposal_id: int, *, by: User) -> Proposed:
    """A proposal and its files. Raises NotFound."""
    must_read(by)
    with office.store.reading() as reader:
        proposal = reader.proposal(proposal_id)
        bundle = reader.bundle(proposal.digest) if proposal else None
        if proposal is None or bundle is None:
            raise NotFound
        return Proposed(
            proposal, bundle, reader.editors(proposal.copy) | {proposal.proposed_by}, reader.deployment(proposal.sop)
        )


def version_of(office: Office, sop: str, version: int | None, *, by: User) -> tuple[Deployment, Bundle]:
    """A version of an SOP, by default the newest, with its files. Raises NotFound."""
    must_read(by)
    with office.store.reading() as reader:
        deployment = reader.deployment(sop, version)
        bundle = reader.bundle(deployment.digest) if deployment else None
    if deployment is None or bundle is None:
        raise NotFound
    return deployment, bundle


def _named(
    reader: Reader,
    deployments: Sequence[Deployment],
    events: Sequence[DefinitionEvent],
    proposals: Sequence[Proposal],
) -> Mapping[str, User]:
    actors = [each.deployed_by for each in deployments] + [event.actor for event in events]
    logins = {actor.removeprefix("user:") for actor in actors if actor.startswith("user:")}
    found = reader.users_among({each.proposed_by for each in proposals}, logins)
    return {person.login: person for person in found}
