"""A process definition: everything a bundle says, read once and kept by digest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.model.bundle import Bundle
from app.model.form import Form
from app.model.outline import Element, Outline
from app.model.sop import Sop
from app.model.template import Template


@dataclass(frozen=True)
class ProcessDefinition:
    """The process of a bundle. `forms` are by form id, `templates` of letters by element (and variant, after a dot)."""

    bundle: Bundle
    outline: Outline
    sop: Sop
    forms: Mapping[str, Form]
    templates: Mapping[str, Template] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return self.bundle.digest

    @property
    def key(self) -> str:
        return self.sop.key

    def form_of(self, element: Element) -> Form | None:
        return self.forms.get(element.form) if element.form else None

    def templates_of(self, element: str) -> tuple[Template, ...]:
        """The templates of an element, in the order of their files."""
        return tuple(each for _, each in sorted(self.templates.items()) if each.element == element)

    def group_of(self, element: str) -> str | None:
        """The group that may work on an element: the group of its lane."""
        return self.sop.group_of(self.outline.elements[element].lane)


@dataclass(frozen=True, slots=True)
class Deployment:
    """Version `version` (1, 2, ...) of the SOP `sop` is the definition `digest`, deployed by whom and when."""

    sop: str
    version: int
    digest: str
    deployed_by: str
    deployed_at: datetime
    note: str = ""
