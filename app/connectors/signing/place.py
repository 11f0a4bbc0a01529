"""Where a PDF leaves room for the signature, and what is put there."""

from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

#: The name of the destination; see `reports.letters.place`.
NAME = "/penandatangan"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page (0 is the first), in points: left, bottom, right, top."""

    page: int
    box: tuple[int, int, int, int]

    @property
    def size(self) -> tuple[int, int]:
        left, bottom, right, top = self.box
        return right - left, top - bottom


def place_to_sign(pdf: PdfFileReader) -> Place | None:
    """The place of the signature; None when the document has none."""
    try:
        where = pdf.root["/Dests"][NAME]
    except KeyError:
        return None
    pages = range(int(pdf.root["/Pages"]["/Count"]))
    page = next(each for each in pages if pdf.find_page_for_modification(each)[0].idnum == where.raw_get(0).idnum)
    left, bottom, right, top = (round(where[corner]) for corner in range(2, 6))
    return Place(page, (left, bottom, right, top))


def stamped_with(picture: bytes) -> StaticStampStyle:
    """The look of a signature: this page, as large as its field."""
    edge_to_edge = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(
        border_width=0, background=_Page(picture), background_layout=edge_to_edge, background_opacity=1
    )


class _Page(PdfContent):
    """The first page of another PDF."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._data)))
        self.resources.xobject["/Picture"] = page
        left, bottom, right, top = (float(corner) for corner in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Picture Do"
