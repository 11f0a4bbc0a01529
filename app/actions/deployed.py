"""The definitions that were deployed: each is read once from the books and stays on the office's shelf."""

from collections.abc import Mapping

from app.actions._definitions import definition
from app.model.definition import ProcessDefinition
from app.ports import Office


def newest(office: Office) -> Mapping[str, ProcessDefinition]:
    """The newest definition of every SOP, by SOP key."""
    with office.store.reading() as reader:
        last = {deployment.sop: deployment.digest for deployment in reader.deployments()}
        return {sop: definition(office, reader, digest) for sop, digest in last.items()}


def all_versions(office: Office) -> Mapping[str, ProcessDefinition]:
    """All definitions that were ever deployed, by digest."""
    with office.store.reading() as reader:
        return {it.digest: definition(office, reader, it.digest) for it in reader.deployments()}
