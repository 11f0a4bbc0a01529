"""Drafts: kept for their person until the task is done or they are thrown away."""

import pytest

from app.actions.draft import LIMIT, DraftTooLarge, discard_draft, read_draft, save_draft
from app.model.errors import AlreadyDone, Forbidden, NotFound
from tests.actions.conftest import Desk


def test_a_draft_is_kept_as_it_was_typed_right_or_wrong(desk: Desk) -> None:
    work = desk.open(desk.start(), "ajukan").id
    saved = save_draft(desk.office, work, {"nama": "PT Con", "nib": "99x"}, by=desk.people["siti"])
    assert read_draft(desk.office, work, by=desk.people["siti"]) == saved
    assert saved.answers == {"nama": "PT Con", "nib": "99x"}
    assert saved.saved_at == desk.clock.now


def test_a_draft_leaves_no_trace_in_the_history(desk: Desk) -> None:
    case = desk.start()
    save_draft(desk.office, desk.open(case, "ajukan").id, {"nama": "PT"}, by=desk.people["siti"])
    assert desk.now(case) == case


def test_everybody_has_his_own_draft(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa").id
    save_draft(desk.office, work, {"hasil": "ya"}, by=desk.people["opi"])
    assert read_draft(desk.office, work, by=desk.people["oka"]) is None


def test_only_who_may_do_the_task_keeps_a_draft_of_it(desk: Desk) -> None:
    work = desk.open(desk.start(), "ajukan").id
    with pytest.raises(Forbidden):
        save_draft(desk.office, work, {}, by=desk.people["opi"])
    with pytest.raises(NotFound):
        save_draft(desk.office, work, {}, by=desk.people["budi"])
    with pytest.raises(NotFound):
        save_draft(desk.office, 999, {}, by=desk.people["siti"])


def test_a_draft_has_its_limit(desk: Desk) -> None:
    work = desk.open(desk.start(), "ajukan").id
    with pytest.raises(DraftTooLarge):
        save_draft(desk.office, work, {"nama": "x" * LIMIT}, by=desk.people["siti"])


def test_completing_a_task_takes_ones_draft_away_but_not_that_of_a_colleague(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa").id
    for login in ("opi", "oka"):
        save_draft(desk.office, work, {"hasil": login}, by=desk.people[login])
    desk.do(case, "periksa", "opi", hasil="ya")
    assert read_draft(desk.office, work, by=desk.people["opi"]) is None
    late = read_draft(desk.office, work, by=desk.people["oka"])
    assert late is not None
    assert late.answers == {"hasil": "oka"}
    with pytest.raises(AlreadyDone):
        save_draft(desk.office, work, {"hasil": "x"}, by=desk.people["oka"])


def test_a_draft_can_be_thrown_away(desk: Desk) -> None:
    work = desk.open(desk.start(), "ajukan").id
    save_draft(desk.office, work, {"nama": "x"}, by=desk.people["siti"])
    discard_draft(desk.office, work, by=desk.people["siti"])
    discard_draft(desk.office, work, by=desk.people["siti"])
    assert read_draft(desk.office, work, by=desk.people["siti"]) is None
