"""A back-test is asked for, run by a worker, and read by those who work in the studio."""

from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from app.actions import jobs
from app.actions.backtest import ask, results
from app.actions.backtest import run as running
from app.actions.backtest.job import KIND, put_away, run_backtest
from app.actions.backtest.results import Result, Wanted
from app.actions.erase import erase_data
from app.actions.run_job import run_next
from app.actions.studio.begin import begin
from app.actions.studio.save_file import save_file
from app.model.backtest import Outcome
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Count, Tally
from app.model.bundle import DIAGRAM, SOP
from app.model.errors import Forbidden, Invalid, NotFound, Refused
from app.model.job import Job, JobResult, JobState, JobStopped
from app.model.loss import Wish
from app.model.reading import Reading, ReadingQuery
from app.model.studio import WorkingCopy
from app.model.values import Variables
from app.ports import Office, Progress
from tests.actions.conftest import PERMIT, Desk, permit_bundle

REVIEWED = permit_bundle(PERMIT.replace("ajukan -> periksa", "ajukan -> tinjau -> periksa", 1)).files[DIAGRAM]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """An office that does back-tests; three cases have ended, one still runs."""
    desk.office.jobs[KIND] = run_backtest
    desk.office.endings[KIND] = put_away
    desk.started("tutup")
    desk.do(desk.start(), "tarik", "siti", alasan="Berubah.")
    desk.started()
    desk.started("tutup")
    return desk


def copy_of(desk: Desk, diagram: bytes | None = None) -> WorkingCopy:
    copy = begin(desk.office, "permit", by=desk.people["ana"])
    if diagram:
        save_file(desk.office, copy.id, DIAGRAM, diagram, read=None, by=desk.people["ana"])
    return copy


def plan_of(desk: Desk, copy: WorkingCopy, **changes: Any) -> BacktestPlan:
    return replace(ask.usual(desk.office, copy.id, by=desk.people["ana"]), **changes)


def asked(desk: Desk, copy: WorkingCopy, **changes: Any) -> Job:
    return ask.ask(desk.office, plan_of(desk, copy, **changes), by=desk.people["ana"])


def worked(desk: Desk, job: Job) -> Result:
    while run_next(desk.office, "w", Event()):
        pass
    return results.result(desk.office, job.id, by=desk.people["rina"])


def tally_of(found: Result) -> Tally:
    assert found.tally is not None, found.job
    return found.tally


# -- asked for and done -----------------------------------------------------------------------------------------------


def test_the_cases_that_have_ended_are_played_on_the_copy_as_it_is(desk: Desk) -> None:
    found = worked(desk, asked(desk, copy_of(desk)))
    assert (found.job.state, found.job.done, found.job.total) == (JobState.DONE, 3, 3)
    assert tally_of(found).outcomes == {Outcome.SAME: 3}
    changed = worked(desk, asked(desk, copy_of(desk, REVIEWED)))
    assert tally_of(changed).outcomes == {Outcome.SAME: 1, Outcome.WANTS_ANSWER: 2}
    assert tally_of(changed).counts()["tinjau"] == Count(0, 2, 2)
    assert tally_of(changed).counts()["periksa"] == Count(2, 0, 0)
    with_answer = worked(desk, asked(desk, copy_of(desk, REVIEWED), standing={"tinjau": {}}))
    assert tally_of(with_answer).outcomes == {Outcome.SAME: 1, Outcome.ALIKE: 2}


def test_the_files_are_frozen_when_it_is_asked_for(desk: Desk) -> None:
    copy = copy_of(desk)
    job = asked(desk, copy)
    save_file(desk.office, copy.id, DIAGRAM, REVIEWED, read=None, by=desk.people["ana"])
    assert tally_of(worked(desk, job)).count(Outcome.SAME) == 3
    (before,) = ask.past(desk.office, copy.id, by=desk.people["ana"])
    assert (before.job.id, before.stale) == (job.id, True)
    asked(desk, copy)
    assert [it.stale for it in ask.past(desk.office, copy.id, by=desk.people["ana"])] == [False, True]
    assert ask.past(desk.office, copy_of(desk).id, by=desk.people["ana"]) == []


