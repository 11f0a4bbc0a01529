"""The report of the satisfaction survey: public, printable, and as a table for spreadsheets."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from babel.numbers import format_decimal
from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.actions.days import today
from app.actions.survey import FEWEST, Report
from app.actions.survey import report as report_of
from app.model.survey import EXACT, PRINTED, rounded
from app.web.public.room import room
from app.web.public.standard import service
from app.web.public.words import GRADES
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.house import office
from app.web.shared.languages import language

WEIGHTS = {"1/9": EXACT, "0.111": PRINTED}


@room.get("/survei/laporan/<sop>")
@entrance(EVERYONE)
def survey_report(sop: str) -> ResponseReturnValue:
    return render_template(
        "public/report.html",
        process=service(sop),
        report=_report(sop),
        questionnaire=office().survey,
        wanted=_wanted(),
        asked=_asked(),
        weights=WEIGHTS,
        grades=GRADES,
        cents=_cents,
        fewest=FEWEST,
    )


@room.get("/survei/laporan/<sop>/csv")
@entrance(EVERYONE)
def survey_csv(sop: str) -> ResponseReturnValue:
    service(sop)
    table = StringIO()
    csv.writer(table).writerows(_rows(_report(sop)))
    # With a byte order mark, or spreadsheets would take it for another encoding.
    response = Response("\ufeff" + table.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="skm-{sop}.csv"'
    return response


def _report(sop: str) -> Report:
    now = today(office())
    first, last = _day("dari", date(now.year, 1, 1)), _day("sampai", now)
    weight = WEIGHTS.get(request.args.get("bobot", ""), EXACT)
    return report_of(office(), sop, first, max(first, last), weight=weight, wanted=_wanted())


def _asked() -> Mapping[str, str]:
    """What the address asks for, and nothing else of it: it comes back in a link."""
    names = ("dari", "sampai", "bobot", *(trait.code for trait in office().survey.traits))
    return {name: value for name in names if (value := request.args.get(name))}


def _wanted() -> Mapping[str, str]:
    """The traits the respondents shall have; what nobody can have is not asked for."""
    chosen = {trait.code: request.args.get(trait.code, "") for trait in office().survey.traits}
    offered = {trait.code: trait.values for trait in office().survey.traits}
    return {code: value for code, value in chosen.items() if value in offered[code]}


def _day(name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise


def _rows(report: Report) -> Iterator[list[object]]:
    yield ["periode", report.first.isoformat(), report.last.isoformat()]
    yield ["responden", report.index.responses]
    yield ["populasi", report.population]
    yield ["sampel minimum", report.needed]
    yield ["bobot", "1/9" if report.weight == EXACT else f"{float(report.weight):.3f}"]
    yield ["unsur", "kode", "jumlah jawaban", "jumlah nilai", "NRR", "NRR tertimbang", "mutu"]
    for number, element in enumerate(report.index.elements, 1):
        values = (_number(element.nrr), _number(element.weighted), element.grade or "")
        yield [f"U{number}", element.code, element.answers, element.total, *values]
    yield ["IKM", report.index.ikm or ""]
    yield ["IKM konversi", report.index.converted or ""]
    yield ["mutu pelayanan", report.index.grade or ""]


def _cents(value: Fraction | Decimal) -> str:
    """3,50: always two decimals, as reports of the survey print them."""
    return format_decimal(rounded(Fraction(value)), format="0.00", locale=language())


def _number(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.4f}"
