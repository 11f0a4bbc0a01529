"""The visible part of an electronic signature: a small picture with words, put where the letter left room for it."""

from datetime import datetime
from io import BytesIO

from reportlab.lib.colors import HexColor, white
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import Look, face
from reports.letters.parts import day
from reports.page import write
from reports.text import ALARM, INK, clean
from reports.words import words

_FRAME = HexColor("#5f6b7a")
_INSIDE = 2.2 * mm
_LARGEST, _SMALLEST = 8.0, 5.0
#: The first line is this much smaller than the others.
_LESS = 1.2
_LONGEST = 160


def stamp_pdf(wide: float, high: float, capacity: str, name: str, at: datetime, warning: str = "") -> bytes:
    """One page of this size in points: who has signed, as what and when (in the zone of `at`); `warning` stands below,
    in red.

    The same facts give the same bytes.
    """
    file = BytesIO()
    canvas = Canvas(file, pagesize=(wide, high), invariant=1, initialFontName=face())
    canvas.setFillColor(white)
    canvas.setStrokeColor(_FRAME)
    canvas.setLineWidth(0.7)
    canvas.roundRect(0.4, 0.4, wide - 0.8, high - 0.8, 3, fill=1)
    lines = [
        (words("letter.signed", "id"), Look.PLAIN, INK),
        (capacity, Look.BOLD, INK),
        (name, Look.BOLD, INK),
        (_moment(at), Look.PLAIN, INK),
        (warning, Look.BOLD, ALARM),
    ]
    told = [(clean(text)[:_LONGEST], look, colour) for text, look, colour in lines if text]
    step, inner = (high - 1.4 * mm) / len(told), wide - 2 * _INSIDE
    for number, (text, look, colour) in enumerate(told):
        canvas.setFillColor(colour)
        size = _fitting(text, look, min(_LARGEST, step / 1.15) - (_LESS if look is Look.PLAIN else 0), inner)
        write(canvas, _shortened(text, look, size, inner), _INSIDE, high - (number + 0.97) * step, size, look)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _moment(at: datetime) -> str:
    """21 November 2026, 14.30 WIB."""
    return f"{day(at.date())}, {at:%H.%M} {at.tzname() or ''}"


def _fitting(text: str, look: Look, largest: float, wide: float) -> float:
    """The size in which a line fits, not smaller than can be read."""
    needed: float = stringWidth(text, face(look), 1)
    return min(largest, max(_SMALLEST, wide / max(1.0, needed)))


def _shortened(text: str, look: Look, size: float, wide: float) -> str:
    """As much of a line as fits."""
    if stringWidth(text, face(look), size) <= wide:
        return text
    while text and stringWidth(f"{text}…", face(look), size) > wide:
        text = text[:-1]
    return f"{text}…"
