"""Pictures of annexes, two beside each other with captions below."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image as Pillow
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, KeepTogether, Spacer

from reports.letters import sheet
from reports.letters.ink import set_in
from reports.letters.tables import beside

_HIGH = 62 * mm
_APART, _BELOW = 6 * mm, 3 * mm
#: A picture on paper needs no more dots than this.
_DOTS = 900
#: So long may a caption be.
_LONGEST = 300


def rows(block: sheet.Pictures, width: float, size: float, photo: sheet.Photo) -> Iterator[Flowable]:
    """The rows of pictures; a row is not parted by the end of a page. `size` is that of the captions."""
    half = width / 2
    cells = [list(_picture(picture, half - _APART, size, photo)) for picture in block.pictures]
    cells += [[]] * (len(cells) % 2)
    for begin in range(0, len(cells), 2):
        yield KeepTogether([beside([cells[begin : begin + 2]], [half] * 2, align="CENTER"), Spacer(0, _BELOW)])


def _picture(picture: sheet.Picture, wide: float, size: float, photo: sheet.Photo) -> Iterator[Flowable]:
    data = photo(picture.digest)
    small = _reduced(data) if data else None
    if small is None:
        yield _Missing(wide, size)
    else:
        across, down = ImageReader(small).getSize()
        scale = min(wide / across, _HIGH / down)
        yield Image(small, across * scale, down * scale)
    yield Spacer(0, 1 * mm)
    yield set_in(picture.caption[:_LONGEST], size, "center")


def _reduced(data: bytes) -> BytesIO | None:
    """The picture as paper needs it, without what cameras write into it; None when it is none."""
    try:
        with Pillow.open(BytesIO(data)) as found:
            found.thumbnail((_DOTS, _DOTS))
            out = BytesIO()
            found.convert("RGB").save(out, "JPEG", quality=80)
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError):
        return None
    out.seek(0)
    return out


class _Missing(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A frame where a picture should be."""

    def __init__(self, wide: float, size: float) -> None:
        super().__init__()
        self.text = set_in("Foto tidak tersedia", size, "center")
        self.wide, self.high = wide, _HIGH / 2

    def wrap(self, _: float, __: float) -> tuple[float, float]:
        self.text.wrap(self.wide, self.high)
        return self.wide, self.high

    def draw(self) -> None:
        self.canv.setLineWidth(0.5)
        self.canv.rect(0, 0, self.wide, self.high)
        self.text.drawOn(self.canv, 0, self.high / 2)