def test_only_cases_that_have_ended_in_the_period_and_of_the_versions_are_played(desk: Desk) -> None:
    desk.go_on(days=40)
    desk.started("tutup")
    day = desk.clock.now.date()
    copy = copy_of(desk)
    assert running.count(desk.office, plan_of(desk, copy)) == 4
    assert running.count(desk.office, plan_of(desk, copy, since=day, until=day)) == 1
    assert running.count(desk.office, plan_of(desk, copy, until=day - timedelta(days=1))) == 3
    assert running.count(desk.office, plan_of(desk, copy, versions=frozenset({1, 7}))) == 4
    for versions, cases in (({1}, 4), ({7}, 0), ({7, 8}, 0), ({1, 7}, 4)):
        plan = plan_of(desk, copy, versions=frozenset(versions))
        assert sum(len(page) for page in running.cases(desk.office, plan)) == cases, versions


def test_pages_of_cases_follow_each_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAGE", 2)
    pages = [[case.number for case in page] for page in running.cases(desk.office, plan_of(desk, copy_of(desk)))]
    assert pages == [["P-2026-00001", "P-2026-00002"], ["P-2026-00004"]]


def test_who_has_let_the_cases_be_read_is_noted(desk: Desk) -> None:
    worked(desk, asked(desk, copy_of(desk)))
    with desk.office.store.reading() as reader:
        noted = reader.readings(ReadingQuery(person=desk.people["ana"].id))
    assert {(it.number, it.what) for it in noted} == {(f"P-2026-0000{n}", Reading.BACKTEST) for n in (1, 2, 4)}


def test_a_case_whose_data_were_erased_cannot_be_tested(desk: Desk) -> None:
    case = desk.started("tutup")
    erase_data(desk.office, case.id, Wish(variables=frozenset({"nama"})), "Permintaan.", by=desk.people["awas"])
    found = worked(desk, asked(desk, copy_of(desk)))
    assert tally_of(found).outcomes == {Outcome.SAME: 3, Outcome.UNTESTABLE: 1}
    (row,) = results.page(desk.office, found, Wanted(Outcome.UNTESTABLE)).rows
    assert (row.number, "Personal data of this case were erased" in row.reason) == (case.number, True)
    assert (row.then, row.now) == ((), ())


# -- what makes no sense ----------------------------------------------------------------------------------------------


def test_what_makes_no_sense_is_refused_with_a_sentence(desk: Desk) -> None:
    copy, day = copy_of(desk), desk.clock.now.date()
    for changes, sentence in (
        ({"since": day, "until": day - timedelta(days=1)}, "The last day lies before the first one."),
        ({"until": day - timedelta(days=9)}, "No case has ended in this period."),
        ({"standing": {"putusan": {}}}, "Nobody is asked anything at “putusan”."),
        ({"standing": {"entah": {}}}, "Nobody is asked anything at “entah”."),
    ):
        with pytest.raises(Invalid) as refused:
            asked(desk, copy, **changes)
        assert [str(it) for it in refused.value.problems.values()] == [sentence]


def test_a_draft_that_cannot_be_read_or_run_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        asked(desk, copy_of(desk, b"<nothing/>"))
    two_starts = permit_bundle(PERMIT + "\n(juga) -> ajukan").files[DIAGRAM]
    with pytest.raises(Refused):
        asked(desk, copy_of(desk, two_starts))


def test_only_those_of_the_studio_ask_and_read(desk: Desk) -> None:
    copy = copy_of(desk)
    job = asked(desk, copy)
    for login in ("opi", "awas", "audi"):
        with pytest.raises(Forbidden):
            ask.ask(desk.office, plan_of(desk, copy), by=desk.people[login])
        with pytest.raises(Forbidden):
            results.result(desk.office, job.id, by=desk.people[login])
    with pytest.raises(NotFound):
        results.result(desk.office, job.id + 1, by=desk.people["ana"])
    assert results.result(desk.office, job.id, by=desk.people["rina"]).tally is None


