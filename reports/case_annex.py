"""What belongs to a case besides its history: answers, documents, signatures, comments, erasures."""

from collections.abc import Iterator, Sequence
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from reports.case_file import Answer, CaseFile, Enclosed, Sheet, Signature
from reports.fonts import Look
from reports.page import PORTRAIT, new_page, width
from reports.section import Story, section, told_of
from reports.table import SIZE, Cell, Column, Line, small, table
from reports.text import paragraph
from reports.words import words

_WIDE = width(PORTRAIT)


def answers(case: CaseFile) -> Story:
    """What was answered, step by step, with the labels of that version's forms."""
    sheets = [flowable for sheet in case.sheets for flowable in _sheet(case, sheet)]
    found = section(told_of(case, "answers"), "answers", sheets or _nothing(case))
    return [*new_page(PORTRAIT), *found]


def files(case: CaseFile) -> Story:
    """The documents and attachments with their digests."""
    told = partial(told_of, case)
    columns = [
        Column(words("number", case.language), 8, "right"),
        Column(told("file"), 100),
        Column(told("size"), 18, "right"),
        Column(told("added"), 54),
    ]
    rows = [[str(number), *_file(case, file)] for number, file in enumerate(case.files, 1)]
    return section(told("files"), "files", [table(columns, rows, _WIDE)] if rows else _nothing(case))


def signatures(case: CaseFile) -> Story:
    """Who signed what, when and how."""
    told = partial(told_of, case)
    columns = [
        Column(told("signer"), 55),
        Column(told("activity"), 60),
        Column(told("at"), 30),
        Column(told("method"), 35),
    ]
    rows = [_signature(case, signature) for signature in case.signatures]
    return section(told("signatures"), "signatures", [table(columns, rows, _WIDE)] if rows else _nothing(case))


def remarks(case: CaseFile) -> Story:
    """What people wrote to each other."""
    told = partial(told_of, case)
    rows: list[list[Cell]] = []
    for remark in case.remarks:
        signs = [told(name) for name in ("internal", "withdrawn") if getattr(remark, name)]
        rows.append([[Line(remark.who), small(", ".join(signs))], remark.at, remark.text])
    columns = [Column(told("who"), 45), Column(told("at"), 30), Column(told("remark"), 105)]
    return section(told("remarks"), "remarks", [table(columns, rows, _WIDE)] if rows else _nothing(case))


def erasures(case: CaseFile) -> Story:
    """What was erased, by whom, when and on what ground."""
    told = partial(told_of, case)
    columns = [
        Column(told("event"), 18, "right"),
        Column(told("erased_by"), 50),
        Column(told("at"), 30),
        Column(told("ground"), 82),
    ]
    rows = [[str(erasure.number), erasure.who, erasure.at, erasure.ground] for erasure in case.erasures]
    return section(told("erasures"), "erasures", [table(columns, rows, _WIDE)] if rows else _nothing(case))


def _sheet(case: CaseFile, sheet: Sheet) -> Iterator[Flowable]:
    told = partial(told_of, case)
    lines = [paragraph(told("by", who=sheet.who, at=sheet.at, number=sheet.event), SIZE, colour="soft")]
    lines += [paragraph(sheet.note, SIZE, Look.ITALIC)] if sheet.note else []
    yield from section(sheet.activity, f"answers-{sheet.event}", lines, 1)
    if sheet.answers:
        yield from _answered(case, sheet)


def _answered(case: CaseFile, sheet: Sheet) -> Iterator[Flowable]:
    told = partial(told_of, case)
    changed = any(answer.before is not None for answer in sheet.answers)
    columns = [Column(told("question"), 55), Column(told("value"), 80 if changed else 125)]
    columns += [Column(told("before"), 45)] if changed else []
    rows = [_answer(case, answer)[: len(columns)] for answer in sheet.answers]
    yield Spacer(0, 1.5 * mm)
    yield table(columns, rows, _WIDE)
    for answer in sheet.answers:
        if answer.table:
            yield from _grid(answer)


def _answer(case: CaseFile, answer: Answer) -> list[Cell]:
    below = told_of(case, "below", rows=len(answer.table) - 1) if answer.table else ""
    return [answer.label, below or answer.text, answer.before or ""]


def _grid(answer: Answer) -> Iterator[Flowable]:
    yield Spacer(0, 2 * mm)
    yield paragraph(answer.label, SIZE, Look.BOLD)
    yield Spacer(0, 1 * mm)
    columns = [Column(heading, 1) for heading in answer.table[0]]
    yield table(columns, answer.table[1:], _WIDE, SIZE - 1)


def _file(case: CaseFile, file: Enclosed) -> Sequence[Cell]:
    digest = told_of(case, "digest", digest=file.digest)
    told = [Line(file.name), small(file.media_type), small(file.taken), small(digest)]
    return [told, file.size, [Line(file.who), small(file.at), small(file.activity)]]


def _signature(case: CaseFile, signature: Signature) -> Sequence[Cell]:
    mark = words("simulation", case.language) if signature.simulated else ""
    return [
        [Line(signature.who), small(signature.post)],
        signature.activity,
        signature.at,
        [Line(signature.method), Line(mark, Look.BOLD, "alarm")],
    ]


def _nothing(case: CaseFile) -> Story:
    return [paragraph(words("none", case.language), colour="soft")]
