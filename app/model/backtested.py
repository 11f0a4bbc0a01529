"""A line of the result of a back-test: one case with its verdict and its two ways, and nothing anybody has answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from json import dumps, loads

from app.model.backtest import Outcome, Verdict
from app.model.errors import packed
from app.model.event import Happening
from app.model.recorded import Station
from app.model.values import Json

_KINDS = {"o": Happening.WORK_OPENED, "d": Happening.WORK_COMPLETED, "p": Happening.ELEMENT_PASSED}
_SIGNS = {kind: sign for sign, kind in _KINDS.items()}


@dataclass(frozen=True)
class Backtested:
    """The case `number` of a version. `reason` is a packed sentence (`app.model.errors.unpacked`); `then` and `now` are
    its stations, `parting` the place of the first that is not the same."""

    number: str
    version: int
    outcome: Outcome
    reason: str
    then: Sequence[Station] = ()
    now: Sequence[Station] = ()
    parting: int | None = None
    stopped_at: str | None = None
    unused: Sequence[str] = ()

    def to_line(self) -> bytes:
        """As a line of JSON. A way that is the same is told once."""
        then: list[Json] = [*_rows(self.then)]
        now: list[Json] | None = None if self.parting is None else [*_rows(self.now)]
        unused: list[Json] = [*self.unused]
        row: dict[str, Json] = {
            "number": self.number,
            "version": self.version,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "then": then,
            "now": now,
            "parting": self.parting,
            "stopped_at": self.stopped_at,
            "unused": unused,
        }
        told = {name: value for name, value in row.items() if value not in (None, [])}
        return dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def backtested(number: str, version: int, verdict: Verdict) -> Backtested:
    """The line for a case."""
    return Backtested(
        number,
        version,
        verdict.outcome,
        packed(verdict.reason),
        verdict.then.stations,
        verdict.then.stations if verdict.difference is None else verdict.now.stations,
        verdict.difference,
        verdict.stopped_at,
        verdict.unused,
    )


def aligned(row: Backtested) -> Iterator[tuple[Station | None, Station | None]]:
    """Both ways side by side: what stands in both in one line, what stands only in one alone in its own."""
    matcher = SequenceMatcher(None, row.then, row.now, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        there, here = row.then[first:last], row.now[begin:end]
        if tag == "equal":
            yield from zip(there, here, strict=True)
        else:
            yield from zip_longest(there, here)


def of_line(line: bytes) -> Backtested | None:
    """The case of a line; None for the lines between that tell of no case."""
    row = loads(line)
    if "number" not in row:
        return None
    then, parting = tuple(_stations(row.get("then", ()))), row.get("parting")
    return Backtested(
        row["number"],
        row["version"],
        Outcome(row["outcome"]),
        row["reason"],
        then,
        then if parting is None else tuple(_stations(row.get("now", ()))),
        parting,
        row.get("stopped_at"),
        tuple(row.get("unused", ())),
    )


def _rows(stations: Iterable[Station]) -> Iterator[Json]:
    for it in stations:
        yield [_SIGNS[it.kind], it.element, it.flow] if it.flow else [_SIGNS[it.kind], it.element]


def _stations(rows: Iterable[Sequence[str]]) -> Iterator[Station]:
    for sign, *places in rows:
        yield Station(_KINDS[sign], *places)
