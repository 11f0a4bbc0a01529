"""Run the finished cases of a period on a draft, one after the other. Reads only.

Cases are read in pages, each history once; a definition is read and compared with the draft once. What is held in
memory does not grow with the number of cases.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app.actions._definitions import definition
from app.actions.backtest._scene import Scene
from app.actions.backtest.rehearse import rehearse
from app.actions.days import midnight
from app.model.backtest import Verdict, judge, untestable
from app.model.backtest_plan import BacktestPlan
from app.model.changed_outline import ChangedOutline
from app.model.definition import ProcessDefinition
from app.model.erasure import erasures
from app.model.errors import LajurError
from app.model.instance import ProcessInstance
from app.model.recorded import recorded
from app.model.steps import steps
from app.ports import Office, Order, Reader, SearchQuery

#: Cases of a page.
PAGE = 100
MANY = 10**9


def count(office: Office, plan: BacktestPlan) -> int:
    """How many cases a plan has."""
    queries = [_query(office, plan, version) for version in plan.versions or (None,)]
    with office.store.reading() as reader:
        return sum(reader.search_count(query, up_to=MANY) for query in queries)


def cases(office: Office, plan: BacktestPlan, *, after: int | None = None) -> Iterator[Sequence[ProcessInstance]]:
    """The cases of a plan in pages, in the order in which they were started, from the one after the id `after` on.

    A page is read when it is asked for, and may be empty.
    """
    query = _query(office, plan, min(plan.versions) if len(plan.versions) == 1 else None)
    last, more = after, True
    while more:
        with office.store.reading() as reader:
            rows = reader.search(replace(query, after=last))
        last, more = rows[-1].id if rows else last, len(rows) == PAGE
        yield [row for row in rows if not plan.versions or row.version in plan.versions]


@dataclass
class Backtest:
    """Cases on a draft. Raises Refused, of the first case, when the engine does not take the draft."""

    office: Office
    scene: Scene
    changes: dict[str, ChangedOutline] = field(default_factory=dict)

    def verdicts(self, page: Sequence[ProcessInstance]) -> Iterator[tuple[ProcessInstance, Verdict]]:
        """The verdicts on some cases."""
        with self.office.store.reading() as reader:
            for case in page:
                yield case, self._verdict(reader, case)

    def gone(self, places: Iterable[str]) -> dict[str, str]:
        """What of these elements and flows the draft does not have, in words of the versions that had it."""
        draft = self.scene.draft.outline
        return {it: self._words(it) for it in places if it not in draft.elements and it not in draft.flows}

    def _verdict(self, reader: Reader, case: ProcessInstance) -> Verdict:
        try:
            events = reader.history(case.id)
            old = definition(self.office, reader, case.digest)
            past = recorded(steps(events), erasures(events), old.outline)
        except LajurError as reason:
            return untestable(reason)
        return judge(past.way, rehearse(self.scene, old, past), self._change(old))

    def _change(self, old: ProcessDefinition) -> ChangedOutline:
        fresh = ChangedOutline(old.outline, self.scene.draft.outline)
        return self.changes.setdefault(old.digest, fresh)

    def _words(self, place: str) -> str:
        for change in self.changes.values():
            if place in change.old.elements:
                return change.name(place)
            if flow := change.old.flows.get(place):
                label = f" ({flow.name})" if flow.name else ""
                return f"{change.name(flow.source)} → {change.name(flow.target)}{label}"
        return place


def opened(office: Office, draft: ProcessDefinition, plan: BacktestPlan) -> Backtest:
    """A back-test on a draft that was read."""
    return Backtest(office, Scene(office.engine, draft, office.calendar.zone, plan.standing))


def _query(office: Office, plan: BacktestPlan, version: int | None = None) -> SearchQuery:
    return SearchQuery(
        now=office.clock(),
        today=0,
        sop=plan.sop,
        version=version,
        ended_since=midnight(office, plan.since),
        ended_until=midnight(office, plan.until + timedelta(days=1)),
        order=Order.STARTED,
        descending=False,
        limit=PAGE,
    )
