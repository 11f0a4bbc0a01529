"""Count the figures of the archive from the history: a little at a time, beside the work.

Steps only note that a case has news. Whoever counts reads those cases, folds their histories, keeps the stays that are
new and makes the sheets of the days they change anew from the stays. One counts at a time; what was counted twice, or
by one who was killed in the middle, is the same as counted once.
"""

import logging
from datetime import timedelta

from app.model.measures import CaseMeasure
from app.model.measuring import measure
from app.model.office_hours import OfficeHours
from app.model.period import Part, last_of_month
from app.model.sheets import Sheet, sum_of
from app.ports import Office, Reader
from app.ports.measures import Leaf, Uncounted

log = logging.getLogger(__name__)

#: Cases and sheets of one transaction: nobody shall wait long for his turn to write.
CASES = 25
SHEETS = 5
#: How old the note of how far the figures go may become while nothing happens.
FRESH = timedelta(minutes=1)


def count(office: Office) -> int:
    """One round: count cases with news and, unless more are waiting, make all sheets right.

    Answers how many cases were counted when more are waiting, else 0. Costs a few reads when there is nothing to do.
    """
    began = office.clock()
    counted = count_cases(office)
    if counted == CASES:
        return counted
    made = 0
    while fresh := make_sheets(office):
        made += fresh
    with office.store.reading() as reader:
        known = reader.counted(up_to=0).until
    if made or known is None or known < began - FRESH:
        with office.store.writing() as unit:
            unit.hold_figures(OfficeHours(office.calendar).basis)
            unit.note_counted(began)
            unit.commit()
    return 0


def count_cases(office: Office) -> int:
    """Count some of the cases that have news, no more than CASES; answers how many."""
    hours = OfficeHours(office.calendar)
    with office.store.reading() as reader:
        measures = [(case, _measure(reader, case, hours)) for case in reader.uncounted(limit=CASES)]
    if measures:
        with office.store.writing() as unit:
            unit.hold_figures(hours.basis)
            unit.keep_measures(measures)
            unit.commit()
    return len(measures)


def make_sheets(office: Office) -> int:
    """Make some of the sheets right that are not, days before months; answers how many."""
    with office.store.reading() as reader:
        if not _stale(reader):
            return 0
    with office.store.writing() as unit:
        unit.hold_figures(OfficeHours(office.calendar).basis)
        leaves = _stale(unit)
        for leaf in leaves:
            unit.keep_sheet(leaf, _month(unit, leaf) if leaf.monthly else _day(unit, leaf))
        unit.commit()
        return len(leaves)


def count_anew(office: Office) -> int:
    """Throw all figures away; answers how many cases are to be counted again, by `count`."""
    basis = OfficeHours(office.calendar).basis
    with office.store.writing() as unit:
        unit.hold_figures(basis)
        unit.count_anew(basis)
        unit.commit()
    return waiting(office)


def waiting(office: Office) -> int:
    """How many cases have news that are not counted yet."""
    with office.store.reading() as reader:
        return reader.counted(up_to=10**9).waiting


def _measure(reader: Reader, case: Uncounted, hours: OfficeHours) -> CaseMeasure | None:
    """The figures of a case; None when its history cannot be read. Whether it was tampered with others find out."""
    try:
        return measure(reader.history(case.instance), hours)
    except (ValueError, OverflowError):
        log.warning("The history of case %s cannot be read; it is not in the figures.", case.instance)
        return None


def _stale(reader: Reader) -> list[Leaf]:
    days = reader.stale(monthly=False, limit=SHEETS)
    return list(days or reader.stale(monthly=True, limit=SHEETS))


def _day(reader: Reader, leaf: Leaf) -> Sheet:
    rows = reader.day(leaf)
    sheet = Sheet(started=rows.started)
    for end in rows.ends:
        sheet.add_end(end)
    for stay in rows.stays:
        sheet.add_stay(stay)
    return sheet


def _month(reader: Reader, leaf: Leaf) -> Sheet:
    days = Part(monthly=False, first=leaf.first, last=last_of_month(leaf.first))
    return sum_of(sheet for _, sheet in reader.sheets(leaf.sop, leaf.version, [days]))
