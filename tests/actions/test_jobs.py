"""Long work: asked for on a page, done by a worker, ended by whoever asked for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from threading import Event
from typing import Any

import pytest

from app.actions import jobs
from app.actions.jobs import AT_ONCE
from app.actions.run_job import LEASE, PULSE, TRIES, clear_old, run_next
from app.model.errors import Conflict, LajurError, NotFound, Unavailable, unpacked
from app.model.instance import Attachment
from app.model.job import KEPT, Job, JobFile, JobResult, JobState
from app.ports import Office, Progress
from tests.actions.conftest import MORNING, Desk

LIMIT = 1 << 20


class Count:
    """Work that counts to a number from its checkpoint on; `between` is done before each piece is told."""

    def __init__(self) -> None:
        self.between: Callable[[int], object] = lambda _: None
        self.counted: list[int] = []

    def __call__(self, office: Office, arguments: Any, progress: Progress) -> JobResult:
        first = progress.job.checkpoint or 0
        for number in range(first + 1, arguments["to"] + 1):
            self.between(number)
            self.counted.append(number)
            progress(number, arguments["to"], "Menghitung.", checkpoint=number)
        digest, _ = office.vault.put(BytesIO(b"hasil"), limit=LIMIT)
        return JobResult({"counted": arguments["to"]}, JobFile(digest, "hasil.txt", "text/plain"))


@pytest.fixture
def count(desk: Desk) -> Count:
    desk.office.jobs["count"] = work = Count()
    return work


def ask(desk: Desk, to: int = 5, by: str = "audi") -> Job:
    return jobs.request(desk.office, "count", {"to": to}, by=desk.people[by])


def now(desk: Desk, job: Job) -> Job:
    return jobs.look(desk.office, job.id, desk.people["audi"])


def run(desk: Desk, owner: str = "w", stop: Event | None = None, **changes: Any) -> bool:
    return run_next(replace(desk.office, **changes), owner, stop or Event())


def test_what_is_asked_for_waits_until_a_worker_has_done_it(desk: Desk, count: Count) -> None:
    job = ask(desk)
    assert (job.state, job.requested_at) == (JobState.WAITING, MORNING)
    assert [run(desk), run(desk)] == [True, False]
    done = now(desk, job)
    assert (done.state, done.done, done.total, done.message) == (JobState.DONE, 5, 5, "Menghitung.")
    assert (done.result.value, done.finished_at, done.owner) == ({"counted": 5}, MORNING, None)
    made, stream = jobs.file(desk.office, job.id, desk.people["audi"])
    assert (made.name, stream.read()) == ("hasil.txt", b"hasil")


def test_the_same_work_asked_for_twice_is_one_job_until_it_is_over(desk: Desk, count: Count) -> None:
    first = ask(desk)
    assert ask(desk) == first
    assert ask(desk, to=6).id != first.id
    assert ask(desk, by="awas").id != first.id
    while run(desk):
        pass
    assert ask(desk).id != first.id


def test_who_has_stopped_his_job_may_ask_for_it_anew_at_once(desk: Desk, count: Count) -> None:
    first = ask(desk)
    jobs.cancel(desk.office, first.id, by=desk.people["audi"])
    assert ask(desk).id != first.id


def test_nobody_fills_the_house_with_jobs(desk: Desk, count: Count) -> None:
    for to in range(AT_ONCE):
        ask(desk, to=to)
    with pytest.raises(Conflict, match="10 of your jobs"):
        ask(desk, to=99)
    ask(desk, to=99, by="awas")


def test_work_that_nobody_does_cannot_be_asked_for(desk: Desk) -> None:
    with pytest.raises(LajurError, match="count"):
        ask(desk)


def test_a_job_is_seen_by_who_asked_for_it_and_by_auditors(desk: Desk, count: Count) -> None:
    job = ask(desk, by="awas")
    assert jobs.look(desk.office, job.id, desk.people["awas"]) == now(desk, job) == job
    for call in (jobs.look, jobs.file):
        with pytest.raises(NotFound):
            call(desk.office, job.id, desk.people["ana"])
        with pytest.raises(NotFound):
            call(desk.office, job.id + 1, desk.people["audi"])
    with pytest.raises(NotFound):
        jobs.file(desk.office, job.id, desk.people["awas"])  # nothing was made yet


def test_people_list_their_own_jobs_and_auditors_those_of_everybody(desk: Desk, count: Count) -> None:
    mine, other = ask(desk), ask(desk, by="awas")
    assert jobs.listing(desk.office, desk.people["audi"]).rows == [mine]
    assert jobs.listing(desk.office, desk.people["audi"], everybody=True).rows == [other, mine]
    assert jobs.listing(desk.office, desk.people["awas"], everybody=True).rows == [other]


def test_long_lists_of_jobs_come_in_pages(desk: Desk, count: Count) -> None:
    made = []
    for to in range(jobs.PAGE + 1):
        made.append(ask(desk, to=to))
        jobs.cancel(desk.office, made[-1].id, by=desk.people["audi"])
    first = jobs.listing(desk.office, desk.people["audi"])
    rest = jobs.listing(desk.office, desk.people["audi"], before=first.next)
    assert [job.id for job in (*first.rows, *rest.rows)] == [job.id for job in reversed(made)]
    assert rest.next is None


def test_a_job_that_waits_is_cancelled_at_once_and_never_begun(desk: Desk, count: Count) -> None:
    job = ask(desk)
    assert jobs.cancel(desk.office, job.id, by=desk.people["audi"]).state is JobState.CANCELLED
    assert not run(desk)
    assert jobs.cancel(desk.office, job.id, by=desk.people["audi"]) == now(desk, job)


def test_a_job_that_runs_ends_at_the_next_look_of_its_worker(desk: Desk, count: Count) -> None:
    job = ask(desk)

    def meanwhile(number: int) -> None:
        desk.go_on(seconds=PULSE.total_seconds())
        if number == 3:
            after = jobs.cancel(desk.office, job.id, by=desk.people["audi"])
            assert (after.state, after.cancelling) == (JobState.RUNNING, True)

    count.between = meanwhile
    assert run(desk)
    after = now(desk, job)
    assert (after.state, after.done, after.result.file) == (JobState.CANCELLED, 3, None)
    assert count.counted == [1, 2, 3]


def test_nobody_cancels_the_job_of_another_but_an_administrator(desk: Desk, count: Count) -> None:
    job = ask(desk, by="awas")
    for person in ("audi", "ana"):
        with pytest.raises(NotFound):
            jobs.cancel(desk.office, job.id, by=desk.people[person])
        assert not jobs.may_cancel(job, desk.people[person])
    administrator = replace(desk.people["ana"], groups=frozenset({"administrator"}))
    assert jobs.may_cancel(job, administrator)
    after = jobs.cancel(desk.office, job.id, by=administrator)
    assert not jobs.may_cancel(after, administrator)


def test_progress_is_written_at_most_once_a_second_and_renews_the_lease(desk: Desk, count: Count) -> None:
    job, seen = ask(desk), []

    def meanwhile(number: int) -> None:
        seen.append((now(desk, job).done, now(desk, job).leased_until))
        desk.go_on(seconds=0.4)

    count.between = meanwhile
    run(desk)
    assert [done for done, _ in seen] == [0, 1, 1, 1, 4]
    assert seen[4][1] == MORNING + timedelta(seconds=1.6) + LEASE


def test_the_remaining_time_follows_from_the_speed_so_far(desk: Desk, count: Count) -> None:
    job, left = ask(desk, to=4), []

    def meanwhile(number: int) -> None:
        left.append(now(desk, job).remaining(desk.office.clock()))
        desk.go_on(seconds=10)

    count.between = meanwhile
    run(desk)
    assert left == [None, timedelta(seconds=30), timedelta(seconds=20), timedelta(seconds=10)]
    assert now(desk, job).remaining(desk.office.clock()) is None


def test_another_worker_goes_on_from_the_checkpoint_of_one_that_has_died(desk: Desk, count: Count) -> None:
    job = ask(desk)

    def die(number: int) -> None:
        desk.go_on(seconds=1)
        if number == 4:
            raise SystemExit

    count.between = die
    with pytest.raises(SystemExit):
        run(desk, "dead")
    count.between = lambda _: None
    assert not run(desk, "living")
    desk.go_on(seconds=LEASE.total_seconds())
    assert run(desk, "living")
    assert now(desk, job).state is JobState.DONE
    assert count.counted == [1, 2, 3, 4, 5]


def test_a_worker_that_has_lost_its_lease_records_nothing_and_its_file_goes(desk: Desk, count: Count) -> None:
    job = ask(desk)

    def overtaken(number: int) -> None:
        if number == 5:
            count.between = lambda _: None
            desk.go_on(seconds=LEASE.total_seconds())
            with desk.office.store.writing() as unit:
                unit.lease_job(owner="quick", now=desk.office.clock(), until=desk.office.clock() + LEASE)
                unit.commit()

    count.between = overtaken
    # Between two looks: nobody has told it yet when it is through.
    desk.office.jobs["count"] = lambda office, arguments, progress: count(office, arguments, Silent(progress.job))
    assert run(desk, "slow")
    after = now(desk, job)
    assert (after.state, after.owner, after.result) == (JobState.RUNNING, "quick", JobResult())
    assert not desk.office.vault.has(sha256(b"hasil").hexdigest())


class Silent:
    """Progress that tells nobody."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, *_: object, checkpoint: object = None) -> None:
        pass


