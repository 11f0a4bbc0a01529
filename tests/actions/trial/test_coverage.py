"""What scenarios go through, and how one comes near to what none of them does."""

from app.actions.trial.coverage import Coverage
from app.actions.trial.look import view
from app.actions.trial.steps import open_scenario
from app.model.bundle import SCENARIOS
from app.wiring import rehearsed
from tests.actions.trial.conftest import Player


def coverage(player: Player) -> Coverage:
    bundle = player.found.bundle
    return Coverage(player.office.read(bundle).outline, rehearsed(bundle))


def test_each_element_and_flow_says_how_many_scenarios_go_through_it(player: Player) -> None:
    found = coverage(player)
    assert {name: found.elements[name] for name in ("ajukan", "kirim", "tutup", "bayar")} == {
        "ajukan": 3,
        "kirim": 2,
        "tutup": 1,
        "bayar": 0,
    }
    assert (found.flows["setuju"], found.flows["tanya"]) == (2, 0)


def test_a_timer_that_only_waited_was_not_played(player: Player) -> None:
    assert coverage(player).elements["lupa"] == 0


def test_what_is_never_played_is_counted(player: Player) -> None:
    found = coverage(player)
    assert {"jawab", "tanya", "bayar", "lupa", "lewat", "galat", "tarik"} <= set(found.never)
    played, count = found.share
    assert (count - played, count) == (len(found.never), len(found.elements) + len(found.flows))


def test_the_way_to_it_leads_from_a_scenario_that_comes_near(player: Player) -> None:
    found = coverage(player)
    ways = {name: found.way_to(name) for name in ("tanya", "mahal", "lupa", "tarik")}
    assert {name: (way.story.name, way.before) for name, way in ways.items() if way} == {
        "tanya": ("terbit", "putusan"),
        "mahal": ("terbit", "putusan"),
        "lupa": ("terbit", "periksa"),
    }
    assert ways["tarik"] is None


def test_on_the_way_to_a_branch_its_decision_is_open(player: Player) -> None:
    way = coverage(player).way_to("tanya")
    open_scenario(player.office, player.copy, way.story.name, by=player.by, before=way.before)
    assert [work.element for work in view(player.office, player.found, by=player.by).tasks] == ["periksa"]


def test_the_scenarios_of_an_sop_can_be_none(player: Player) -> None:
    player.save(SCENARIOS, b"")
    found = coverage(player)
    assert len(found.never) == len(found.elements) + len(found.flows)
    assert found.way_to("tanya") is None
