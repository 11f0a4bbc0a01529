"""What every store promises about the figures of the archive."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.model.calendar import WorkingCalendar
from app.model.measures import CaseMeasure
from app.model.measuring import measure
from app.model.office_hours import OfficeHours
from app.model.period import Part, Period, parts
from app.model.sheets import Sheet
from app.ports import Store
from app.ports.measures import BehindQuery, Counts, Leaf, Promise, Uncounted
from tests.model.histories import history
from tests.store.cases import case, given, step

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

SOP = "izin_perluasan"
HOURS = OfficeHours(WorkingCalendar())
NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)
MONDAY, TUESDAY, MARCH = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 1)
#: A case that did `isi` twice and ended late; one that was withdrawn in time; one under way; one of version 2.
TWICE = """
    16 Mar 08.00 started
    16 Mar 08.00 opened  isi by f1 token=1 work=user
    16 Mar 09.00 claimed isi token=1
    16 Mar 10.00 done    isi token=1
    16 Mar 10.00 clock-started isi due=2026-03-16
    16 Mar 10.00 opened  isi by f2 token=2 work=user
    17 Mar 10.00 done    isi token=2
    17 Mar 10.00 clock-stopped isi
    17 Mar 10.00 ended   selesai
"""
WITHDRAWN = """
    16 Mar 09.00 started
    16 Mar 09.00 opened isi by f1 token=1 work=user
    16 Mar 10.00 done   isi token=1
    16 Mar 10.00 clock-started isi due=2026-03-20
    16 Mar 10.00 clock-stopped isi
    16 Mar 11.00 ended  ditarik
"""
RUNNING = """
    17 Mar 08.00 started
    17 Mar 08.00 opened isi by f1 token=1 work=user
    17 Mar 09.00 done   isi token=1
"""
SECOND = """
    17 Mar 08.00 started
    17 Mar 09.00 ended  selesai
