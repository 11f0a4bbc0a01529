"""How letters are laid out: papers, margins, sizes, from `layout.toml`. Lengths are in points here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from reports.fonts import Look, face

_WRITTEN: Mapping[str, Any] = loads((Path(__file__).parent / "layout.toml").read_text("utf-8"))
_ALIGNED = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}

HEAD: Mapping[str, float] = _WRITTEN["head"]
SMALL: float = _WRITTEN["text"]["small"]
IN_TABLES: float = _WRITTEN["text"]["table"]
INDENT: float = _WRITTEN["text"]["indent"] * mm
LABEL: float = _WRITTEN["text"]["label"] * mm
FIELD: float = _WRITTEN["text"]["field"] * mm
ITEM: float = _WRITTEN["text"]["item"] * mm
SIGNATURE: float = _WRITTEN["signature"]["share"]
SPACE: float = _WRITTEN["signature"]["space"] * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with its margins; `size` is that of its letters."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def inner(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right


@cache
def sheet(name: str) -> Sheet:
    """The paper of a name: A4, F4, half-folio. Raises KeyError when there is none."""
    written = dict(_WRITTEN["paper"][name])
    size = float(written.pop("size"))
    return Sheet(**{key: float(value) * mm for key, value in written.items()}, size=size)


@cache
def style(
    size: float, look: Look = Look.PLAIN, align: str = "left", first: float = 0, left: float = 0
) -> ParagraphStyle:
    """How a paragraph is set: `first` is the indent of its first line, `left` that of all; a bullet stands before."""
    return ParagraphStyle(
        f"{size}-{look}-{align}-{first}-{left}",
        fontName=face(look),
        fontSize=size,
        leading=round(size * float(_WRITTEN["text"]["leading"]), 2),
        alignment=_ALIGNED[align],
        firstLineIndent=first,
        leftIndent=left,
        bulletFontName=face(),
        bulletFontSize=size,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )
