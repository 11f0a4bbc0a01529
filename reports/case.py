"""The file of one case, for people who were not there: everything that happened, and what proves it, as PDF."""

from collections.abc import Sequence
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from reports.case_annex import answers, erasures, files, remarks, signatures
from reports.case_diagram import diagram
from reports.case_file import CaseFile, Happened
from reports.fonts import Look
from reports.page import LANDSCAPE, PORTRAIT, Furniture, new_page, typeset, width
from reports.section import Story, letterhead, section, told_of
from reports.table import SIZE, Cell, Column, Line, facts, small, table
from reports.text import paragraph
from reports.words import words


def case_pdf(case: CaseFile) -> bytes:
    """The file of a case as PDF. The same case gives the same bytes."""
    language = case.language
    furniture = Furniture(
        title=f"{words('case.head', language, number=case.number)} - {case.company}",
        author=case.office,
        language=language,
        dated=case.dated,
        head=words("case.head", language, number=case.number),
        foot=words("case.foot", language, events=case.events, head=case.head),
        subject=case.sop,
        keywords=f"{case.number} {case.head}",
    )
    return typeset(furniture, [flowable for part in _PARTS for flowable in part(case)])


def _identity(case: CaseFile) -> Story:
    """What the first page says: which case this is, and what proves the rest."""
    told = partial(told_of, case)
    sop = told("sop_version", title=case.sop, number=case.sop_number, version=case.version)
    rows: list[tuple[str, Cell]] = [
        (told("case_number"), Line(case.number, Look.BOLD)),
        (told("company"), case.company),
        (told("business_key"), case.business_key),
        (told("applicant"), case.applicant),
        (told("sop"), sop),
        (told("definition"), Line(case.definition, size=7.5)),
        (told("started"), case.started),
        (told("ended"), case.ended),
        (told("outcome"), case.outcome),
        (told("clock"), case.clock),
        *([(told("linked"), case.linked)] if case.linked else []),
        (told("events"), told("last", events=case.events, at=case.last)),
        (told("proof"), Line(case.head, Look.BOLD, size=7.5)),
    ]
    marked = [paragraph(f"{words('simulation', case.language)}. {told('simulated')}", 9, Look.BOLD, "center", "alarm")]
    return [
        *letterhead(case.office, case.unit),
        Spacer(0, 8 * mm),
        paragraph(told("title"), 17, Look.BOLD, "center", "accent"),
        paragraph(told("subtitle"), 9.5, align="center", colour="soft"),
        *([Spacer(0, 5 * mm), *marked] if case.simulated else []),
        *section(told("identity"), "identity", [facts(rows, width(PORTRAIT))]),
        Spacer(0, 3 * mm),
        paragraph(told("how", zone=case.zone), 8, colour="soft"),
    ]


def _checks(case: CaseFile) -> Story:
    """Seals, and what a verification has found."""
    sentences = case.checks or [told_of(case, "unchecked")]
    rows = [(f"{number}.", sentence) for number, sentence in enumerate(sentences, 1)]
    return section(told_of(case, "checks"), "checks", [facts(rows, width(PORTRAIT), share=0.04)])


def _timeline(case: CaseFile) -> Story:
    """Every event of the history, in order."""
    told = partial(told_of, case)
    columns = [
        Column(words("number", case.language), 9, "right"),
        Column(told("time", zone=case.zone), 29),
        Column(told("activity"), 58),
        Column(told("who"), 52),
        Column(told("what"), 82),
        Column(told("waited"), 19),
        Column(told("worked"), 19),
    ]
    rows = [_happened(case, happened) for happened in case.happened]
    return [
        *new_page(LANDSCAPE),
        *section(
            told("timeline"),
            "timeline",
            [paragraph(told("gross"), SIZE, colour="soft"), Spacer(0, 2 * mm), table(columns, rows, width(LANDSCAPE))],
        ),
    ]


def _happened(case: CaseFile, event: Happened) -> Sequence[Cell]:
    visit = "" if event.visit is None else told_of(case, "visit", number=event.visit)
    return [
        str(event.number),
        event.at,
        [Line(event.activity), small(visit)],
        [Line(event.who), small(event.post)],
        [Line(event.told), Line(event.note, Look.ITALIC), small(f"{event.kind} · {event.digest[:16]}")],
        event.waited,
        event.worked,
    ]


_PARTS = (_identity, _checks, _timeline, diagram, answers, files, signatures, remarks, erasures)
