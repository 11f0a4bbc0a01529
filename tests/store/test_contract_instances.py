"""What every store promises about instances, on all stores."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.model.clock import ServiceClock
from app.model.errors import Conflict
from app.model.event import Fact, Happening
from app.model.instance import Status, WorkState
from app.ports import InstanceQuery, Store
from tests.store.cases import MINUTE, NOW, case, given, kept, open_items, step, task

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)


def test_a_case_comes_back_as_it_was_kept(store: Store) -> None:
    paused = ServiceClock(due=date(2026, 3, 31), paused_on=date(2026, 3, 18))
    fresh = case(clock=paused, ended_at=NOW + MINUTE, end="selesai", linked_to=4, status=Status.ENDED)
    with store.writing() as unit:
        after = kept(unit, fresh)
        unit.commit()
    with store.reading() as books:
        assert books.instance(1) == after
        assert books.instance_by_number("IP-2026-0001") == after


def test_nothing_is_found_where_nothing_is(store: Store) -> None:
    with store.writing() as unit:
        assert unit.instance(1) is None
        assert unit.instance_by_number("IP-2026-0001") is None
        assert unit.hold(1) is None
        assert unit.work_item(1) is None
        assert unit.work_items(1) == []
        assert unit.history(1) == []


def test_a_held_case_is_read_whole(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        assert unit.hold(1) == unit.instance(1) == step(case())[0]


@pytest.mark.parametrize("value", [2**70, -(2**63) - 1, 1e16, "\ud800", "a\0b", "ß", [], {}, None])
def test_any_json_value_comes_back_exactly(store: Store, value: Any) -> None:
    given(store, case(variables={"x": value}))
    with store.reading() as books:
        found = books.instance(1)
    assert found
    assert found.variables == {"x": value}
    assert type(found.variables["x"]) is type(value)


def test_variables_keep_their_order(store: Store) -> None:
    given(store, case(variables={"z": 1, "a": 2, "m": 3}))
    with store.reading() as books:
        found = books.instance(1)
    assert found
    assert list(found.variables) == ["z", "a", "m"]


def test_a_step_is_kept_with_its_events_and_work(store: Store) -> None:
    given(store, opened=[task()])
    [work] = open_items(store)
    done = replace(work, state=WorkState.DONE, done_by=7, done_at=NOW)
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        after, events = step(before, Fact(Happening.WORK_COMPLETED, "periksa"), at=NOW + MINUTE)
        after = replace(after, variables={"lengkap": True}, title="PT Baru")
        unit.keep(before, after, events, opened=[task(token=2, element="putus")], closed=[done])
        unit.commit()
    with store.reading() as books:
        assert books.instance(1) == after
        assert [event.number for event in books.history(1)] == [1, 2]
        assert books.work_item(work.id) == done
        assert [it.element for it in books.work_items(1)] == ["periksa", "putus"]
        assert [it.element for it in books.work_items(1, open_only=True)] == ["putus"]


def test_every_field_of_a_case_may_change_in_a_step(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        after, events = step(before)
        changes: dict[str, Any] = {
            "number": "IP-2026-0009",
            "version": 2,
            "digest": "cd" * 32,
            "business_key": "9",
            "applicant": None,
            "status": Status.CANCELLED,
            "state": None,
            "clock": ServiceClock(due=date(2026, 4, 1)),
            "ended_at": NOW,
            "end": "batal",
            "linked_to": 3,
        }
        after = replace(after, **changes)
        unit.keep(before, after, events)
        unit.commit()
    with store.reading() as books:
        assert books.instance(1) == after


def test_leaving_without_commit_undoes_everything(store: Store) -> None:
    with store.writing() as unit:
        kept(unit, opened=[task()])
        unit.next_number("surat", 2026)
    with store.writing() as unit:
        assert unit.instance(1) is None
        assert unit.work_items(1) == []
        assert unit.next_number("surat", 2026) == 1


def test_an_error_undoes_everything(store: Store) -> None:
    with pytest.raises(LookupError), store.writing() as unit:
        raise LookupError(kept(unit).title)
    with store.reading() as books:
        assert books.instance(1) is None


def test_of_two_steps_from_one_state_the_second_is_a_conflict(store: Store) -> None:
    given(store)
    with store.reading() as books:
        before = books.instance(1)
    assert before
    after, events = step(before)
    with store.writing() as unit:
        unit.keep(before, after, events)
        unit.commit()
    with store.writing() as unit:
        with pytest.raises(Conflict):
            unit.keep(before, after, events, opened=[task()])
        with pytest.raises(Conflict):
            unit.commit()
    with store.reading() as books:
        assert len(books.history(1)) == 2
        assert books.work_items(1) == []


def test_a_second_case_under_one_id_is_a_conflict(store: Store) -> None:
    given(store)
    with store.writing() as unit, pytest.raises(Conflict):
        kept(unit, case(number="IP-2026-0002"))


def test_a_second_case_under_one_number_is_a_conflict(store: Store) -> None:
    given(store)
    with store.writing() as unit, pytest.raises(Conflict):
        kept(unit, case(2, number="IP-2026-0001"))


def test_an_event_that_is_there_already_is_a_conflict(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        _, first = step(case())
        with pytest.raises(Conflict):
            unit.keep(before, replace(before, events=2), first)


def test_ids_of_cases_count_up(store: Store) -> None:
    with store.writing() as unit:
        assert [unit.new_instance_id(), unit.new_instance_id()] == [1, 2]
        unit.commit()
    with store.writing() as unit:
        assert unit.new_instance_id() == 3


def test_a_series_counts_for_itself_in_each_year(store: Store) -> None:
    with store.writing() as unit:
        drawn = [
            unit.next_number(series, year)
            for series, year in [("surat", 2026), ("surat", 2026), ("surat", 2027), ("sk", 2026)]
        ]
    assert drawn == [1, 2, 1, 1]


def test_cases_are_listed_newest_first_without_their_insides(store: Store) -> None:
    given(store, case(1), case(2), case(3))
    with store.reading() as books:
        listed = books.instances(InstanceQuery())
    assert [it.id for it in listed] == [3, 2, 1]
    assert listed[2] == replace(step(case(1))[0], state=None, variables={})


def test_a_list_of_cases_goes_on_after_the_last_one_seen(store: Store) -> None:
    given(store, *(case(n) for n in range(1, 6)))
    with store.reading() as books:
        pages = [[it.id for it in books.instances(InstanceQuery(before=before, limit=2))] for before in (None, 4, 2)]
    assert pages == [[5, 4], [3, 2], [1]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (InstanceQuery(sops=frozenset({"izin_usaha"})), [2]),
        (InstanceQuery(status="ended"), [3]),
        (InstanceQuery(status=Status.RUNNING), [4, 2, 1]),
        (InstanceQuery(applicant=8), [4]),
        (InstanceQuery(applicant=7, status="ended", sops=frozenset({"izin_perluasan"})), [3]),
        (InstanceQuery(applicant=8, before=4), []),
    ],
)
def test_cases_are_chosen_by_all_that_is_asked(store: Store, query: InstanceQuery, expected: list[int]) -> None:
    given(store, case(1), case(2, sop="izin_usaha"), case(3, status=Status.ENDED), case(4, applicant=8))
    with store.reading() as books:
        assert [it.id for it in books.instances(query)] == expected


HOSTILE = "'\"%_\\;--"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [4, 3, 2, 1]),
        ("contoh", [1]),
        ("CONTOH", [1]),
        ("öl", [2]),
        ("ÖL MÜLLER", [2]),
        ("2026-0003", [3]),
        ("55501", [3]),
        (HOSTILE, [4]),
        ("%", [4]),
        ("_", [4]),
        ("\\", [4]),
        ("a%b", []),
        ("\0", [4, 3, 2, 1]),
    ],
)
def test_cases_are_found_by_company_nib_and_number(store: Store, text: str, expected: list[int]) -> None:
    given(
        store,
        case(1, title="PT Contoh", business_key="1"),
        case(2, title="Öl Müller", business_key="2"),
        case(3, title="PT Tiga", business_key="5550123"),
        case(4, title=f"CV {HOSTILE}", business_key="4"),
    )
    with store.reading() as books:
        assert [it.id for it in books.instances(InstanceQuery(text=text))] == expected
