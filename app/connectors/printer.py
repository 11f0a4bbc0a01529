"""Papers as PDF: the port `Printer` over the typesetters of `reports.letters`."""

from dataclasses import fields, is_dataclass
from typing import Any

from app.model.paper import Paper
from app.ports import Photo
from reports.letters import sheet
from reports.letters.typeset import letter_pdf


class PdfPrinter:
    """Sets papers with the typesetters that come with Lajur."""

    def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
        """The paper as PDF; see the port."""
        return letter_pdf(_sheet(paper), photo)


def _sheet(value: Any) -> Any:
    """The same facts in the words of the typesetters, whose classes have the names and fields of ours."""
    if is_dataclass(value) and not isinstance(value, type):
        made = {each.name: _sheet(getattr(value, each.name)) for each in fields(value)}
        return getattr(sheet, type(value).__name__)(**made)
    return tuple(map(_sheet, value)) if isinstance(value, tuple) else value
