"""The diagram of a case with the way that was taken, and the visits to its activities by number."""

from functools import partial

from reports.case_file import CaseFile
from reports.diagram import spread
from reports.page import LANDSCAPE, new_page, width
from reports.section import Story, section, told_of
from reports.table import Column, table
from reports.text import paragraph


def diagram(case: CaseFile) -> Story:
    """The diagram and the visits. Where one page is too small to read it, its parts follow on pages of their own."""
    told = partial(told_of, case)
    if case.picture is None:
        drawn = section(told("diagram"), "diagram", [paragraph(case.picture_note)])
    else:
        drawn = spread(told("diagram"), case.picture, [told("legend")], case.language)
    return [*new_page(LANDSCAPE), *drawn, *_visits(case)]


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
    return section(told("visits"), "visits", [table(columns, rows, width(LANDSCAPE))]) if rows else []
