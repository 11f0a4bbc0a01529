"""Texts on paper. Whatever a text looks like, it is printed as it is: nothing in it is markup, nothing in it breaks.

Texts come from people and machines outside. Characters that have no look of their own (controls, marks that turn the
direction of writing, surrogates) are taken out, all others are printed; a word that is too long for its column is
broken.
"""

from collections.abc import Sequence
from functools import cache
from unicodedata import category
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from reports.fonts import Look, face, runs

INK = HexColor("#1c2230")
SOFT = HexColor("#5a6172")
ACCENT = HexColor("#12395b")
ALARM = HexColor("#a3201a")
_ALIGNED = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
#: A text has so many lines; what comes behind them goes on in the last one. Who sends thousands of line ends would keep
#: whoever sets them busy for minutes, for a cell that goes on over pages is set anew on each.
MOST_LINES = 200
#: Controls, formats (among them those that turn the direction of writing), surrogates.
_UNPRINTED = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """The text in one line, without characters that have no look of their own; what separates lines is a blank."""
    return " ".join("".join(_printed(character) for character in text).split())


def clean_lines(text: str) -> list[str]:
    """The lines of a text, each one clean; lines at both ends that are empty are left out."""
    lines = [clean(line) for line in few_lines(text.splitlines())]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def few_lines(lines: Sequence[str]) -> Sequence[str]:
    """These lines, or as many as a text may have."""
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]


def markup(text: str, look: Look = Look.PLAIN) -> str:
    """A text as the markup of reportlab, all of it escaped: the only tags in it say typefaces and ends of lines."""
    return "<br/>".join(_line(line, look) for line in clean_lines(text))


class Set(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that breaks its lines once for a width, however often its table asks."""

    broken_for = 0.0

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        if self.broken_for != wide or not hasattr(self, "blPara"):
            super().wrap(wide, high)
            self.broken_for = wide
        return self.width, self.height


def leading(size: float) -> float:
    """From line to line, in points."""
    return round(size * 1.28, 2)


@cache
def style(size: float = 9, look: Look = Look.PLAIN, align: str = "left", colour: str = "ink") -> ParagraphStyle:
    """How a paragraph is set: size in points; `colour` is ink, soft, accent or alarm."""
    return ParagraphStyle(
        f"{look}-{size}-{align}-{colour}",
        fontName=face(look),
        fontSize=size,
        leading=leading(size),
        alignment=_ALIGNED[align],
        textColor={"ink": INK, "soft": SOFT, "accent": ACCENT, "alarm": ALARM}[colour],
        splitLongWords=1,
        allowWidows=1,
        allowOrphans=1,
    )


def paragraph(text: str, size: float = 9, look: Look = Look.PLAIN, align: str = "left", colour: str = "ink") -> Set:
    """A paragraph of plain text, set as `style` says."""
    return Set(markup(text, look), style(size, look, align, colour))


def _line(line: str, look: Look) -> str:
    own = face(look)
    parts = ((name, escape(part)) for name, part in runs(line, look))
    return "".join(part if name == own else f'<font name="{name}">{part}</font>' for name, part in parts)


def _printed(character: str) -> str:
    if character.isspace():
        return " "
    return "" if category(character) in _UNPRINTED else character
