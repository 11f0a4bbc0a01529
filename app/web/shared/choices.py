"""What one can choose from in the filters of a list: SOPs, lanes, activities, each in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.definition import ProcessDefinition
from app.web.shared.pages import sop_title
from app.web.shared.processes import lanes, newest
from app.web.shared.words import activity, row_number


@dataclass(frozen=True)
class Choices:
    """Values with the words for them; activities by the title of their SOP."""

    sops: Mapping[str, str]
    lanes: Mapping[str, str]
    activities: Mapping[str, Mapping[str, str]]


def choices() -> Choices:
    """All there is to choose, in the order of the diagrams."""
    processes = newest()
    return Choices(
        {sop: sop_title(process) for sop, process in processes.items()},
        {group: name for process in reversed([*processes.values()]) for group, name in lanes(process).items()},
        {sop_title(process): activities_of(process) for process in processes.values()},
    )


def activities_of(process: ProcessDefinition) -> Mapping[str, str]:
    """The activities of a process by id, as the official table has them: in the order of their rows, with number."""
    found = [element for element in process.outline.elements.values() if element.is_human or element.is_service]
    found.sort(key=lambda element: row_number(process, element.id) or 99)
    return {element.id: _numbered(row_number(process, element.id), activity(process, element.id)) for element in found}


def _numbered(number: int | None, words: str) -> str:
    return f"{number} {words}" if number else words
