"""Many cases as an event log: whole, in order, and without names unless they are wanted."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import etree

from app.actions.archive.demo_history import Wish as HistoryWish
from app.actions.archive.export_log import LogFormat, LogWish, export_log
from app.actions.archive.find import Wish
from app.actions.cancel import cancel
from app.model.bundle import Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import Forbidden, Invalid, Refused
from app.model.event import Happening
from app.model.instance import Status
from app.model.people import AUDITOR, SUPERVISOR, User
from app.model.reading import Reading, ReadingQuery
from app.ports import Office
from tests.actions.archive.history import PERIOD, UNTIL, Made, made

CASES = 24
AUDITOR_HERE = User(0, "console", "console", frozenset({AUDITOR}))
XES = "{http://www.xes-standard.org/}"


@pytest.fixture(scope="module")
def history() -> Made:
    return made(HistoryWish(CASES, PERIOD, seed=7))


def quiet(_done: int, _total: int) -> None:
    """Nobody hears."""


def log(office: Office, kind: LogFormat, cases: Wish | None = None, *, with_names: bool = False) -> bytes:
    wish = LogWish(kind, cases or Wish(), with_names)
    return b"".join(export_log(office, wish, quiet, by=AUDITOR_HERE, noted=False))


def values(element: etree._Element) -> dict[str, str]:
    return {str(it.get("key")): str(it.get("value")) for it in element if it.get("key")}


def test_all_cases_stand_in_it_in_the_order_in_which_they_were_started(history: Made) -> None:
    found = etree.fromstring(log(history.stage.office, LogFormat.XES)).iter(f"{XES}trace")
    assert [values(trace)["concept:name"] for trace in found] == [case.number for case in history.cases]


def test_every_event_can_be_found_again_in_the_history(history: Made) -> None:
    for trace in etree.fromstring(log(history.stage.office, LogFormat.XES)).iter(f"{XES}trace"):
        events = {event.number: event for event in history.events[values(trace)["concept:name"]]}
        for told in map(values, trace.iter(f"{XES}event")):
            event = events[int(told["number"])]
            assert told.get("element", "") == (event.element or "")
            assert told["time:timestamp"] == event.at.isoformat(timespec="microseconds")


def test_people_are_called_by_group_and_number(history: Made) -> None:
    for kind in LogFormat:
        text = log(history.stage.office, kind).decode()
        assert "operator-" in text
        assert "Contoh Ramadhan" not in text
        assert "user:" not in text


def test_people_are_called_by_their_names_when_that_is_wanted(history: Made) -> None:
    for kind in LogFormat:
        assert "Contoh Ramadhan" in log(history.stage.office, kind, with_names=True).decode()


def test_nobody_knows_who_is_not_in_the_books() -> None:
    history = made(HistoryWish(3, replace(PERIOD, running=1)))
    case = next(case for case in history.cases if case.status is Status.RUNNING)
    cancel(history.stage.office, case.id, "twice", by=User(0, "console", "console", frozenset({SUPERVISOR})))
    assert '<string key="org:resource" value="-"/>' in log(history.stage.office, LogFormat.XES).decode()


def test_only_the_cases_that_were_chosen_stand_in_it(history: Made) -> None:
    half = (UNTIL - timedelta(days=100)).date()
    wish = Wish(sop="izin_perluasan", started_from=half)
    numbers = [
        values(it)["concept:name"]
        for it in etree.fromstring(log(history.stage.office, LogFormat.XES, wish)).iter(f"{XES}trace")
    ]
    assert numbers
    zone = history.stage.office.calendar.zone
    chosen = [
        case.number
        for case in history.cases
        if case.sop == "izin_perluasan" and case.started_at.astimezone(zone).date() >= half
    ]
    assert numbers == chosen


def test_a_log_of_no_cases_is_whole(history: Made) -> None:
    wish = Wish(text="nobody is called so")
    assert json.loads(log(history.stage.office, LogFormat.OCEL, wish))["events"] == []
    assert list(etree.fromstring(log(history.stage.office, LogFormat.XES, wish)).iter(f"{XES}trace")) == []


def test_each_object_is_written_once(history: Made) -> None:
    found = json.loads(log(history.stage.office, LogFormat.OCEL))
    ids = [it["id"] for it in found["objects"]]
    assert len(ids) == len(set(ids))
    added = history.happened(Happening.ATTACHMENT_ADDED)
    assert sum(it["type"] == "berkas" for it in found["objects"]) == len(added)


def test_it_is_told_how_far_it_has_come(history: Made) -> None:
    told: list[tuple[int, int]] = []
    wish = LogWish(LogFormat.XES)
    list(export_log(history.stage.office, wish, lambda *it: told.append(it), by=AUDITOR_HERE, noted=False))
    assert told == [(n, CASES) for n in range(1, CASES + 1)]


def test_that_somebody_has_read_the_cases_is_noted(history: Made) -> None:
    office = history.stage.office
    with office.store.reading() as reader:
        auditor = reader.user_by_login("auditor")
    assert auditor
    list(export_log(office, LogWish(LogFormat.XES), quiet, by=auditor))
    with office.store.reading() as reader:
        read = reader.readings(ReadingQuery(person=auditor.id, limit=1000))
    assert {(it.number, it.what) for it in read} == {(case.number, Reading.EXPORT) for case in history.cases}


def test_a_case_whose_definition_cannot_be_read_any_more_has_ids_for_names(history: Made) -> None:
    def refuse(bundle: Bundle) -> ProcessDefinition:
        raise Refused("It is damaged.")

    office = replace(history.stage.office, read=refuse, shelf={})
    assert '<string key="concept:name" value="periksa_kelengkapan"/>' in log(office, LogFormat.XES).decode()


def test_only_auditors_may_and_a_wish_must_make_sense(history: Made) -> None:
    office, stranger = history.stage.office, User(1, "operator", "Operator", frozenset({"operator"}))
    with pytest.raises(Forbidden):
        export_log(office, LogWish(LogFormat.XES), quiet, by=stranger)
    with pytest.raises(Invalid):
        export_log(office, LogWish(LogFormat.XES, Wish(sop="nothing")), quiet, by=AUDITOR_HERE)
