"""The diagram of a case with the way that was taken, and the visits to its activities by number."""

from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from reports.case_file import CaseFile
from reports.page import LANDSCAPE, Heading, height, new_page, width
from reports.picture import Drawing, Picture, Window, fitting_scale, parts
from reports.section import Story, section, told_of
from reports.table import SIZE, Column, table
from reports.text import paragraph

_WIDE = width(LANDSCAPE)
#: What is left of a page below a heading and two lines.
_HIGH = height(LANDSCAPE) - 22 * mm


def diagram(case: CaseFile) -> Story:
    """The diagram and the visits. Where one page is too small to read it, its parts follow on pages of their own."""
    told, picture = partial(told_of, case), case.picture
    if picture is None:
        return [
            *new_page(LANDSCAPE),
            *section(told("diagram"), "diagram", [paragraph(case.picture_note)]),
            *_visits(case),
        ]
    scale = fitting_scale(picture, _WIDE, _HIGH)
    windows = parts(picture, _WIDE, _HIGH) if scale < picture.readable_scale() else []
    lines = [told("legend"), *([told("parts")] if windows else [])]
    notes = [paragraph(line, SIZE, colour="soft") for line in lines]
    whole = [*notes, Spacer(0, 2 * mm), Drawing(picture, picture.whole, scale, windows)]
    pages = [_page(case, picture, window, number, len(windows)) for number, window in enumerate(windows, 1)]
    return [
        *new_page(LANDSCAPE),
        *section(told("diagram"), "diagram", whole),
        *(flowable for page in pages for flowable in page),
        *_visits(case),
    ]


def _page(case: CaseFile, picture: Picture, window: Window, number: int, count: int) -> Story:
    scale = min(_WIDE / (window.width + picture.strip), _HIGH / window.height)
    heading = Heading(told_of(case, "part", part=number, parts=count), f"part-{number}", 1)
    return [*new_page(LANDSCAPE), heading, Spacer(0, 2 * mm), Drawing(picture, window, scale)]


def _visits(case: CaseFile) -> Story:
    told = partial(told_of, case)
    columns = [
        Column(told("visit_number"), 18, "right"),
        Column(told("activity"), 90),
        Column(told("lane"), 60),
        Column(told("opened"), 40),
        Column(told("closed"), 40),
    ]
    rows = [[str(visit.number), visit.activity, visit.lane, visit.opened, visit.closed] for visit in case.visits]
    return section(told("visits"), "visits", [table(columns, rows, _WIDE)]) if rows else []
