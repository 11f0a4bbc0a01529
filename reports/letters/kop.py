"""The head of a letter (kop): emblem, government, agency, address, and a double line below, thick over thin."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.fonts import Look
from reports.letters.emblems import EMBLEMS
from reports.letters.ink import set_in
from reports.letters.layout import HEAD
from reports.letters.sheet import Letterhead
from reports.text import Set, clean

_THICK, _THIN, _GAP = 2.2, 0.7, 1.6
#: Between the last line of the address and the double line, and below it.
_ABOVE, _BELOW = 2.2 * mm, 4 * mm
#: So many characters of a line, and so many lines of an address, are printed: a letterhead fits on a page.
_LONGEST, _LINES = 200, 6


class Kop(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The letterhead as wide as the text."""

    def __init__(self, head: Letterhead) -> None:
        super().__init__()
        self.head = head
        self.lines = [
            set_in(_line(head.government.upper()), HEAD["government"], "center"),
            set_in(_line(head.agency.upper()), HEAD["agency"], "center", look=Look.BOLD),
            *(set_in(_line(line), HEAD["lines"], "center") for line in head.lines[:_LINES]),
        ]

    @property
    def side(self) -> float:
        """The side of the emblem."""
        return HEAD["emblem"] * mm if self.head.emblem in EMBLEMS else 0.0

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        self.wide, room = wide, wide - self.side
        self.text = sum(self._high(line, room) for line in self.lines)
        self.height = max(self.text, self.side) + _ABOVE + _THICK + _GAP + _THIN + _BELOW
        return wide, self.height

    def draw(self) -> None:
        room = self.wide - self.side
        tall = max(self.text, self.side)
        top = self.height - (tall - self.text) / 2
        for line in self.lines:
            top -= self._high(line, room)
            line.drawOn(self.canv, self.side, top)
        if self.side:
            self.canv.saveState()
            self.canv.translate(0, self.height - tall + (tall - self.side) / 2)
            EMBLEMS[self.head.emblem](self.canv, self.side)
            self.canv.restoreState()
        self._line(_BELOW + _THIN + _GAP + _THICK / 2, _THICK)
        self._line(_BELOW + _THIN / 2, _THIN)

    def _line(self, y: float, thick: float) -> None:
        self.canv.setLineWidth(thick)
        self.canv.line(0, y, self.wide, y)

    def _high(self, line: Set, room: float) -> float:
        return float(line.wrap(room, 10_000)[1])


def _line(text: str) -> str:
    return clean(text)[:_LONGEST]
