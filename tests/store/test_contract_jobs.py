"""What every store promises about jobs and about who needs a file."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.model.complaint import Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile
from app.model.instance import Attachment
from app.model.job import Job, JobFile, JobResult, JobState
from app.ports import Store
from tests.store.cases import MINUTE, NOW, given

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

REPORT = JobFile("ab" * 32, "laporan.pdf", "application/pdf")
COMPLAINT = Complaint(
    0, "ADU-2026-00001", "ab" * 32, "izin", "normatif", "Loket", "Tutup.", "", "", NOW, date(2026, 3, 27), events=1
)


@pytest.fixture
def person(store: Store) -> int:
    with store.writing() as unit:
        ani = unit.add_user("ani", "Ani", ["auditor"], "")
        unit.commit()
    return ani.id


def asked(store: Store, person: int, **changes: Any) -> Job:
    fresh = Job(0, "verify", {"sop": "izin", "upto": [1, None, 2.5]}, person, NOW)
    with store.writing() as unit:
        job = unit.add_job(replace(fresh, **changes))
        unit.commit()
    return job


def saved(store: Store, job: Job, **changes: Any) -> Job:
    after = replace(job, **changes)
    with store.writing() as unit:
        assert unit.hold_job(job.id) == job
        unit.save_job(after)
        unit.commit()
    return after


def leased(store: Store, *, owner: str = "a", at: int = 0, minutes: int = 2) -> Job | None:
    now = NOW + at * MINUTE
    with store.writing() as unit:
        job = unit.lease_job(owner=owner, now=now, until=now + minutes * MINUTE)
        unit.commit()
    return job


def seen(store: Store, job: Job) -> Job | None:
    with store.reading() as reader:
        return reader.job(job.id)


def test_a_job_comes_back_as_it_was_asked_for(store: Store, person: int) -> None:
    job = asked(store, person)
    assert seen(store, job) == job
    assert job.id > 0
    assert seen(store, replace(job, id=job.id + 1)) is None


def test_all_that_may_change_of_a_job_is_kept(store: Store, person: int) -> None:
    job = saved(
        store,
        asked(store, person),
        state=JobState.DONE,
        done=2**40,
        total=2**41,
        message="Sudah.",
        checkpoint={"after": 17},
        result=JobResult({"same": 9, "differs": []}, REPORT),
        attempts=3,
        owner="a",
        leased_until=NOW + MINUTE,
        started_at=NOW,
        finished_at=NOW + 2 * MINUTE,
        cancelling=True,
        cleared=True,
    )
    assert seen(store, job) == job


@pytest.mark.parametrize("value", [None, 0, "", [], {}, False])
def test_a_result_is_what_it_was_even_if_it_is_nothing_much(store: Store, person: int, value: Any) -> None:
    job = saved(store, asked(store, person), result=JobResult(value), checkpoint=value)
    assert seen(store, job) == job


def test_jobs_are_listed_newest_first_page_by_page(store: Store, person: int) -> None:
    with store.writing() as unit:
        other = unit.add_user("budi", "Budi", ["auditor"], "").id
        unit.commit()
    first, foreign, last = asked(store, person), asked(store, other), asked(store, person)
    with store.reading() as reader:
        assert list(reader.jobs(person=person)) == [last, first]
        assert list(reader.jobs()) == [last, foreign, first]
        assert list(reader.jobs(before=last.id, limit=1)) == [foreign]
        assert list(reader.jobs(person=person, before=last.id)) == [first]


def test_the_job_that_has_waited_longest_is_leased_first_and_by_one_only(store: Store, person: int) -> None:
    later, first = asked(store, person, requested_at=NOW - MINUTE), asked(store, person, requested_at=NOW - 2 * MINUTE)
    future = asked(store, person, requested_at=NOW + MINUTE)
    taken = leased(store)
    running = {"state": JobState.RUNNING, "owner": "a", "leased_until": NOW + 2 * MINUTE, "attempts": 1}
    assert taken == replace(first, started_at=NOW, **running)
    assert seen(store, first) == taken
    assert [leased(store, owner="b"), leased(store, owner="c")] == [
        replace(later, started_at=NOW, **{**running, "owner": "b"}),
        None,
    ]
    assert seen(store, future) == future


def test_a_lease_that_has_run_out_is_taken_over_and_the_start_stays(store: Store, person: int) -> None:
    asked(store, person)
    saved(store, leased(store), checkpoint=[7])
    assert leased(store, owner="b", at=1) is None
    taken = leased(store, owner="b", at=2)
    assert (taken.owner, taken.attempts, taken.started_at, taken.checkpoint) == ("b", 2, NOW, [7])


def test_what_is_over_is_never_leased(store: Store, person: int) -> None:
    for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        asked(store, person, state=state, leased_until=NOW)
    assert leased(store, at=60) is None


def test_next_job_is_when_the_next_lease_can_succeed(store: Store, person: int) -> None:
    def next_job() -> Any:
        with store.reading() as reader:
            return reader.next_job()

    assert next_job() is None
    asked(store, person)
    assert next_job() == NOW
    job = leased(store)
    assert next_job() == NOW + 2 * MINUTE
    saved(store, job, state=JobState.DONE)
    assert next_job() is None


def test_of_many_workers_at_once_each_gets_another_job(store: Store, person: int) -> None:
    jobs = {asked(store, person).id for _ in range(6)}
    with ThreadPoolExecutor(8) as pool:
        taken = [job for job in pool.map(lambda n: leased(store, owner=str(n)), range(8)) if job]
    while more := leased(store, owner="late"):  # who met only locked rows came away with nothing
        taken.append(more)
    assert sorted(job.id for job in taken) == sorted(jobs)


def test_old_jobs_are_to_be_cleared_oldest_first_until_they_are(store: Store, person: int) -> None:
    old = [asked(store, person, state=JobState.DONE, finished_at=NOW - n * MINUTE) for n in (1, 3, 2)]
    asked(store, person, state=JobState.DONE, finished_at=NOW)
    asked(store, person)
    with store.reading() as reader:
        assert list(reader.jobs_to_clear(NOW, limit=2)) == [old[1], old[2]]
    for job in old[1:]:
        saved(store, job, cleared=True)
    with store.reading() as reader:
        assert list(reader.jobs_to_clear(NOW, limit=9)) == [old[0]]


def test_whoever_names_a_file_is_counted(store: Store, person: int) -> None:
    def uses() -> int:
        with store.reading() as reader:
            return reader.file_uses("ab" * 32)

    given(store)
    assert uses() == 0
    asked(store, person, result=JobResult(file=REPORT))
    asked(store, person, result=JobResult(file=replace(REPORT, digest="cd" * 32)))
    assert uses() == 1
    with store.writing() as unit:
        unit.add_attachment(Attachment(0, 1, "ab" * 32, "foto.jpg", "image/jpeg", 9, "periksa", 7, NOW))
        unit.add_attachment(Attachment(0, 1, "ab" * 32, "lagi.jpg", "image/jpeg", 9, "periksa", 7, NOW))
        scan = ComplaintFile(0, 0, "ab" * 32, "bukti.pdf", "application/pdf", 9)
        filed = ComplaintEvent(1, NOW, ComplaintDeed.FILED, "complainant")
        unit.add_complaint(COMPLAINT, filed, [scan])
        unit.commit()
    assert uses() == 4
