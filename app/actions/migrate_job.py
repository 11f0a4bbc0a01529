"""Move many cases as a job: asked for on a page or the command line, done by a worker, its result kept with the job.

Each case is a transaction of its own. The checkpoint says how far the job has come; a case that was moved by a worker
who died before he could say so is recognised by the event of its move, and counted once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from app.actions import _rights, jobs
from app.actions._migration import Thought, think
from app.actions.migrate import Stays, count, migrate, running, target, write_moves
from app.model.definition import Deployment
from app.model.errors import Forbidden, LajurError, NotFound, Unavailable
from app.model.event import Happening
from app.model.instance import ProcessInstance
from app.model.job import Job, JobResult
from app.model.migration import Reason
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office, Progress, Reader, Unit

#: The kind of this job.
MIGRATE = "migrate"
#: Cases that are looked up at once.
CHUNK = 50
#: Cases whose reasons are kept; the others are only counted.
KEPT = 5000
#: Cases that may be chosen one by one.
CHOSEN = 500


class Fate(StrEnum):
    """What became of a case, or in a dry run, what would."""

    MOVED = "moved"
    REFUSED = "refused"
    FAILED = "failed"  #: something went wrong that has nothing to do with the rule


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one case."""

    number: str
    title: str
    fate: Fate
    reasons: tuple[Reason, ...] = ()

    def to_row(self) -> list[Json]:
        return [self.number, self.title, self.fate.value, [reason.to_row() for reason in self.reasons]]

    @classmethod
    def from_row(cls, row: Json) -> "Row":
        number, title, fate, reasons = row if isinstance(row, list) else ["", "", Fate.FAILED.value, []]
        told = reasons if isinstance(reasons, list) else []
        found = tuple(Reason.from_row(it) for it in told if isinstance(it, dict))
        return cls(str(number), str(title), Fate(str(fate)), found)


@dataclass
class Outcome:
    """What a job has done so far: how many cases met which fate, and the first of them."""

    counts: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    rows: list[Row] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(self.counts.values())

    def note(self, row: Row) -> None:
        self.counts[row.fate] += 1
        if len(self.rows) < KEPT:
            self.rows.append(row)

    def to_row(self) -> dict[str, Json]:
        return {
            "counts": {fate.value: count for fate, count in self.counts.items()},
            "rows": [row.to_row() for row in self.rows],
        }

    @classmethod
    def from_row(cls, row: Json) -> "Outcome | None":
        """The outcome as it was kept; None when there is none (any more)."""
        if not isinstance(row, dict) or not isinstance(counts := row.get("counts"), dict):
            return None
        kept = row.get("rows")
        known = {fate: told if isinstance(told := counts.get(fate.value), int) else 0 for fate in Fate}
        return cls(known, [Row.from_row(it) for it in kept] if isinstance(kept, list) else [])


@dataclass(frozen=True)
class Order:
    """What is asked for: which cases go to which version. `chosen` are numbers of cases, None: all that can be moved.
    A `rehearsal` only says what would be."""

    to: Deployment
    chosen: tuple[str, ...] | None = None
    accepted: frozenset[str] = frozenset()
    rehearsal: bool = False


def ask(
    office: Office,
    sop: str,
    version: int,
    *,
    by: User,
    chosen: Collection[str] | None = None,
    accepted: Collection[str] = (),
    rehearsal: bool = False,
) -> Job:
    """Let a worker move cases. Raises Forbidden, NotFound, LajurError for none or too many, or what `jobs.request`
    does."""
    _rights.must_release(by)
    with office.store.reading() as reader:
        to = target(reader, sop, version)
    if chosen is not None and not 0 < len(chosen) <= CHOSEN:
        raise LajurError("Choose between one and {most} cases.", most=CHOSEN)
    arguments: dict[str, Json] = {
        "sop": to.sop,
        "version": to.version,
        "chosen": None if chosen is None else [*sorted(chosen)],
        "accepted": [*sorted(accepted)],
        "rehearsal": rehearsal,
    }
    return jobs.request(office, MIGRATE, arguments, by=by)


def migrate_job(office: Office, arguments: Variables, progress: Progress) -> JobResult:
    """The work of the job (`app.ports.Work`)."""
    with office.store.reading() as reader:
        by = reader.user(progress.job.requested_by)
        order = ordered(reader, arguments)
        total = len(order.chosen) if order.chosen is not None else count(reader, order.to.sop)
    if by is None:
        raise Forbidden
    _rights.must_release(by)
    kept = progress.job.checkpoint if isinstance(progress.job.checkpoint, dict) else {}
    outcome, seen = Outcome.from_row(kept) or Outcome(), kept.get("seen")
    looked = kept.get("looked")
    place = looked if isinstance(looked, int) else 0
    for case in _cases(office, order, seen if isinstance(seen, int) else None):
        row = _row(office, case, order, by, progress.job)
        if row is not None:
            outcome.note(row)
        place += 1
        progress(place, max(total, place), checkpoint={**outcome.to_row(), "seen": case.id, "looked": place})
    return JobResult(outcome.to_row())


