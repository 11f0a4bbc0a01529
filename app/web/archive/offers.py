"""What one can choose from in the archive: SOPs, activities and outcomes of all versions, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.model.definition import ProcessDefinition
from app.model.outline import Element
from app.web.shared.choices import activities_of
from app.web.shared.languages import sop_text
from app.web.shared.pages import sop_title
from app.web.shared.processes import deployed

#: Value -> words, by the title of the SOP.
Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Offers:
    """Values with the words for them; activities and outcomes by the title of their SOP."""

    sops: Mapping[str, str]
    activities: Groups
    outcomes: Groups


def offers() -> Offers:
    """All there is to choose. Where versions differ in a word, the newest has it."""
    versions = [*deployed().values()]
    sops = {process.key: sop_title(process) for process in versions}
    return Offers(sops, _groups(sops, versions, activities_of), _groups(sops, versions, _outcomes))


def _groups(
    sops: Mapping[str, str],
    versions: list[ProcessDefinition],
    found: Callable[[ProcessDefinition], Mapping[str, str]],
) -> Groups:
    groups: dict[str, dict[str, str]] = {title: {} for title in sops.values()}
    for process in versions:
        groups[sops[process.key]] |= found(process)
    return groups


def _outcomes(process: ProcessDefinition) -> Mapping[str, str]:
    ends = [it for it in process.outline.elements.values() if it.type == "endEvent"]
    return {end.id: sop_text(process, _words(process, end)) for end in ends}


def _words(process: ProcessDefinition, end: Element) -> str:
    return process.sop.outcomes.get(end.id) or end.name or end.id
