"""Playing a working copy: what happens on the stage, what is kept, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from app.actions.acting import FailedAsTold, NotOpen
from app.actions.studio.access import Closed
from app.actions.studio.discard import discard
from app.actions.trial import replay, steps
from app.actions.trial.look import errors_caught, outcomes, task
from app.actions.trial.replay import NotPlayable, replayed
from app.actions.trial.samples import sample_answers, stand_in, with_stand_ins
from app.actions.trial.steps import GoneOn, Outdated
from app.model.advance import Kind
from app.model.bundle import DIAGRAM, SCENARIOS, SOP
from app.model.errors import Forbidden, Invalid, LajurError, NotFound, Refused, TooLarge
from app.model.instance import Status
from app.model.story import Deed, StoryStep
from app.ports import Office
from tests.actions.conftest import PERMIT, Desk, permit_bundle
from tests.actions.trial.conftest import Player

#: The permit, in which one pays before anything is checked.
PAID_FIRST = PERMIT.replace("(mulai) -> ajukan -> periksa", "(mulai) -> ajukan -> bayar -> periksa").replace(
    '"hitung"]-> bayar -> <tarif>', '"hitung"]-> <tarif>'
)
APPLIED = StoryStep(Deed.TASK, "ajukan", {"nama": "PT"})
CHECKED = StoryStep(Deed.TASK, "periksa", {"hasil": "setuju"})
BEGUN = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)


def open_at(player: Player) -> list[str]:
    shown = player.view
    kinds = (shown.tasks, shown.services, shown.timers, shown.messages, shown.incidents)
    return [work.element for each in kinds for work in each]


def test_a_trial_begins_when_the_first_scenario_does_and_waits_for_its_first_task(player: Player) -> None:
    player.begin()
    assert player.view.now == BEGUN
    assert open_at(player) == ["ajukan", "tarik"]


def test_a_step_goes_on_and_is_there_after_a_reload(player: Player) -> None:
    player.begin()
    player.do("ajukan", nama="PT Contoh")
    player.office.stages.clear()
    assert open_at(player) == ["periksa", "lupa", "tarik"]
    assert player.view.case.instance.variables["nama"] == "PT Contoh"
    assert [step.subject for step in player.trial.steps] == ["ajukan"]


def test_nothing_of_it_is_in_the_books_of_the_house(player: Player, desk: Desk) -> None:
    player.asked()
    player.take(Deed.SERVICE, "kirim", nomor="S-9")
    with desk.office.store.reading() as books:
        assert books.instance_by_number(player.view.case.instance.number) is None
        assert books.next_due(Kind) is None
    assert desk.system.asked == []
    assert not desk.office.vault.has(stand_in("a.pdf")["digest"])


def test_answers_that_the_form_does_not_take_are_refused_and_nothing_has_happened(player: Player) -> None:
    player.begin()
    with pytest.raises(Invalid) as caught:
        player.do("ajukan", nib="1")
    assert list(caught.value.problems) == ["nama"]
    assert player.trial.steps == ()
    assert player.view.now == BEGUN


def test_systems_wait_until_somebody_says_what_they_answer(player: Player) -> None:
    player.asked()
    assert [work.element for work in player.view.services] == ["kirim"]
    assert player.view.case.instance.status is Status.RUNNING
    player.take(Deed.SERVICE, "kirim", nomor="S-9")
    case = player.view.case.instance
    assert (case.end, case.variables["nomor"]) == ("terbit", "S-9")


def test_a_system_fails_and_is_asked_again(player: Player) -> None:
    player.asked()
    player.take(Deed.FAIL, "kirim")
    (incident,) = player.view.incidents
    assert FailedAsTold.template in (incident.failure or "")
    player.take(Deed.RETRY, "kirim")
    assert [work.element for work in player.view.services] == ["kirim"]


def test_a_system_answers_with_an_error_that_is_caught(player: Player) -> None:
    player.asked()
    assert errors_caught(player.view, "kirim") == ["ditolak"]
    player.take(Deed.THROW, "kirim", code="ditolak")
    assert player.view.case.instance.end == "gagal"


def test_what_a_system_may_answer_is_what_it_answers_in_the_scenarios(player: Player) -> None:
    player.asked()
    (usual,) = outcomes(player.office, player.found, "kirim")
    assert (usual.values, len(usual.stories)) == ({"nomor": "S-1"}, 3)
    player.save(SCENARIOS, b"rusak")
    assert outcomes(player.office, player.found, "kirim") == []
    assert errors_caught(replace(player.view, case=None), "kirim") == []


def test_the_clock_moves_to_a_timer_that_then_fires(player: Player) -> None:
    player.begin()
    player.do("ajukan", nama="PT")
    (timer,) = player.view.timers
    step = steps.wait_until(player.view.now, timer.due_at)
    assert step.subject == "P2DT23H59M"
    player.take(Deed.WAIT, step.subject)
    assert player.view.case.instance.end == "lewat"
    assert player.view.now == timer.due_at


@pytest.mark.parametrize(("text", "duration"), [("3", "P3D"), (" p1w ", "P1W"), ("PT90M", "PT90M"), ("P1M", "P1M")])
def test_the_clock_takes_days_and_durations(text: str, duration: str) -> None:
    assert steps.wait(text) == StoryStep(Deed.WAIT, duration)


@pytest.mark.parametrize("text", ["", "besok", "-P1D", 'P1D") + 1', "P", "P11Y", "9" * 30, "P99999999Y", "1.5", "٣"])
def test_what_is_no_such_time_is_refused(text: str) -> None:
    with pytest.raises(LajurError, match=r"is not a duration|3660 days|cannot go so far"):
        steps.wait(text)


def test_a_clock_at_the_end_of_all_time_says_so(player: Player) -> None:
    with pytest.raises(LajurError, match="cannot go so far"):
        player.begin(starts_at=datetime.max.replace(tzinfo=UTC))
    player.begin(starts_at=datetime(9999, 6, 1, tzinfo=UTC))
    with pytest.raises(LajurError, match="cannot go so far"):
        player.take(Deed.WAIT, "P213DT23H58M")


def test_an_error_that_nothing_catches_is_an_incident(player: Player) -> None:
    player.asked()
    player.take(Deed.THROW, "kirim", code="aneh")
    assert [work.element for work in player.view.incidents] == ["kirim"]


def test_a_message_is_sent(player: Player) -> None:
    player.begin()
    assert task(player.view, "tarik").deed is Deed.SEND
    player.take(Deed.SEND, "tarik", alasan="Batal.")
    assert player.view.case.instance.end == "ditarik"
    with pytest.raises(NotFound):
        task(player.view, "tarik")


@pytest.mark.parametrize(
    "step",
    [
        StoryStep(Deed.TASK, "bayar"),
        StoryStep(Deed.TASK, "tiada"),
        StoryStep(Deed.RETRY, "ajukan"),
        StoryStep(Deed.SERVICE, "ajukan"),
        StoryStep(Deed.THROW, "kirim", code="x"),
    ],
)
def test_what_is_not_open_cannot_be_done(player: Player, step: StoryStep) -> None:
    player.begin()
    with pytest.raises(NotOpen, match="is not open; open are: ajukan"):
        steps.take(player.office, player.copy, step, at=0, by=player.by)
    assert player.trial.steps == ()


def test_steps_are_taken_back(player: Player) -> None:
    player.asked()
    steps.go_back(player.office, player.copy, 1, at=2, by=player.by)
    assert open_at(player) == ["periksa", "lupa", "tarik"]
    steps.go_back(player.office, player.copy, -5, at=1, by=player.by)
    assert open_at(player) == ["ajukan", "tarik"]
    steps.throw_away(player.office, player.copy, by=player.by)
    assert player.view.trial is None


def test_two_windows_do_not_mix_their_steps(player: Player) -> None:
    player.asked()
    with pytest.raises(GoneOn):
        steps.take(player.office, player.copy, StoryStep(Deed.WAIT, "P1D"), at=1, by=player.by)
    with pytest.raises(GoneOn):
        steps.go_back(player.office, player.copy, 0, at=1, by=player.by)
    with pytest.raises(GoneOn):
        steps.keep_trial(player.office, player.trial, player.by, before=replace(player.trial, steps=()))


def test_everybody_has_a_trial_of_his_own(player: Player, another: Callable[[str], Player]) -> None:
    player.asked()
    other = another("analyst")
    assert other.view.trial is None
    other.begin()
    assert len(player.trial.steps) == 2
    assert open_at(other) == ["ajukan", "tarik"]


def test_only_analysts_play_and_only_on_an_open_copy(player: Player, another: Callable[[str], Player]) -> None:
    releaser = another("releaser")
    assert releaser.view.trial is None
    with pytest.raises(Forbidden):
        releaser.begin()
    player.begin()
    discard(player.office, player.copy, by=player.by)
    with pytest.raises(Closed):
        player.do("ajukan", nama="PT")


def test_the_story_is_told_again_on_files_that_have_changed(player: Player) -> None:
    player.asked()
    assert not player.view.changed
    player.save(DIAGRAM, permit_bundle().files[DIAGRAM].replace(b'name="kirim"', b'name="Mengirim"') + b"\n")
    assert player.view.changed
    assert [work.element for work in player.view.services] == ["kirim"]
    player.take(Deed.SERVICE, "kirim")
    assert not player.view.changed


def test_where_the_story_does_not_fit_any_more_it_says_at_which_step(player: Player) -> None:
    player.asked()
    other = permit_bundle(PAID_FIRST).files[DIAGRAM]
    player.save(DIAGRAM, other)
    shown = player.view
    assert (shown.misfit.number, shown.misfit.step.subject) == (2, "periksa")
    assert str(shown.misfit.why) == "periksa is not open; open are: tarik, bayar."
    assert [work.element for work in shown.tasks] == ["bayar"]
    with pytest.raises(Outdated):
        player.take(Deed.TASK, "bayar")
    steps.go_back(player.office, player.copy, shown.misfit.number - 1, at=2, by=player.by)
    player.do("bayar")
    assert player.view.misfit is None


def test_with_errors_nothing_is_played(player: Player) -> None:
    player.asked()
    player.save("forms/periksa.form", None)
    assert isinstance(player.view.problem, NotPlayable)
    with pytest.raises(NotPlayable):
        player.do("ajukan", nama="PT")
    with pytest.raises(NotPlayable):
        player.begin()


def test_an_ended_case_is_taken_up_again(player: Player) -> None:
    player.begin(continues="tutup")
    assert player.view.case.linked is not None
    assert player.view.case.instance.variables["nama"] == "PT Contoh"
    with pytest.raises(LajurError, match="cannot be taken up again"):
        player.begin(continues="terbit")
    player.save(SCENARIOS, b"")
    assert player.view.misfit.number == 0
    assert str(player.view.misfit.why) == "There is no scenario “tutup” any more."


def test_a_scenario_is_opened_with_what_its_systems_say(player: Player) -> None:
    steps.open_scenario(player.office, player.copy, "lagi", by=player.by)
    assert [(step.deed, step.subject) for step in player.trial.steps] == [
        ("wait", "P7D"),
        ("task", "ajukan"),
        ("task", "periksa"),
        ("service", "kirim"),
    ]
    assert player.trial.continues == "tutup"
    assert player.view.case.instance.end == "terbit"
    with pytest.raises(NotFound):
        steps.open_scenario(player.office, player.copy, "tiada", by=player.by)


@pytest.mark.parametrize(("before", "left"), [("putusan", ["ajukan"]), ("periksa", ["ajukan"]), ("kirim", ["ajukan"])])
def test_a_scenario_is_opened_up_to_an_element(player: Player, before: str, left: list[str]) -> None:
    trial = steps.open_scenario(player.office, player.copy, "terbit", by=player.by, before=before)
    assert [step.subject for step in trial.steps] == left
    assert trial.scenario == ""


def test_of_a_scenario_that_fails_what_holds_is_opened(player: Player) -> None:
    player.save(SCENARIOS, player.scenarios.replace('{ task = "periksa"', '{ task = "bayar"').encode())
    trial = steps.open_scenario(player.office, player.copy, "terbit", by=player.by)
    assert [step.subject for step in trial.steps] == ["ajukan"]


def test_a_failing_system_of_a_scenario_becomes_a_step(player: Player) -> None:
    failing = player.scenarios.replace('ends = "terbit"', 'ends = "terbit"\nservices_failing = { kirim = 1 }', 1)
    player.save(SCENARIOS, failing.replace("},\n]", '},\n  { retry = "kirim" },\n]', 1).encode())
    trial = steps.open_scenario(player.office, player.copy, "terbit", by=player.by)
    assert [step.deed.value for step in trial.steps] == ["task", "task", "fail", "retry", "service"]
    assert player.view.case.instance.end == "terbit"


def test_without_scenarios_a_trial_begins_now(player: Player, desk: Desk) -> None:
    player.save(SCENARIOS, None)
    assert player.begin().starts_at == desk.clock.now
    player.save(SCENARIOS, b"rusak")
    assert steps.usual_start(player.office, player.found) == desk.clock.now
    with pytest.raises(NotPlayable):
        player.begin()


def test_a_trial_is_bounded(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    player.begin()
    monkeypatch.setattr(steps, "SIZE", 30)
    with pytest.raises(TooLarge):
        player.do("ajukan", nama="x" * 40)
    monkeypatch.setattr(steps, "STEPS", 0)
    with pytest.raises(LajurError, match="0 steps at most"):
        player.do("ajukan", nama="PT")


def test_taking_all_steps_again_must_not_last_too_long(player: Player) -> None:
    player.asked()
    player.office.stages.clear()
    clock = (number * 15.0 for number in count())
    with pytest.raises(Refused, match="longer than 20 seconds"):
        replayed(player.office, player.found.bundle, player.trial, clock=lambda: next(clock))


def test_only_some_stages_are_kept(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "KEPT", 1)
    player.asked()
    assert len(player.office.stages) == 1


def test_where_there_is_no_stage_nothing_is_tried(player: Player) -> None:
    without = replace(player, office=replace(player.office, stage=None))
    with pytest.raises(Refused, match="Nothing can be tried here"):
        without.begin()


def test_sample_answers_are_those_of_the_scenarios_moved_to_the_day_of_the_trial(player: Player) -> None:
    player.save(SCENARIOS, player.scenarios.replace('nib = "9999"', 'nib = "2026-03-17"').encode())
    player.begin()
    first = sample_answers(player.office, player.found, task(player.view, "ajukan"))
    assert (first["nama"], first["nib"]) == ("PT Contoh", "2026-03-17")
    player.take(Deed.WAIT, "P2D")
    assert sample_answers(player.office, player.found, task(player.view, "ajukan"))["nib"] == "2026-03-19"
    assert sample_answers(player.office, player.found, task(player.view, "tarik")) == {}


def test_files_are_only_named_and_samples_take_their_place(player: Player) -> None:
    player.begin()
    form = task(player.view, "ajukan").form
    assert form is not None
    answers = with_stand_ins(form, {"nama": "PT"})
    assert answers["berkas"] == [stand_in("berkas.pdf")]
    assert with_stand_ins(form, answers) == answers
    player.do("ajukan", **answers)
    (kept,) = player.view.case.instance.variables["berkas"]
    assert (kept["name"], kept["digest"] != answers["berkas"][0]["digest"]) == ("berkas.pdf", True)
    assert stand_in("../../foto.JPG")["media_type"] == "image/jpeg"
    with pytest.raises(LajurError, match="PDF, JPEG and PNG"):
        stand_in("program.exe")


def test_a_minute_passes_before_each_thing_that_people_do(player: Player, office: Office) -> None:
    player.asked()
    player.take(Deed.SERVICE, "kirim")
    assert player.view.now == BEGUN + timedelta(minutes=2)


def test_of_two_systems_only_the_one_that_is_told_answers(player: Player) -> None:
    ways = "-> <dua:and> -> kirim:service{sistem.kirim} -> <satu:and> -> (terbit)\n<dua> -> catat:service{sistem.kirim}"
    both = PERMIT.replace("-> kirim:service{sistem.kirim} -> (terbit)", f"{ways} -> <satu>")
    here = b"<bpmn:flowNodeRef>kirim</bpmn:flowNodeRef>"
    there = b"".join(here.replace(b"kirim", name) for name in (b"kirim", b"dua", b"satu", b"catat"))
    player.save(DIAGRAM, permit_bundle(both).files[DIAGRAM].replace(here, there))
    player.asked()
    assert sorted(work.element for work in player.view.services) == ["catat", "kirim"]
    player.take(Deed.SERVICE, "kirim")
    assert [work.element for work in player.view.services] == ["catat"]
    player.take(Deed.SERVICE, "catat")
    assert player.view.case.instance.end == "terbit"


def test_a_lane_without_a_group_is_told_of(player: Player) -> None:
    bundle = player.found.bundle
    facts = bundle.files[SOP].replace(b'lane_operator = "operator"\n', b"")
    trial = player.begin()
    without = replayed(player.office, bundle.replacing(SOP, facts), replace(trial, steps=(APPLIED, CHECKED)))
    assert str(without.misfit.why) == "Nobody works on periksa: its lane has no group."
    start = b"<bpmn:flowNodeRef>mulai</bpmn:flowNodeRef>"
    diagram = bundle.files[DIAGRAM].replace(start, b"")
    check = b"<bpmn:flowNodeRef>periksa</bpmn:flowNodeRef>"
    nobody = bundle.replacing(SOP, facts).replacing(DIAGRAM, diagram.replace(check, check + start))
    with pytest.raises(LajurError, match="Nobody may start this process"):
        replay.begun(player.office, nobody, trial)