def test_a_worker_learns_at_its_next_look_that_another_has_its_job(desk: Desk, count: Count) -> None:
    ask(desk)

    def overtaken(number: int) -> None:
        if number == 3:
            count.between = lambda _: None
            desk.go_on(seconds=LEASE.total_seconds())
            run(desk, "quick")

    count.between = overtaken
    run(desk, "slow")
    assert count.counted == [1, 2, 2, 3, 4, 5, 3]


def test_a_worker_that_is_to_end_gives_its_job_back_at_once_and_it_costs_no_attempt(desk: Desk, count: Count) -> None:
    job, stop = ask(desk), Event()
    count.between = lambda number: number == 3 and stop.set()
    assert run(desk, "old", stop)
    given = now(desk, job)
    assert (given.state, given.owner, given.attempts, given.checkpoint) == (JobState.WAITING, None, 0, 3)
    assert run(desk, "new")
    assert count.counted == [1, 2, 3, 4, 5]


def test_a_worker_that_is_to_end_begins_no_job(desk: Desk, count: Count) -> None:
    job, stop = ask(desk), Event()
    stop.set()
    run(desk, "old", stop)
    assert (now(desk, job).state, count.counted) == (JobState.WAITING, [])


def test_a_job_cancelled_while_its_worker_was_dead_is_not_begun_again(desk: Desk, count: Count) -> None:
    job = ask(desk)
    count.between = lambda _: dies()
    with pytest.raises(SystemExit):
        run(desk)
    jobs.cancel(desk.office, job.id, by=desk.people["audi"])
    desk.go_on(seconds=LEASE.total_seconds())
    assert run(desk)
    assert (now(desk, job).state, count.counted) == (JobState.CANCELLED, [])