def test_other_jobs_are_no_back_tests(desk: Desk) -> None:
    desk.office.jobs["hitung"] = lambda *_: JobResult()
    job = jobs.request(desk.office, "hitung", {}, by=desk.people["ana"])
    with pytest.raises(NotFound):
        results.result(desk.office, job.id, by=desk.people["ana"])


def test_who_has_lost_his_role_meanwhile_gets_nothing(desk: Desk) -> None:
    job = asked(desk, copy_of(desk))
    with desk.office.store.writing() as unit:
        unit.save_user(replace(desk.people["ana"], groups=frozenset({"operator"})))
        unit.commit()
    run_next(desk.office, "w", Event())
    with desk.office.store.reading() as reader:
        assert reader.job(job.id).state is JobState.FAILED


# -- what was found ---------------------------------------------------------------------------------------------------


def test_cases_come_in_pages_and_are_chosen_by_outcome_reason_and_place(desk: Desk, monkeypatch) -> None:
    monkeypatch.setattr(results, "PAGE", 1)
    found = worked(desk, asked(desk, copy_of(desk, REVIEWED)))

    def numbers(**wanted: Any) -> list[str]:
        return [row.number for row in results.page(desk.office, found, Wanted(**wanted)).rows]

    assert (numbers(), numbers(skip=1), numbers(skip=3)) == (["P-2026-00001"], ["P-2026-00002"], [])
    assert results.page(desk.office, found, Wanted()).more
    assert not results.page(desk.office, found, Wanted(skip=2)).more
    assert numbers(outcome=Outcome.WANTS_ANSWER, skip=1) == numbers(element="tinjau", skip=1) == ["P-2026-00004"]
    ((_, reason), _) = tally_of(found).reasons.most_common()[0]
    assert numbers(reason=reason) == ["P-2026-00001"]
    row = results.one(desk.office, found, "P-2026-00004")
    assert (row.stopped_at, row.now[-1].element, row.then[row.parting or 0].element) == ("tinjau", "tinjau", "periksa")
    with pytest.raises(NotFound):
        results.one(desk.office, found, "P-2026-00003")


def test_what_only_older_versions_have_is_told_in_words(desk: Desk) -> None:
    without = permit_bundle(PERMIT.replace("ajukan -> periksa", "periksa", 1).replace("(mulai) ->", "(mulai) -> ", 1))
    found = worked(desk, asked(desk, copy_of(desk, without.files[DIAGRAM])))
    assert found.gone is not None
    assert found.gone["ajukan"] == "“ajukan”"
    assert found.gone["mulai_ajukan"] == "“mulai” → “ajukan”"
    assert tally_of(found).unused == {"ajukan": 2}


def test_the_outline_of_a_version_is_known_or_that_of_the_draft_serves(desk: Desk) -> None:
    found = worked(desk, asked(desk, copy_of(desk, REVIEWED)))
    assert "tinjau" not in results.outline_of(desk.office, found, 1).elements
    assert results.outline_of(desk.office, found, 9) is found.draft.outline


def test_new_elements_that_ask_for_answers_are_offered(desk: Desk) -> None:
    draft = desk.office.read(permit_bundle().replacing(DIAGRAM, REVIEWED))
    assert [it.id for it in ask.newcomers(desk.office, draft)] == ["tinjau"]
    new = permit_bundle().replacing(SOP, permit_bundle().files[SOP].replace(b'key = "permit"', b'key = "baru"'))
    assert ask.newcomers(desk.office, replace(draft, sop=replace(draft.sop, key="baru"))) == []
    assert new.digest != permit_bundle().digest


# -- a worker that stops, fails or dies -------------------------------------------------------------------------------


class Stops:
    """Progress that ends the work after some cases."""

    def __init__(self, job: Job, after: int) -> None:
        self.job, self.after = job, after

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Any = None) -> None:
        self.job = replace(self.job, checkpoint=checkpoint or self.job.checkpoint)
        if done > self.after:
            raise JobStopped


