"""The lists of the desk: who sees what of them, and how far they count."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.actions import lists
from app.actions.claim import claim
from app.actions.lists import PAGE, CaseWish, InboxWish, Tab
from app.actions.start import start
from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.model.errors import Forbidden
from app.model.instance import ProcessInstance, Status
from app.model.urgency import Urgency
from app.ports import Sort
from tests.actions.conftest import FACTS, Desk, permit_bundle

TODAY = date(2026, 3, 17)


def inbox(desk: Desk, login: str, **wish: object) -> list[tuple[str, str]]:
    page = lists.inbox(desk.office, desk.people[login], InboxWish(**wish)).page
    return [(row.number, row.work.element) for row in page.rows]


def cases(desk: Desk, login: str, **wish: object) -> list[str]:
    found = lists.cases(desk.office, desk.people[login], CaseWish(**wish))
    exported = [row.instance.number for row in lists.all_cases(desk.office, desk.people[login], CaseWish(**wish))]
    numbers = [row.instance.number for row in found.page.rows]
    assert numbers == exported
    assert found.count == len(numbers)
    return numbers


def another_sop(desk: Desk, **changes: str) -> ProcessInstance:
    """A second SOP with other words in its facts; a case of it by Siti."""
    facts = FACTS.replace('key = "permit"', 'key = "lain"').replace('number_prefix = "P"', 'number_prefix = "L"')
    for old, new in changes.items():
        facts = facts.replace(f'"{old}"', f'"{new}"')
    bundle = permit_bundle(facts=facts)
    bundle = bundle.replacing(DIAGRAM, bundle.files[DIAGRAM].replace(b'"permit"', b'"lain"'))
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("lain", 1, bundle.digest, "system", desk.clock.now))
        unit.commit()
    return start(desk.office, "lain", by=desk.people["siti"])


def test_the_inbox_holds_the_open_tasks_of_the_groups(desk: Desk) -> None:
    case = desk.started()
    found = lists.inbox(desk.office, desk.people["opi"])
    assert [(row.number, row.work.element, row.title) for row in found.page.rows] == [
        (case.number, "periksa", "PT Contoh")
    ]
    assert (found.tab, found.counts) == (Tab.GROUPS, {Tab.GROUPS: 1, Tab.MINE: 0, Tab.ALL: 1})


def test_what_one_has_claimed_is_ones_own(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert inbox(desk, "opi", tab=Tab.MINE) == [(case.number, "periksa")]
    assert inbox(desk, "oka", tab=Tab.MINE) == []
    assert inbox(desk, "oka", unclaimed=True) == []
    assert lists.inbox(desk.office, desk.people["opi"]).counts[Tab.MINE] == 1


def test_staff_look_at_the_tasks_of_other_lanes_too(desk: Desk) -> None:
    first, second = desk.start(), desk.started()
    assert inbox(desk, "opi") == [(second.number, "periksa")]
    assert inbox(desk, "opi", tab=Tab.ALL) == [(first.number, "ajukan"), (second.number, "periksa")]


@pytest.mark.parametrize("login", ["awas", "audi", "ana"])
def test_who_has_no_lane_looks_at_all_tasks_and_has_no_other_list(desk: Desk, login: str) -> None:
    case = desk.start()
    found = lists.inbox(desk.office, desk.people[login], InboxWish(tab=Tab.MINE))
    assert (found.tab, found.counts) == (Tab.ALL, {Tab.ALL: 1})
    assert [row.number for row in found.page.rows] == [case.number]


def test_an_applicant_has_one_list_and_sees_his_own_tasks_only(desk: Desk) -> None:
    case = desk.start()
    found = lists.inbox(desk.office, desk.people["siti"], InboxWish(tab=Tab.ALL))
    assert (found.tab, found.counts) == (Tab.GROUPS, {Tab.GROUPS: 1})
    assert inbox(desk, "siti") == [(case.number, "ajukan")]
    assert inbox(desk, "budi") == []


def test_a_message_that_may_come_at_any_time_is_no_task(desk: Desk) -> None:
    case = desk.start()
    assert inbox(desk, "siti") == [(case.number, "ajukan")]


def test_a_long_inbox_comes_in_pages_and_is_counted_as_a_whole(desk: Desk) -> None:
    for _ in range(PAGE + 3):
        desk.started()
    first = lists.inbox(desk.office, desk.people["opi"])
    assert len(first.page.rows) == PAGE
    second = lists.inbox(desk.office, desk.people["opi"], InboxWish(after=first.page.next))
    assert (len(second.page.rows), second.page.next) == (3, None)
    assert first.counts[Tab.GROUPS] == second.counts[Tab.GROUPS] == PAGE + 3


def test_an_inbox_is_narrowed_to_an_activity_and_an_sop(desk: Desk) -> None:
    other, case = another_sop(desk), desk.started()
    paying = desk.started("hitung")
    assert inbox(desk, "opi", element="bayar") == [(paying.number, "bayar")]
    assert inbox(desk, "opi", sop="permit") == [(case.number, "periksa"), (paying.number, "bayar")]
    assert inbox(desk, "opi", tab=Tab.ALL, sop="lain") == [(other.number, "ajukan")]
    assert inbox(desk, "opi", sop="none") == []
    assert inbox(desk, "opi", late=True) == []


def test_staff_of_one_sop_see_nothing_of_another(desk: Desk) -> None:
    other = another_sop(desk, operator="dinas_lain", sistem="sistem_lain")
    assert inbox(desk, "opi", tab=Tab.ALL) == []
    assert cases(desk, "opi") == []
    assert cases(desk, "opi", sop="lain") == []
    assert cases(desk, "awas", sop="lain") == [other.number]


def test_staff_see_all_cases_and_applicants_their_own(desk: Desk) -> None:
    case = desk.start()
    for login in ("opi", "awas", "audi", "siti"):
        assert cases(desk, login) == [case.number]
    assert cases(desk, "budi") == []
    assert lists.cases(desk.office, desk.people["opi"]).everybodys
    assert not lists.cases(desk.office, desk.people["siti"]).everybodys


def test_a_case_is_listed_with_the_activities_at_which_it_stands(desk: Desk) -> None:
    desk.started()
    [row] = lists.cases(desk.office, desk.people["opi"]).page.rows
    assert [work.element for work in row.work] == ["periksa"]


def test_cases_are_narrowed_by_lane_and_activity(desk: Desk) -> None:
    waiting, sent = desk.start(), desk.started("setuju")
    checked = desk.started()
    assert cases(desk, "opi", lane="operator") == [checked.number]
    assert cases(desk, "opi", lane="pemohon") == [waiting.number]
    assert cases(desk, "opi", lane="sistem") == [sent.number]
    assert cases(desk, "opi", element="kirim") == [sent.number]
    assert cases(desk, "opi", lane="sistem", element="kirim") == [sent.number]
    assert cases(desk, "opi", lane="operator", element="kirim") == []
    assert cases(desk, "opi", lane="none") == []


def test_cases_are_narrowed_by_clock_status_text_and_time(desk: Desk) -> None:
    old, sent = desk.start(), desk.started("setuju")
    assert cases(desk, "opi", clock=Urgency.RUNNING) == [sent.number]
    assert cases(desk, "opi", clock=Urgency.NOT_STARTED) == [old.number]
    assert cases(desk, "opi", status=Status.ENDED) == []
    assert cases(desk, "opi", text="contoh") == [sent.number]
    desk.go_on(days=1)
    new = desk.start()
    assert cases(desk, "opi", since=TODAY + timedelta(days=1)) == [new.number]
    assert cases(desk, "opi", until=TODAY) == [sent.number, old.number]
    desk.go_on(days=20)
    assert cases(desk, "opi", clock=Urgency.LATE, sort=Sort.DUE) == [sent.number]


def test_an_export_goes_on_beyond_its_parts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PART", 2)
    numbers: Sequence[str] = [desk.start().number for _ in range(5)]
    exported = lists.all_cases(desk.office, desk.people["opi"], CaseWish(descending=False))
    assert [row.instance.number for row in exported] == numbers


def test_incidents_are_for_supervisors(desk: Desk) -> None:
    case = desk.do(desk.started("hitung"), "bayar", "opi", catatan="x")
    rows = lists.incidents(desk.office, desk.people["awas"]).rows
    assert [(row.number, row.work.element) for row in rows] == [(case.number, "bayar")]
    with pytest.raises(Forbidden):
        lists.incidents(desk.office, desk.people["opi"])


def test_without_any_group_there_is_nothing(desk: Desk) -> None:
    desk.start()
    nobody = replace(desk.people["opi"], groups=frozenset())
    assert lists.inbox(desk.office, nobody).counts == {Tab.GROUPS: 0}
