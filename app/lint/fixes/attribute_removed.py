"""Takes away what says nothing here: attributes without effect, and a group that the lane contradicts."""

from collections.abc import Iterator

from app.lint.fixes.mended import Mended
from app.lint.rules.not_read import READ
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import CAMUNDA

RULES = frozenset({"not_read", "candidate_groups", "flow_immediate"})


def offer(subject: Subject, element: str) -> LajurError | None:
    names = list(_names(subject, element))
    return LajurError("Remove {attributes}", attributes=", ".join(names)) if names else None


def mend(subject: Subject, source: Source, element: str) -> Mended:
    place = source.find(element)
    for name in _names(subject, element):
        source.unset(place, name)
    return Mended(source.changed())


def _names(subject: Subject, element: str) -> Iterator[str]:
    """The attributes as they are written, with their prefix."""
    node = subject.nodes.get(element)
    if node is None:
        return
    prefix = {uri: name for name, uri in node.nsmap.items()}.get(CAMUNDA.strip("{}"))
    for attribute in map(str, node.attrib):
        name = attribute.removeprefix(CAMUNDA)
        if attribute == "isImmediate":
            yield attribute
        elif attribute.startswith(CAMUNDA) and (name not in READ or _contradicts(subject, element, name)):
            yield f"{prefix}:{name}"


def _contradicts(subject: Subject, element: str, name: str) -> bool:
    task = subject.outline.elements.get(element)
    if name != "candidateGroups" or task is None or subject.sop is None:
        return False
    group = subject.sop.group_of(task.lane)
    return group is not None and task.attributes[name].strip() != group