def dies() -> None:
    raise SystemExit


def test_a_job_of_which_workers_die_is_given_up(desk: Desk, count: Count) -> None:
    job = ask(desk)
    count.between = lambda _: dies()
    for _ in range(TRIES):
        with pytest.raises(SystemExit):
            run(desk)
        desk.go_on(seconds=LEASE.total_seconds())
    assert run(desk)
    assert failure(desk, job) == "The worker has ended 5 times in the midst of it."


def failure(desk: Desk, job: Job) -> str:
    after = now(desk, job)
    assert after.state is JobState.FAILED
    return str(unpacked(after.message))


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (LajurError("The month {month} is no month.", month=13), "The month 13 is no month."),
        (ValueError("a fault of ours"), "It has failed in an unexpected way (ValueError)."),
    ],
)
def test_what_goes_wrong_becomes_a_sentence(desk: Desk, count: Count, fault: Exception, sentence: str) -> None:
    job = ask(desk)

    def fail(_: int) -> None:
        raise fault

    count.between = fail
    assert run(desk)
    assert failure(desk, job) == sentence


def test_work_that_this_worker_does_not_know_fails_with_a_sentence(desk: Desk, count: Count) -> None:
    job = ask(desk)
    assert run(desk, jobs={})
    assert failure(desk, job) == "Nobody here does the work count."


def test_a_storage_that_is_away_for_a_while_only_delays_a_job(desk: Desk, count: Count) -> None:
    job = ask(desk)

    def away(number: int) -> None:
        if number == 3:
            count.between = lambda _: None
            raise Unavailable

    count.between = away
    with pytest.raises(Unavailable):
        run(desk)
    desk.go_on(seconds=LEASE.total_seconds())
    assert run(desk)
    assert now(desk, job).state is JobState.DONE


def test_what_old_jobs_have_made_is_cleared(desk: Desk, count: Count) -> None:
    old = ask(desk)
    run(desk)
    digest = now(desk, old).result.file.digest
    desk.clock.now += KEPT
    assert clear_old(desk.office) == 0
    desk.go_on(seconds=1)
    assert [clear_old(desk.office), clear_old(desk.office)] == [1, 0]
    after = now(desk, old)
    assert (after.state, after.cleared, after.result) == (JobState.DONE, True, JobResult())
    assert not desk.office.vault.has(digest)


def test_a_file_that_something_else_names_stays(desk: Desk, count: Count) -> None:
    job, case = ask(desk), desk.start()
    run(desk)
    digest = now(desk, job).result.file.digest
    with desk.office.store.writing() as unit:
        unit.add_attachment(Attachment(0, case.id, digest, "x.pdf", "application/pdf", 5, None, 1, MORNING))
        unit.commit()
    desk.clock.now += KEPT + PULSE
    assert clear_old(desk.office) == 1
    assert desk.office.vault.has(digest)
