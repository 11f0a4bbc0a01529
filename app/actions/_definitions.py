"""Definitions by digest: read once from the books, kept in the office."""

from collections.abc import Iterable
from contextlib import suppress

from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.event import Event
from app.model.in_force import reigns
from app.ports import Office, Reader

#: So many are kept: each takes about 0.1 MB. Every list asks for all versions that were ever deployed, so with fewer on
#: the shelf than there are, each page would read them all anew.
KEPT = 512


def definition(office: Office, reader: Reader, digest: str) -> ProcessDefinition:
    """The process definition with this digest. Raises NotFound when the books do not hold it."""
    known = office.shelf.get(digest)
    if known is not None:
        return known
    bundle = reader.bundle(digest)
    if bundle is None:
        raise NotFound("The definition {digest} is not in the books.", digest=digest[:12])
    if len(office.shelf) >= KEPT:
        office.shelf.clear()
    return office.shelf.setdefault(digest, office.read(bundle))


def earlier_definitions(
    office: Office, reader: Reader, digest: str, events: Iterable[Event]
) -> dict[str, ProcessDefinition]:
    """The definitions by digest on which a case ran before it was moved to the one of today (`digest`). What cannot be
    read any more is left out."""
    found: dict[str, ProcessDefinition] = {}
    for each in {reign.digest for reign in reigns(events)} - {digest}:
        with suppress(LajurError):
            found[each] = definition(office, reader, each)
    return found


def applicant_groups(office: Office, reader: Reader) -> frozenset[str]:
    """The groups whose tasks belong to the applicant of a case alone."""
    return applicants(definition(office, reader, deployment.digest) for deployment in reader.deployments())


def applicants(processes: Iterable[ProcessDefinition]) -> frozenset[str]:
    """The groups of these processes whose tasks belong to the applicant of a case alone."""
    groups = {process.sop.applicant_group for process in processes}
    return frozenset(group for group in groups if group)
