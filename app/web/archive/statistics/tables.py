"""Each table of the statistics as a file for a spreadsheet."""

from collections.abc import Callable, Mapping

from flask import Response
from flask.typing import ResponseReturnValue

from app.model.errors import NotFound
from app.model.people import AUDITOR, SUPERVISOR
from app.web.archive.room import room
from app.web.archive.statistics.activities import activities
from app.web.archive.statistics.cases import FILE, cases_behind
from app.web.archive.statistics.dotted import chart
from app.web.archive.statistics.overview import overview
from app.web.archive.statistics.rework import rework
from app.web.archive.statistics.table import Table
from app.web.archive.statistics.variants import variants
from app.web.shared.entrance import entrance
from app.web.shared.sheet import sheet

#: The name of a table -> the tables among which it is.
TABLES: Mapping[str, Callable[[], Mapping[str, Table]]] = {
    "bulan": lambda: overview().tables,
    "hasil": lambda: overview().tables,
    "janji": lambda: overview().tables,
    "kegiatan": lambda: activities().tables,
    "cara": lambda: variants().tables,
    "ulang": lambda: rework().tables,
    "kembali": lambda: rework().tables,
    "titik": lambda: chart().tables,
    "kasus": lambda: cases_behind(FILE).tables,
}


@room.get("/statistik/<table>.csv")
@entrance(AUDITOR, SUPERVISOR)
def statistics_file(table: str) -> ResponseReturnValue:
    if table not in TABLES:
        raise NotFound
    wanted = TABLES[table]()[table]
    response = Response(sheet(wanted.heading, wanted.lines()), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={table}.csv"
    return response
