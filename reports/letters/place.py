"""Room for a signature. A destination in the PDF names each one (`tanda-tangan-1`, ...) and says where it is, so that a
visible electronic signature can be put there; that of whoever signs the whole letter is `penandatangan`."""

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from reports.letters.ink import set_in
from reports.letters.layout import SPACE

NAME = "tanda-tangan-{number}"
SIGNER = "penandatangan"
_FRAME = HexColor("#8a8a8a")
_INSIDE = 1.6 * mm


class PlacesCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that names the places to sign."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.places: dict[str, PDFArray] = {}

    def mark_place(self, wide: float, high: float, name: str = "") -> None:
        """Name the rectangle of this size from the origin; without a name it gets the next number."""
        left, bottom = self.absolutePosition(0, 0)
        right, top = self.absolutePosition(wide, high)
        where = [self._doc.thisPageRef(), PDFName("FitR"), left, bottom, right, top]
        number = len(self.places.keys() - {SIGNER}) + 1
        self.places[name or NAME.format(number=number)] = PDFArray(where)

    def save(self) -> None:
        if self.places:
            self._doc.Catalog.Dests = PDFDictionary(self.places)
        super().save()


class Room(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Room for a signature; an electronic one has a frame that says so. `name` is that of the place."""

    def __init__(self, high: float = SPACE, told: str = "", size: float = 8, name: str = "") -> None:
        super().__init__()
        self.high, self.told, self.size, self.name = high, told, size, name

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        self.wide = wide
        return wide, self.high

    def draw(self) -> None:
        canvas: Any = self.canv
        inside = self.high - 2 * _INSIDE
        canvas.saveState()
        canvas.translate(0, _INSIDE)
        canvas.mark_place(self.wide, inside, self.name)
        if self.told:
            canvas.setStrokeColor(_FRAME)
            canvas.setLineWidth(0.6)
            canvas.roundRect(0, 0, self.wide, inside, 3)
            text = set_in(self.told, self.size, "center")
            _, high = text.wrap(self.wide - 2 * _INSIDE, inside)
            text.drawOn(canvas, _INSIDE, (inside - high) / 2)
            canvas.setStrokeColor(black)
        canvas.restoreState()


class Emblem(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An emblem in the middle."""

    def __init__(self, emblem: Callable[[Canvas, float], None], side: float) -> None:
        super().__init__()
        self.emblem, self.width, self.height = emblem, side, side
        self.hAlign = "CENTER"

    def draw(self) -> None:
        self.emblem(self.canv, self.width)