def put_down(office: Office, unit: Unit, job: Job) -> Json:
    """Write into the history of the SOP what a job has moved; its rows are kept (`app.ports.Ending`)."""
    outcome, by = Outcome.from_row(job.checkpoint), unit.user(job.requested_by)
    if outcome is None or by is None:
        return None
    order = ordered(unit, job.arguments)
    if not order.rehearsal:
        numbers = [row.number for row in outcome.rows if row.fate is Fate.MOVED]
        write_moves(office, unit, order.to, numbers, by.actor, count=outcome.counts[Fate.MOVED])
    return outcome.to_row()


def ordered(reader: Reader, arguments: Variables) -> Order:
    """What the arguments of a job ask for. Raises NotFound."""
    version, chosen, accepted = (arguments.get(name) for name in ("version", "chosen", "accepted"))
    return Order(
        target(reader, str(arguments["sop"]), version if isinstance(version, int) else None),
        tuple(map(str, chosen)) if isinstance(chosen, list) else None,
        frozenset(map(str, accepted)) if isinstance(accepted, list) else frozenset(),
        arguments.get("rehearsal") is True,
    )


def outcome(office: Office, job_id: int, user: User) -> tuple[Job, Order, Outcome]:
    """What a job has done, or is doing. Raises NotFound, also when it was cleared or is another's."""
    _rights.must_release(user)
    job = jobs.look(office, job_id, user)
    if job.kind != MIGRATE:
        raise NotFound
    found = Outcome.from_row(job.result.value) or Outcome.from_row(job.checkpoint)
    with office.store.reading() as reader:
        return job, ordered(reader, job.arguments), found or Outcome()


def _cases(office: Office, order: Order, seen: int | None) -> Iterator[ProcessInstance]:
    """The cases of an order that were not seen yet, the newest first."""
    if order.chosen is not None:
        with office.store.reading() as reader:
            found = [case for number in order.chosen if (case := reader.instance_by_number(number))]
        yield from sorted((it for it in found if seen is None or it.id < seen), key=lambda it: -it.id)
        return
    while True:
        with office.store.reading() as reader:
            page = running(reader, order.to.sop, before=seen, limit=CHUNK)
        yield from page
        if len(page) < CHUNK:
            return
        seen = page[-1].id


def _row(office: Office, case: ProcessInstance, order: Order, by: User, job: Job) -> Row | None:
    """What becomes of a case; None when it has nothing to do with this job."""
    if case.digest == order.to.digest:
        mine = not order.rehearsal and _was_moved(office, case, by, job)
        return Row(case.number, case.title, Fate.MOVED) if mine else None
    try:
        reasons = _done(office, case, order, by)
    except Unavailable:
        raise
    except Exception as fault:  # noqa: BLE001 - what is wrong with one case must not hold up the others
        sentence = fault if isinstance(fault, LajurError) else LajurError("{fault}", fault=type(fault).__name__)
        return Row(case.number, case.title, Fate.FAILED, (Reason(sentence),))
    return Row(case.number, case.title, Fate.REFUSED if reasons else Fate.MOVED, reasons)


def _done(office: Office, case: ProcessInstance, order: Order, by: User) -> tuple[Reason, ...]:
    """Move a case, or only think of it; answers why it stays."""
    if order.rehearsal:
        return _thought(office, case, order).reasons
    try:
        migrate(office, case.id, order.to, by=by, accepted=order.accepted)
    except Stays as refusal:
        return refusal.reasons
    return ()


def _thought(office: Office, case: ProcessInstance, order: Order) -> Thought:
    with office.store.reading() as reader:
        whole = reader.instance(case.id)
        return think(office, reader, whole or case, order.to, order.accepted)


def _was_moved(office: Office, case: ProcessInstance, by: User, job: Job) -> bool:
    """Whether this job has moved a case already: a worker may die between the move and telling of it."""
    with office.store.reading() as reader:
        moves = [it for it in reader.history(case.id) if it.kind is Happening.INSTANCE_MIGRATED]
    begun = job.started_at or job.requested_at
    return bool(moves) and moves[-1].actor == by.actor and moves[-1].at >= begun
