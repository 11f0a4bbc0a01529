"""What nobody needs any more is put away."""

from datetime import timedelta

import pytest

from app.actions.complete import complete
from app.actions.draft import read_draft, save_draft
from app.actions.sign_in import sign_in
from app.actions.tidy import DRAFTS_STAY, TRIES_STAY, tidy
from app.model.errors import Forbidden
from tests.actions.conftest import Desk


def test_a_draft_can_be_copied_for_a_month_after_somebody_was_faster(desk: Desk) -> None:
    work, late = desk.open(desk.started(), "periksa").id, desk.people["oka"]
    save_draft(desk.office, work, {"hasil": "kurang"}, by=late)
    complete(desk.office, work, {"hasil": "setuju"}, by=desk.people["opi"])
    for passed, stays in ((timedelta(), True), (DRAFTS_STAY, True), (timedelta(seconds=1), False)):
        desk.clock.now += passed
        tidy(desk.office)
        assert (read_draft(desk.office, work, by=late) is not None) is stays


def test_a_draft_of_open_work_stays_however_old(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa").id
    save_draft(desk.office, work, {"hasil": "kurang"}, by=desk.people["opi"])
    desk.go_on(days=400)
    tidy(desk.office)
    assert read_draft(desk.office, work, by=desk.people["opi"]) is not None


def test_wrong_passwords_are_forgotten_after_a_day(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        sign_in(desk.office, "x" * 10_000, "y")
    began = desk.clock.now
    for passed, count in ((TRIES_STAY, 1), (timedelta(seconds=1), 0)):
        desk.clock.now += passed
        tidy(desk.office)
        with desk.office.store.reading() as reader:
            assert reader.failed_sign_ins("x" * 100, began) == count
