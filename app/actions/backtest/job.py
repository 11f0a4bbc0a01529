"""The back-test as a job: its lines, packed with gzip, in the vault, and its counts with the job.

After every page of cases the lines so far lie in the vault as a part; a worker that takes the job over goes on behind
the last one.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from json import dumps
from shutil import copyfileobj
from tempfile import TemporaryFile

from app.actions._definitions import definition
from app.actions._files import remove_unused
from app.actions.archive.read import note_readings
from app.actions.backtest.run import Backtest, cases, count, opened
from app.actions.studio.access import must_read
from app.model.backtest_plan import BacktestPlan
from app.model.backtest_tally import Tally
from app.model.backtested import backtested
from app.model.errors import Forbidden
from app.model.instance import ProcessInstance
from app.model.job import Job, JobFile, JobResult
from app.model.people import User
from app.model.reading import Reading
from app.model.values import Json, Variables
from app.ports import Office, Progress, Unit

KIND = "backtest"
#: Bytes the packed lines may have.
LIMIT = 1 << 30
NAME = "uji-mundur.jsonl.gz"
MEDIA_TYPE = "application/gzip"


def run_backtest(office: Office, arguments: Variables, progress: Progress) -> JobResult:
    """The work of the job (`app.ports.Work`). Raises Refused when the engine does not take the draft."""
    plan = BacktestPlan.from_row(arguments)
    with office.store.reading() as reader:
        by = reader.user(progress.job.requested_by)
        draft = definition(office, reader, plan.draft)
    if by is None:
        raise Forbidden
    must_read(by)
    return _Run(office, opened(office, draft, plan), progress, by).go(plan)


def put_away(office: Office, unit: Unit, job: Job) -> None:
    """Nobody needs the parts of a back-test that is over (`app.ports.Ending`)."""
    for part in _parts(job.checkpoint):
        remove_unused(office, unit, part)


@dataclass
class _Run:
    """A run that has come as far as `done` cases; `parts` are the digests of its lines so far."""

    office: Office
    backtest: Backtest
    progress: Progress
    by: User
    tally: Tally = field(default_factory=Tally)
    parts: list[str] = field(default_factory=list)
    after: int | None = None

    def go(self, plan: BacktestPlan) -> JobResult:
        self._take_up(self.progress.job.checkpoint)
        total = max(count(self.office, plan), self.tally.cases)
        for page in cases(self.office, plan, after=self.after):
            if page:
                note_readings(self.office, [case.id for case in page], Reading.BACKTEST, by=self.by)
                self.parts.append(self._page(page, total))
                self.after = page[-1].id
                self.progress(self.tally.cases, total, checkpoint=self._checkpoint())
        digest = self._whole(plan)
        gone: dict[str, Json] = {**self.backtest.gone(self.tally.counts())}
        return JobResult({"tally": self.tally.to_row(), "gone": gone}, JobFile(digest, NAME, MEDIA_TYPE))

    def _page(self, page: Sequence[ProcessInstance], total: int) -> str:
        """Play some cases; answers the digest of their lines."""
        lines = [self._head(len(self.parts))]
        for case, verdict in self.backtest.verdicts(page):
            self.tally.add(verdict)
            lines.append(backtested(case.number, case.version, verdict).to_line())
            self.progress(self.tally.cases, total)
        digest, _ = self.office.vault.put(BytesIO(_packed(lines)), limit=LIMIT)
        return digest

    def _whole(self, plan: BacktestPlan) -> str:
        """Put the parts together: members of gzip behind each other are one file."""
        with TemporaryFile() as file:
            file.write(_packed([dumps(plan.to_row()).encode() + b"\n", self._head(-1)]))
            for part in self.parts:
                with self.office.vault.open(part) as lines:
                    copyfileobj(lines, file)
            file.seek(0)
            digest, _ = self.office.vault.put(file, limit=LIMIT)
        return digest

    def _head(self, part: int) -> bytes:
        """A line that no other file of the vault has, so that no two jobs share a part."""
        return dumps({"job": self.progress.job.id, "part": part}).encode() + b"\n"

    def _checkpoint(self) -> Json:
        parts: list[Json] = [*self.parts]
        return {"after": self.after, "parts": parts, "tally": self.tally.to_row()}

    def _take_up(self, checkpoint: Json) -> None:
        """Go on behind a checkpoint whose parts are all there."""
        match checkpoint:
            case {"after": int(after), "tally": tally}:
                parts = _parts(checkpoint)
                if all(self.office.vault.has(part) for part in parts):
                    self.after, self.parts, self.tally = after, parts, Tally.from_row(tally)


def _parts(checkpoint: Json) -> list[str]:
    """The digests of the parts that a checkpoint names."""
    parts = checkpoint.get("parts") if isinstance(checkpoint, dict) else None
    return [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []


def _packed(lines: Iterable[bytes]) -> bytes:
    return gzip.compress(b"".join(lines), compresslevel=6, mtime=0)