"""
TALES = {1: (TWICE, 1), 2: (WITHDRAWN, 1), 3: (RUNNING, 1), 4: (SECOND, 2)}


def told(text: str) -> CaseMeasure:
    found = measure(history(text), HOURS)
    assert found is not None
    return found


def count(store: Store, *cases: int) -> None:
    """Keep the figures of these cases and make their sheets right."""
    with store.writing() as unit:
        unit.hold_figures("basis")
        unit.keep_measures([(Uncounted(n, SOP, TALES[n][1], 99), told(TALES[n][0])) for n in cases])
        unit.commit()
    refresh(store)


def refresh(store: Store) -> None:
    for monthly in (False, True):
        with store.writing() as unit:
            for leaf in unit.stale(monthly=monthly, limit=50):
                unit.keep_sheet(leaf, month(unit, leaf) if monthly else day(unit, leaf))
            unit.commit()


def day(reader, leaf: Leaf) -> Sheet:
    rows = reader.day(leaf)
    sheet = Sheet(started=rows.started)
    for end in rows.ends:
        sheet.add_end(end)
    for stay in rows.stays:
        sheet.add_stay(stay)
    return sheet


def month(reader, leaf: Leaf) -> Sheet:
    whole = Sheet()
    for _, sheet in reader.sheets(leaf.sop, leaf.version, [Part(False, leaf.first, date(2026, 3, 31))]):
        whole.merge(sheet)
    return whole


@pytest.fixture
def filled(store: Store) -> Store:
    given(store, *(case(n, version=version, number=f"IP-{n}", title=f"PT {n}") for n, (_, version) in TALES.items()))
    count(store, *TALES)
    return store


def test_a_case_that_was_moved_counts_with_all_it_has_done_under_its_new_version(filled: Store) -> None:
    moved = replace(told(RUNNING), events=told(RUNNING).events + 1)
    with filled.writing() as unit:
        unit.keep_measures([(Uncounted(3, SOP, 2, 100), moved)])
        unit.commit()
    refresh(filled)
    with filled.reading() as books:
        sheets = {leaf.version: sheet for leaf, sheet in books.sheets(SOP, None, [Part(False, TUESDAY, TUESDAY)])}
    assert {version: sheet.started for version, sheet in sheets.items()} == {1: 0, 2: 2}
    assert {version: sheet.activities["isi"].done for version, sheet in sheets.items()} == {1: 1, 2: 1}


def test_every_step_is_news_until_it_is_counted(store: Store) -> None:
    given(store, case(1), case(2, version=3))
    with store.reading() as books:
        assert books.uncounted(limit=9) == [Uncounted(1, SOP, 1, 1), Uncounted(2, SOP, 3, 1)]
        assert books.uncounted(limit=1) == [Uncounted(1, SOP, 1, 1)]
        assert (books.counted(up_to=9).waiting, books.counted(up_to=1).waiting) == (2, 1)
    with store.writing() as unit:
        before = unit.hold(1)
        after, events = step(before)
        unit.keep(before, after, events)
        unit.keep_measures([(Uncounted(1, SOP, 1, 1), None), (Uncounted(2, SOP, 3, 1), None)])
        unit.commit()
    with store.reading() as books:
        assert books.uncounted(limit=9) == [Uncounted(1, SOP, 1, 2)]


def test_what_changed_makes_the_sheets_of_its_days_and_months_stale(store: Store) -> None:
    given(store, case(1))
    with store.writing() as unit:
        unit.keep_measures([(Uncounted(1, SOP, 1, 1), told(TWICE))])
        unit.commit()
    with store.reading() as books:
        assert books.stale(monthly=False, limit=9) == [Leaf(SOP, 1, MONDAY), Leaf(SOP, 1, TUESDAY)]
        assert books.stale(monthly=False, limit=1) == [Leaf(SOP, 1, MONDAY)]
        assert books.stale(monthly=True, limit=9) == []
    with store.writing() as unit:
        unit.keep_sheet(Leaf(SOP, 1, MONDAY), Sheet(started=7))
        unit.commit()
    with store.reading() as books:
        assert books.stale(monthly=False, limit=9) == [Leaf(SOP, 1, TUESDAY)]
        assert books.stale(monthly=True, limit=9) == [Leaf(SOP, 1, MARCH, monthly=True)]


def test_a_day_holds_what_happened_on_it(filled: Store) -> None:
    with filled.reading() as books:
        monday, tuesday = books.day(Leaf(SOP, 1, MONDAY)), books.day(Leaf(SOP, 1, TUESDAY))
        assert books.day(Leaf(SOP, 2, MONDAY)).started == 0
    twice, withdrawn, running = told(TWICE), told(WITHDRAWN), told(RUNNING)
    assert (monday.started, tuesday.started) == (2, 1)
    assert (list(monday.ends), list(tuesday.ends)) == ([withdrawn.end], [twice.end])
    assert sorted(monday.stays, key=lambda it: it.done) == [twice.stays[0], *withdrawn.stays]
    assert sorted(tuesday.stays, key=lambda it: it.done) == [*running.stays, twice.stays[1]]


def test_what_is_counted_again_or_from_an_older_history_changes_nothing(filled: Store) -> None:
    older = measure(history(TWICE)[:4], HOURS)
    with filled.writing() as unit:
        before = unit.day(Leaf(SOP, 1, MONDAY)), unit.day(Leaf(SOP, 1, TUESDAY))
        unit.keep_measures([(Uncounted(1, SOP, 1, 99), told(TWICE)), (Uncounted(1, SOP, 1, 4), older)])
        unit.commit()
    with filled.reading() as books:
        assert (books.day(Leaf(SOP, 1, MONDAY)), books.day(Leaf(SOP, 1, TUESDAY))) == before
        assert books.stale(monthly=False, limit=9) == []


def test_a_case_that_went_on_brings_only_what_is_new(store: Store) -> None:
    given(store, case(1))
    events = history(TWICE)
    for upto, stale in ((4, [MONDAY]), (8, [TUESDAY]), (9, [TUESDAY])):
        with store.writing() as unit:
            unit.keep_measures([(Uncounted(1, SOP, 1, upto), measure(events[:upto], HOURS))])
            assert [leaf.first for leaf in unit.stale(monthly=False, limit=9)] == stale
            unit.commit()
        refresh(store)
    with store.reading() as books:
        whole = books.sheets(SOP, 1, [Part(True, MARCH, MARCH)])[0][1]
    assert (whole.started, whole.ended, whole.activities["isi"].done) == (1, 1, 2)


def test_sheets_are_found_by_period_and_version(filled: Store) -> None:
    with filled.reading() as books:
        days = books.sheets(SOP, None, parts(Period(MONDAY, TUESDAY)))
        assert [leaf for leaf, _ in days] == [Leaf(SOP, 1, MONDAY), Leaf(SOP, 1, TUESDAY), Leaf(SOP, 2, TUESDAY)]
        assert [leaf.version for leaf, _ in books.sheets(SOP, 2, parts(Period()))] == [2]
        months = books.sheets(SOP, None, parts(Period()))
        assert [(leaf.first, leaf.monthly, sheet.started) for leaf, sheet in months] == [
            (MARCH, True, 3),
            (MARCH, True, 1),
        ]
        assert books.sheets(SOP, None, parts(Period(date(2026, 4, 1), date(2026, 4, 30)))) == []
        assert books.sheets("lain", None, parts(Period())) == []
        assert (books.months(SOP), books.months("lain")) == ([MARCH], [])


def test_a_sheet_comes_back_as_it_was_kept(filled: Store) -> None:
    with filled.reading() as books:
        kept = books.sheets(SOP, 1, [Part(False, TUESDAY, TUESDAY)])[0][1]
        assert kept == day(books, Leaf(SOP, 1, TUESDAY))
    assert (kept.late, kept.again, kept.flows) == (1, 1, {"f1": 1, "f2": 1})


@pytest.mark.parametrize(
    ("until", "version", "expected"),
    [
        (None, None, 1),
        (None, 1, 1),
        (None, 2, 0),
        (MONDAY, None, 1),
        (date(2026, 3, 15), None, 0),
        (date(2026, 4, 1), None, 1),
        (TUESDAY, 2, 0),
    ],
)
def test_the_balance_is_what_has_started_and_not_ended(
    filled: Store, until: date | None, version: int | None, expected: int
) -> None:
    with filled.reading() as books:
        assert books.balance(SOP, version, until) == expected


def test_the_first_case_that_goes_a_way_draws_it(filled: Store) -> None:
    name = told(TWICE).end.variant
    with filled.writing() as unit:
        longer = told(TWICE.replace("by f2", "by f9"))
        unit.keep_measures([(Uncounted(3, SOP, 1, 99), replace(longer, events=50))])
        unit.commit()
    with filled.reading() as books:
        ways = books.ways(SOP, [name, "unknown"])
        assert books.ways("lain", [name]) == {}
    assert {key: (way.path, way.flows) for key, way in ways.items()} == {name: (("isi", "isi"), {"f1", "f2"})}


def test_trails_are_the_cases_of_a_period_spread_evenly(filled: Store) -> None:
    with filled.reading() as books:
        count, trails = books.trails(SOP, None, Period(), limit=9)
        assert (count, [it.number for it in trails]) == (4, ["IP-1", "IP-2", "IP-3", "IP-4"])
        assert [element for element, _ in trails[0].dots] == ["isi", "isi"]
        assert (trails[2].ended, trails[3].dots) == (None, [])
        assert [it.number for it in books.trails(SOP, None, Period(), limit=2)[1]] == ["IP-2", "IP-4"]
        assert books.trails(SOP, 2, Period(), limit=9)[0] == 1
        assert books.trails(SOP, None, Period(TUESDAY, TUESDAY), limit=9)[0] == 2
        assert books.trails("lain", None, Period(), limit=9) == (0, [])


BEHIND = {
    "started": (BehindQuery(SOP, Counts.STARTED), ["IP-4", "IP-3", "IP-2", "IP-1"]),
    "on a day": (BehindQuery(SOP, Counts.STARTED, period=Period(MONDAY, MONDAY)), ["IP-2", "IP-1"]),
    "of a version": (BehindQuery(SOP, Counts.STARTED, version=2), ["IP-4"]),
    "ended": (BehindQuery(SOP, Counts.ENDED), ["IP-1", "IP-4", "IP-2"]),
    "ended on a day": (BehindQuery(SOP, Counts.ENDED, period=Period(TUESDAY, TUESDAY)), ["IP-1", "IP-4"]),
    "longest": (BehindQuery(SOP, Counts.ENDED, longest=True), ["IP-1", "IP-2", "IP-4"]),
    "by outcome": (BehindQuery(SOP, Counts.ENDED, outcome="ditarik"), ["IP-2"]),
    "late": (BehindQuery(SOP, Counts.ENDED, promise=Promise.LATE), ["IP-1"]),
    "kept": (BehindQuery(SOP, Counts.ENDED, promise=Promise.KEPT), ["IP-2"]),
    "no promise": (BehindQuery(SOP, Counts.ENDED, promise=Promise.NONE), ["IP-4"]),
    "again": (BehindQuery(SOP, Counts.ENDED, again=True), ["IP-1"]),
    "by way": (BehindQuery(SOP, Counts.ENDED, variant=told(WITHDRAWN).end.variant), ["IP-2"]),
    "running": (BehindQuery(SOP, Counts.RUNNING), ["IP-3"]),
    "running on Monday": (BehindQuery(SOP, Counts.RUNNING, period=Period(until=MONDAY)), ["IP-1"]),
    "done": (BehindQuery(SOP, Counts.DONE, element="isi"), ["IP-1", "IP-3", "IP-2", "IP-1"]),
    "done, longest": (BehindQuery(SOP, Counts.DONE, element="isi", longest=True, limit=2), ["IP-1", "IP-1"]),
    "done again": (BehindQuery(SOP, Counts.DONE, element="isi", again=True), ["IP-1"]),
    "done at the first visit": (BehindQuery(SOP, Counts.DONE, element="isi", visit=1), ["IP-3", "IP-2", "IP-1"]),
    "done elsewhere": (BehindQuery(SOP, Counts.DONE, element="lain"), []),
    "a page": (BehindQuery(SOP, Counts.STARTED, skip=1, limit=2), ["IP-3", "IP-2"]),
    "another SOP": (BehindQuery("lain", Counts.STARTED), []),
}


@pytest.mark.parametrize("asked", BEHIND)
def test_behind_a_figure_stand_its_cases(filled: Store, asked: str) -> None:
    query, expected = BEHIND[asked]
    with filled.reading() as books:
        assert [row.number for row in books.behind(query)] == expected


def test_a_row_behind_a_figure_says_how_long_it_took(filled: Store) -> None:
    twice = told(TWICE)
    with filled.reading() as books:
        ended = books.behind(BehindQuery(SOP, Counts.ENDED, promise=Promise.LATE))[0]
        again, _, _, first = books.behind(BehindQuery(SOP, Counts.DONE, element="isi"))
        running = books.behind(BehindQuery(SOP, Counts.RUNNING))[0]
    assert (ended.title, ended.began, ended.over) == ("PT 1", twice.started, twice.ended)
    assert (ended.outcome, ended.late, ended.whole) == ("selesai", True, twice.end.whole)
    assert (first.visit, first.whole, first.waited, first.worked) == (
        1,
        twice.stays[0].whole,
        twice.stays[0].waited,
        twice.stays[0].worked,
    )
    assert (again.visit, again.waited, again.worked) == (2, None, None)
    assert (running.over, running.outcome, running.late, running.whole) == (None, None, None, None)


def test_figures_say_how_far_they_go_and_on_what_they_rest(store: Store) -> None:
    with store.reading() as books:
        assert (books.counted(up_to=9).until, books.counted(up_to=9).basis) == (None, "")
    with store.writing() as unit:
        unit.hold_figures("first")
        unit.hold_figures("second")
        unit.note_counted(NOW)
        unit.commit()
    with store.reading() as books:
        assert (books.counted(up_to=9).until, books.counted(up_to=9).basis) == (NOW, "first")


def test_figures_can_be_thrown_away_and_every_case_is_news_again(filled: Store) -> None:
    with filled.reading() as books:
        before = books.sheets(SOP, None, parts(Period()))
    with filled.writing() as unit:
        unit.note_counted(NOW)
        unit.count_anew("another")
        unit.commit()
    with filled.reading() as books:
        assert [it.instance for it in books.uncounted(limit=9)] == [1, 2, 3, 4]
        assert (books.counted(up_to=9).until, books.counted(up_to=9).basis) == (None, "another")
        assert books.sheets(SOP, None, parts(Period())) == []
        assert books.ways(SOP, [told(TWICE).end.variant]) == {}
        assert books.stale(monthly=False, limit=9) == []
    count(filled, *TALES)
    with filled.reading() as books:
        assert books.sheets(SOP, None, parts(Period())) == before
