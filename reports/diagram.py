"""A diagram on pages: whole, and in parts where one page is too small to read it."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from reports.page import LANDSCAPE, Furniture, Heading, height, new_page, typeset, width
from reports.picture import Drawing, Picture, Window, fitting_scale, parts
from reports.section import Story, section
from reports.table import SIZE
from reports.text import paragraph
from reports.words import words

_WIDE = width(LANDSCAPE)
#: What is left of a page below a heading and two lines.
_HIGH = height(LANDSCAPE) - 22 * mm


def diagram_pdf(furniture: Furniture, picture: Picture) -> bytes:
    """A diagram as PDF under the title of its furniture."""
    return typeset(furniture, spread(furniture.title, picture, [], furniture.language), LANDSCAPE)


def spread(title: str, picture: Picture, notes: Sequence[str], language: str) -> Story:
    """A diagram with its notes, beginning on a page across; if need be, its parts on pages of their own."""
    scale = fitting_scale(picture, _WIDE, _HIGH)
    windows = parts(picture, _WIDE, _HIGH) if scale < picture.readable_scale() else []
    lines = [*notes, *([words("diagram.parts", language)] if windows else [])]
    told = [paragraph(line, SIZE, colour="soft") for line in lines]
    whole = [*told, Spacer(0, 2 * mm), Drawing(picture, picture.whole, scale, windows)]
    pages = [_page(picture, window, number, len(windows), language) for number, window in enumerate(windows, 1)]
    return [*section(title, "diagram", whole), *(flowable for page in pages for flowable in page)]


def _page(picture: Picture, window: Window, number: int, count: int, language: str) -> Story:
    scale = min(_WIDE / (window.width + picture.strip), _HIGH / window.height)
    heading = Heading(words("diagram.part", language, part=number, parts=count), f"part-{number}", 1)
    return [*new_page(LANDSCAPE), heading, Spacer(0, 2 * mm), Drawing(picture, window, scale)]
