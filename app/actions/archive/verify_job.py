"""Verify the whole database as a job: asked for on a page, done by a worker, its findings kept with the job."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.actions.archive.verify import verify_all
from app.actions.archive.verify_seals import verify_seals
from app.model.discrepancy import Discrepancy
from app.model.job import JobResult
from app.model.values import Json, Variables
from app.ports import Office
from app.ports.jobs import Progress

#: The kind of this job.
VERIFY = "verify"
#: Findings that are kept; the others are only counted.
KEPT = 1000


@dataclass
class Outcome:
    """What a run has found: how many findings, the first of them, and how many cases and seals were looked at."""

    count: int = 0
    findings: list[Json] = field(default_factory=list)
    cases: int = 0
    seals: int = 0

    def note(self, findings: Iterator[Discrepancy]) -> None:
        for finding in findings:
            self.count += 1
            if len(self.findings) < KEPT:
                self.findings.append(finding.to_row())

    def to_row(self) -> dict[str, Json]:
        return {"count": self.count, "findings": self.findings, "cases": self.cases, "seals": self.seals}


def verify_job(office: Office, _: Variables, progress: Progress) -> JobResult:
    """Verify all cases, and the seals of this installation if there are any."""
    outcome = Outcome()

    def cases(done: int, total: int) -> None:
        outcome.cases = done
        progress(done, total)

    def seals(done: int, total: int) -> None:
        outcome.seals = done
        progress(done, total)

    outcome.note(verify_all(office, cases))
    if office.seals is not None and office.notary is not None and office.seals.names():
        outcome.note(verify_seals(office, office.seals, progress=seals))
    return JobResult(outcome.to_row())
