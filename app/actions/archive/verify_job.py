"""Verify the whole database as a job: asked for on a page, done by a worker, its findings kept with the job."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.actions import jobs
from app.actions.archive.seal import newest
from app.actions.archive.verify import verify_all
from app.actions.archive.verify_seals import verify_seals
from app.model.discrepancy import Discrepancy
from app.model.errors import LajurError, NotFound, packed
from app.model.job import Job, JobResult
from app.model.people import User
from app.model.seal import Header
from app.model.values import Json, Variables
from app.ports import Office, Progress

#: The kind of this job.
VERIFY = "verify"
#: Findings that are kept; the others are only counted.
KEPT = 1000
#: Runs that are listed.
LISTED = 50


@dataclass
class Outcome:
    """What a run has found: how many findings, the first of them, and how many cases and seals were looked at."""

    count: int = 0
    findings: list[Discrepancy] = field(default_factory=list)
    cases: int = 0
    seals: int = 0

    def note(self, findings: Iterator[Discrepancy]) -> None:
        for finding in findings:
            self.count += 1
            if len(self.findings) < KEPT:
                self.findings.append(finding)

    def to_row(self) -> dict[str, Json]:
        found: list[Json] = [finding.to_row() for finding in self.findings]
        return {"count": self.count, "findings": found, "cases": self.cases, "seals": self.seals}

    @classmethod
    def from_row(cls, row: Json) -> "Outcome | None":
        """The outcome as it was kept; None when the job has none, or it was cleared."""
        if not isinstance(row, dict):
            return None
        rows = row.get("findings")
        findings = [Discrepancy.from_row(it) for it in rows if isinstance(it, dict)] if isinstance(rows, list) else []
        return cls(_count(row, "count"), findings, _count(row, "cases"), _count(row, "seals"))


@dataclass(frozen=True)
class Belief:
    """What there is to say of the whole: the runs with their outcomes, newest first, the newest seal, how many there
    are, and the public key. `problem` says why there are none."""

    runs: Sequence[tuple[Job, Outcome | None]]
    seals: int = 0
    newest: tuple[str, Header] | None = None
    key: str = ""
    problem: LajurError | None = None


def verify_job(office: Office, _: Variables, progress: Progress) -> JobResult:
    """Verify all cases, and the seals of this installation if there are any."""
    outcome = Outcome()

    def cases(done: int, total: int) -> None:
        outcome.cases = done
        progress(done, total)

    def seals(done: int, total: int) -> None:
        outcome.seals = done
        telling = LajurError("Seals compared: {done} of {total}.", done=done, total=total)
        progress(outcome.cases, outcome.cases, packed(telling))

    outcome.note(verify_all(office, cases))
    if office.seals is not None and office.notary is not None and office.seals.names():
        outcome.note(verify_seals(office, office.seals, progress=seals))
    return JobResult(outcome.to_row())


def ask(office: Office, *, by: User) -> Job:
    """Let a worker verify the whole database. Raises what `app.actions.jobs.request` raises."""
    return jobs.request(office, VERIFY, {}, by=by)


def belief(office: Office) -> Belief:
    """The runs so far, and the state of the seals."""
    with office.store.reading() as reader:
        runs = [(job, Outcome.from_row(job.result.value)) for job in reader.jobs(kind=VERIFY, limit=LISTED)]
    if office.seals is None or office.notary is None:
        return Belief(runs)
    try:
        return Belief(runs, len(office.seals.names()), newest(office.seals), office.notary.public_key())
    except LajurError as problem:
        return Belief(runs, problem=problem)


def outcome(office: Office, job_id: int, user: User) -> tuple[Job, Outcome]:
    """What a run has found. Raises NotFound, also when it was cleared."""
    job = jobs.look(office, job_id, user)
    found = Outcome.from_row(job.result.value) if job.kind == VERIFY else None
    if found is None:
        raise NotFound
    return job, found


def _count(row: Mapping[str, Json], name: str) -> int:
    value = row.get(name)
    return value if isinstance(value, int) else 0
