"""Emblems of letterheads. The shipped one is nobody's coat of arms: a shield that says that it is an example."""

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from reports.fonts import Look, face

Emblem = Callable[[Canvas, float], None]


def shield(canvas: Canvas, side: float) -> None:
    """A shield with a star in a square of this side, from its lower left corner."""
    wide, high = side * 0.84, side
    path = canvas.beginPath()
    left, middle, right = side * 0.08, side / 2, side * 0.08 + wide
    path.moveTo(left, high)
    path.lineTo(right, high)
    path.lineTo(right, high * 0.42)
    path.curveTo(right, high * 0.18, middle + wide * 0.2, high * 0.06, middle, 0)
    path.curveTo(middle - wide * 0.2, high * 0.06, left, high * 0.18, left, high * 0.42)
    path.close()
    canvas.saveState()
    canvas.setLineWidth(1.3)
    canvas.drawPath(path)
    canvas.setLineWidth(0.5)
    canvas.line(left, high * 0.76, right, high * 0.76)
    canvas.setFont(face(Look.BOLD), side * 0.125)
    canvas.drawCentredString(middle, high * 0.83, "CONTOH")
    _star(canvas, middle, high * 0.44, side * 0.2)
    canvas.restoreState()


def _star(canvas: Canvas, x: float, y: float, radius: float) -> None:
    path = canvas.beginPath()
    for corner in range(10):
        far = radius if corner % 2 == 0 else radius * 0.42
        at = (x + far * sin(corner * pi / 5), y + far * cos(corner * pi / 5))
        (path.lineTo if corner else path.moveTo)(*at)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


EMBLEMS: Mapping[str, Emblem] = {"shield": shield}
