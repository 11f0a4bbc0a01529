"""The overview counts what stands where, of all versions of an SOP, and only a supervisor sees it."""

import pytest

from app.actions.overview import overview
from app.model.definition import Deployment
from app.model.errors import Forbidden, NotFound
from app.model.urgency import Urgency
from tests.actions.conftest import PERMIT, Desk, permit_bundle


def test_it_counts_cases_by_activity_and_by_lane(desk: Desk) -> None:
    desk.start()
    desk.started()
    desk.go_on(hours=1)
    desk.started()
    desk.started("setuju")
    desk.do(desk.started("hitung"), "bayar", "opi", catatan="x")
    found = overview(desk.office, desk.people["awas"])
    assert {name: load.open for name, load in found.activities.items()} == {
        "ajukan": 1,
        "periksa": 2,
        "bayar": 1,
        "kirim": 1,
    }
    lanes = {name: (load.open, load.stopped) for name, load in found.lanes.items()}
    assert lanes == {"lane_pemohon": (1, 0), "lane_operator": (3, 1), "lane_sistem": (1, 0)}
    assert list(found.lanes) == ["lane_pemohon", "lane_operator", "lane_sistem"]
    assert (found.open, found.stopped) == (5, 1)
    assert found.running == {Urgency.NOT_STARTED: 4, Urgency.RUNNING: 1}
    hour = found.activities["periksa"].median - found.activities["periksa"].oldest
    assert hour.total_seconds() == 3600


def test_it_says_what_is_late(desk: Desk) -> None:
    desk.started("setuju")
    desk.go_on(days=30)
    found = overview(desk.office, desk.people["awas"], "permit")
    assert found.running[Urgency.LATE] == found.lanes["lane_sistem"].late == 1


def test_cases_of_an_older_version_are_counted_too(desk: Desk) -> None:
    desk.started("tanya")
    bundle = permit_bundle(PERMIT.replace("-tanya[", "-tanya_lagi[").replace("jawab ->", "balas ->"))
    bundle = bundle.replacing("bpmn/process.bpmn", bundle.files["bpmn/process.bpmn"].replace(b">jawab<", b">balas<"))
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 2, bundle.digest, "system", desk.clock.now))
        unit.commit()
    found = overview(desk.office, desk.people["awas"])
    assert list(found.activities) == ["jawab"]
    assert list(found.lanes) == ["lane_pemohon"]


def test_only_a_supervisor_sees_it_and_only_of_an_sop_that_is_there(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        overview(desk.office, desk.people["opi"])
    with pytest.raises(NotFound):
        overview(desk.office, desk.people["awas"], "none")
