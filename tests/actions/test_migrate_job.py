"""Many cases moved by a job: what it does, where it goes on after an interruption, and what it tells."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from app.actions import jobs, migrate_job
from app.actions.archive.verify import verify_all
from app.actions.migrate_job import MIGRATE, Fate, Outcome, ask, outcome
from app.actions.run_job import LEASE, TRIES, run_next
from app.actions.studio.versions import versions
from app.model.errors import Forbidden, LajurError, NotFound, Unavailable, unpacked
from app.model.event import Happening
from app.model.job import Job, JobResult, JobState
from app.model.release import DefinitionEvent, Milestone
from app.model.values import Json, Variables
from app.ports import Office, Progress
from tests.actions.conftest import Desk, permit_bundle
from tests.actions.test_migrate import SECOND, deploy


@pytest.fixture
def town(desk: Desk) -> Desk:
    """Six cases: four that can be moved, one whose step is gone, one that is over; and who moves them."""
    desk.office.jobs[MIGRATE] = migrate_job.migrate_job
    desk.office.endings[MIGRATE] = migrate_job.put_down
    for _ in range(4):
        desk.started()
    desk.started("tanya")
    desk.started("apa saja")
    gone = SECOND.replace('<putusan> -tanya[hasil = "tanya"]-> jawab -> periksa\n', "")
    deploy(desk, permit_bundle(gone))
    return desk


def move(desk: Desk, **wish: Any) -> Job:
    return ask(desk.office, "permit", 2, by=desk.people["rina"], **wish)


def run(desk: Desk, **changes: Any) -> bool:
    return run_next(replace(desk.office, **changes), "w", Event())


def found(desk: Desk, job: Job) -> tuple[Job, Outcome]:
    job, _, result = outcome(desk.office, job.id, desk.people["rina"])
    return job, result


def moves(desk: Desk) -> dict[str, int]:
    """How often each case was moved."""
    with desk.office.store.reading() as reader:
        cases = [reader.instance_by_number(f"P-2026-{number:05d}") for number in range(1, 7)]
        return {
            case.number[-1]: sum(it.kind is Happening.INSTANCE_MIGRATED for it in reader.history(case.id))
            for case in cases
            if case
        }


def told(desk: Desk) -> list[DefinitionEvent]:
    """What the history of the SOP says of moved cases, newest first."""
    events = versions(desk.office, "permit", by=desk.people["rina"]).events
    return [event for event in events if event.kind is Milestone.MIGRATED]


def test_all_cases_that_can_be_moved_are_and_the_others_say_why_not(town: Desk) -> None:
    job = move(town)
    assert run(town)
    done, result = found(town, job)
    assert (done.state, done.done, done.total) == (JobState.DONE, 5, 5)
    assert result.counts == {Fate.MOVED: 4, Fate.REFUSED: 1, Fate.FAILED: 0}
    (refused,) = [row for row in result.rows if row.fate is Fate.REFUSED]
    assert refused.number == "P-2026-00005"
    assert str(refused.reasons[0].sentence) == "“jawab”, where the case stands, is not in the new version."
    assert moves(town) == {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}
    assert list(verify_all(town.office)) == []


def test_a_rehearsal_moves_nothing_and_tells_the_same(town: Desk) -> None:
    job = move(town, rehearsal=True)
    assert run(town)
    assert found(town, job)[1].counts == {Fate.MOVED: 4, Fate.REFUSED: 1, Fate.FAILED: 0}
    assert not any(moves(town).values())
    assert told(town) == []


def test_only_the_chosen_cases_are_moved(town: Desk) -> None:
    job = move(town, chosen=["P-2026-00002", "P-2026-00006", "P-2026-00099"])
    assert run(town)
    result = found(town, job)[1]
    assert [(row.number[-1], row.fate) for row in result.rows] == [("6", Fate.REFUSED), ("2", Fate.MOVED)]
    assert moves(town) == {"1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}


class Dying:
    """An engine whose machine loses its power at the given move, before or after it was kept."""

    def __init__(self, engine: Any, at: int) -> None:
        self._engine, self.left = engine, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def move(self, *given: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise Unavailable
        return self._engine.move(*given)


def test_an_interrupted_job_goes_on_and_does_nothing_twice(town: Desk) -> None:
    job = move(town)
    with pytest.raises(Unavailable):
        run(town, engine=Dying(town.office.engine, 3))
    assert sum(moves(town).values()) == 2
    town.clock.now += LEASE + timedelta(seconds=1)
    assert run(town)
    done, result = found(town, job)
    assert done.attempts == 2
    assert result.counts == {Fate.MOVED: 4, Fate.REFUSED: 1, Fate.FAILED: 0}
    assert moves(town) == {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}
    assert sorted(row.number[-1] for row in result.rows) == ["1", "2", "3", "4", "5"]


@dataclass
class Doubt:
    """Progress of a job whose requester cancels it after its second case."""

    desk: Desk
    progress: Progress
    told: int = 0

    @property
    def job(self) -> Job:
        return self.progress.job

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Json = None) -> None:
        self.told += 1
        self.desk.go_on(seconds=2)
        if self.told == 2:
            jobs.cancel(self.desk.office, self.job.id, by=self.desk.people["rina"])
        self.progress(done, total, message, checkpoint=checkpoint)


@dataclass
class Halt(Doubt):
    """Progress of a job whose worker is told to stop after the second case."""

    ends: Event = field(default_factory=Event)

    def __call__(self, done: int, total: int, message: str = "", *, checkpoint: Json = None) -> None:
        self.told += 1
        if self.told == 2:
            self.ends.set()
        self.progress(done, total, message, checkpoint=checkpoint)


def test_a_job_that_was_stopped_leaves_what_it_has_done_and_a_new_one_does_the_rest(town: Desk) -> None:
    job = move(town)

    def work(office: Office, wish: Variables, progress: Progress) -> JobResult:
        return migrate_job.migrate_job(office, wish, Doubt(town, progress))

    assert run(town, jobs={MIGRATE: work})
    assert found(town, job)[0].state is JobState.CANCELLED
    assert sum(moves(town).values()) == 1
    assert found(town, job)[1].counts == {Fate.MOVED: 1, Fate.REFUSED: 1, Fate.FAILED: 0}
    again = move(town)
    assert run(town)
    assert again.id != job.id
    assert [str(unpacked(event.note)) for event in told(town)] == [
        "Moved (3): P-2026-00001, P-2026-00002, P-2026-00003",
        "Moved (1): P-2026-00004",
    ]
    assert moves(town) == {"1": 1, "2": 1, "3": 1, "4": 1, "5": 0, "6": 0}


def test_a_job_that_is_cancelled_while_it_waits_for_another_worker_still_says_what_it_has_done(town: Desk) -> None:
    job, ends = move(town), Event()

    def work(office: Office, wish: Variables, progress: Progress) -> JobResult:
        return migrate_job.migrate_job(office, wish, Halt(town, progress, ends=ends))

    run_next(replace(town.office, jobs={MIGRATE: work}), "w", ends)
    assert found(town, job)[0].state is JobState.WAITING
    jobs.cancel(town.office, job.id, by=town.people["rina"])
    cancelled, result = found(town, job)
    assert (cancelled.state, cancelled.checkpoint) == (JobState.CANCELLED, None)
    assert [row.number for row in result.rows] == ["P-2026-00005", "P-2026-00004"]
    (event,) = told(town)
    assert (event.version, event.actor, event.at) == (2, "user:rina", town.clock.now)
    assert str(unpacked(event.note)) == "Moved (1): P-2026-00004"


def test_a_job_that_is_given_up_still_says_what_it_has_done(town: Desk) -> None:
    job = move(town)
    for attempt in range(TRIES):
        with pytest.raises(Unavailable):
            run(town, engine=Dying(town.office.engine, 1 if attempt else 2))
        town.clock.now += LEASE + timedelta(seconds=1)
    assert run(town)
    failed, result = found(town, job)
    assert (failed.state, result.counts[Fate.MOVED]) == (JobState.FAILED, 1)
    assert [str(unpacked(event.note)) for event in told(town)] == ["Moved (1): P-2026-00004"]


def test_what_goes_wrong_with_one_case_does_not_hold_up_the_others(town: Desk) -> None:
    class Broken(Dying):
        def move(self, *given: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise RuntimeError("kaput")
            return self._engine.move(*given)

    job = move(town)
    assert run(town, engine=Broken(town.office.engine, 2))
    result = found(town, job)[1]
    assert result.counts == {Fate.MOVED: 3, Fate.REFUSED: 1, Fate.FAILED: 1}
    (failed,) = [row for row in result.rows if row.fate is Fate.FAILED]
    assert str(failed.reasons[0].sentence) == "RuntimeError"


def test_only_releasers_ask_for_it_and_see_it(town: Desk) -> None:
    for login in ("opi", "ana", "audi"):
        with pytest.raises(Forbidden):
            ask(town.office, "permit", 2, by=town.people[login])
    job = move(town)
    with pytest.raises(Forbidden):
        outcome(town.office, job.id, town.people["audi"])
    with pytest.raises(NotFound):
        ask(town.office, "permit", 9, by=town.people["rina"])
    with pytest.raises(LajurError, match="Choose between one and 500"):
        move(town, chosen=[])