def stopped(desk: Desk, job: Job, after: int) -> Job:
    progress = Stops(job, after)
    with pytest.raises(JobStopped):
        run_backtest(desk.office, job.arguments, progress)
    return progress.job


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAGE", 1)


@pytest.mark.usefixtures("one_by_one")
def test_a_worker_that_takes_over_goes_on_behind_the_last_page(desk: Desk) -> None:
    job = asked(desk, copy_of(desk, REVIEWED))
    whole = run_backtest(desk.office, job.arguments, Stops(job, 99))
    half = stopped(desk, job, after=2)
    assert half.checkpoint["tally"]["outcomes"] == {"wants_answer": 1, "same": 1}
    rest = Stops(half, 99)
    assert run_backtest(desk.office, job.arguments, rest) == whole


@pytest.mark.usefixtures("one_by_one")
def test_where_a_part_is_gone_it_begins_anew(desk: Desk) -> None:
    job = asked(desk, copy_of(desk))
    half = stopped(desk, job, after=2)
    desk.office.vault.remove(half.checkpoint["parts"][0])
    found = run_backtest(desk.office, job.arguments, Stops(half, 99))
    assert Tally.from_row(found.value["tally"]).cases == 3


class Pausing:
    """Work that its worker gives back after some cases, or of whose machine nothing more is heard."""

    def __init__(self, after: int, end: BaseException) -> None:
        self.after, self.end, self.parts = after, end, list[str]()

    def __call__(self, office: Office, arguments: Variables, progress: Progress) -> JobResult:
        def told(done: int, total: int, message: str = "", *, checkpoint: Any = None) -> None:
            progress(done, total, message, checkpoint=checkpoint)
            self.parts = checkpoint["parts"] if checkpoint else self.parts
            if done > self.after:
                raise self.end

        told.job = progress.job
        return run_backtest(office, arguments, told)


def paused(desk: Desk, end: BaseException) -> tuple[Job, list[str]]:
    """A back-test that was left after two cases, with the parts it has left in the vault."""
    job, work = asked(desk, copy_of(desk)), Pausing(2, end)
    run_next(replace(desk.office, jobs={KIND: work}), "w", Event())
    assert len(work.parts) == 2
    with desk.office.store.reading() as reader:
        return reader.job(job.id) or job, work.parts


@pytest.mark.usefixtures("one_by_one")
def test_who_cancels_while_it_waits_for_another_worker_leaves_no_parts_behind(desk: Desk) -> None:
    job, parts = paused(desk, JobStopped())
    assert job.state is JobState.WAITING
    assert all(desk.office.vault.has(part) for part in parts)
    jobs.cancel(desk.office, job.id, by=desk.people["ana"])
    assert not any(desk.office.vault.has(part) for part in parts)


@pytest.mark.usefixtures("one_by_one")
def test_who_cancels_while_it_runs_leaves_no_parts_behind(desk: Desk) -> None:
    job, parts = paused(desk, JobStopped())
    with desk.office.store.writing() as unit:
        unit.save_job(replace(job, cancelling=True))
        unit.commit()
    assert worked(desk, job).job.state is JobState.CANCELLED
    assert not any(desk.office.vault.has(part) for part in parts)


@pytest.mark.usefixtures("one_by_one")
def test_a_fault_of_the_run_leaves_no_parts_behind(desk: Desk) -> None:
    job, parts = paused(desk, RuntimeError("kaput"))
    assert job.state is JobState.FAILED
    assert not any(desk.office.vault.has(part) for part in parts)


@pytest.mark.usefixtures("one_by_one")
def test_a_run_that_is_done_leaves_no_parts_behind(desk: Desk) -> None:
    job, parts = paused(desk, JobStopped())
    assert tally_of(worked(desk, job)).cases == 3
    assert not any(desk.office.vault.has(part) for part in parts)


def test_it_is_cleared_with_its_job(desk: Desk) -> None:
    job = asked(desk, copy_of(desk))
    found = worked(desk, job)
    bare = replace(found, job=replace(found.job, result=JobResult()))
    with pytest.raises(NotFound):
        results.page(desk.office, bare, Wanted())
