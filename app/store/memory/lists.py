"""Lists in memory: inboxes, incidents, cases, and the figures of an overview."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TypeVar

from app.model.advance import Kind
from app.model.instance import InboxRow, ProcessInstance, Status, WorkItem, WorkState
from app.model.urgency import Urgency, span, urgency
from app.ports import InboxQuery, InstanceQuery, Load, Sort
from app.store.codec import searchable
from app.store.memory.cases import search_text
from app.store.memory.shelf import View

Row = TypeVar("Row")
Key = tuple[int | str, int]
ACTIVITIES = frozenset({Kind.USER, Kind.SERVICE})
WAITING = frozenset({WorkState.OPEN, WorkState.INCIDENT})


class Lists(View):
    """See `app.ports.Reader` for what each method promises."""

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]:
        def key(work: WorkItem) -> Key:
            return _key(query.sort, self._case(work), work.id), work.id

        last = self._shelf.work.get(query.after or 0)
        rows = _behind(self._seen(query), key, last, query.after, query.descending)
        return [self._row(work) for work in islice(rows, query.limit)]

    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        return sum(1 for _ in islice(self._seen(query), up_to))

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]:
        failed = (work for work in reversed(self._items()) if work.state is WorkState.INCIDENT)
        return [self._row(work) for work in islice((it for it in failed if before is None or it.id < before), limit)]

    def instances(self, query: InstanceQuery) -> Sequence[ProcessInstance]:
        def key(case: ProcessInstance) -> Key:
            return _key(query.sort, case, case.id), case.id

        last = self._shelf.instances.get(query.before or 0)
        rows = _behind(self._matching(query), key, last, query.before, query.descending)
        return [replace(case, state=None, variables={}) for case in islice(rows, query.limit)]

    def instances_count(self, query: InstanceQuery, *, up_to: int) -> int:
        return sum(1 for _ in islice(self._matching(query), up_to))

    def open_work(self, instances: Iterable[int]) -> Sequence[WorkItem]:
        wanted = set(instances)
        return [work for work in self._standing() if work.instance in wanted]

    def load(self, sop: str, places: Mapping[str, str], *, today: date) -> Sequence[Load]:
        found: dict[str, list[WorkItem]] = {}
        for work in self._standing():
            if self._case(work).sop == sop and work.element in places:
                found.setdefault(places[work.element], []).append(work)
        return [self._load(place, found[place], today) for place in sorted(found)]

    def running(self, sop: str, *, today: date) -> Mapping[Urgency, int]:
        ranks = [_urgency(case) for case in self._shelf.instances.values() if _runs(case) and case.sop == sop]
        counted = Counter(
            standing
            for rank in ranks
            for standing in Urgency
            if span(standing, today)[0] <= rank < span(standing, today)[1]
        )
        return dict(counted)

    def _load(self, place: str, items: Sequence[WorkItem], today: date) -> Load:
        opened = sorted(work.opened_at for work in items)
        late = sum(_urgency(self._case(work)) < today.toordinal() for work in items)
        stopped = sum(work.state is WorkState.INCIDENT for work in items)
        return Load(place, len(items), stopped, late, opened[0], opened[len(opened) // 2])

    def _items(self) -> list[WorkItem]:
        return [work for _, work in sorted(self._shelf.work.items())]

    def _standing(self) -> Iterator[WorkItem]:
        return (work for work in self._items() if work.state in WAITING and work.kind in ACTIVITIES)

    def _case(self, work: WorkItem) -> ProcessInstance:
        return self._shelf.instances[work.instance]

    def _seen(self, query: InboxQuery) -> Iterator[WorkItem]:
        for work in self._items():
            mine = work.assignee == query.user or not query.mine
            free = work.assignee is None or not query.unclaimed
            if work.state is WorkState.OPEN and mine and free and self._may_see(work, query):
                yield work

    def _may_see(self, work: WorkItem, query: InboxQuery) -> bool:
        case = self._case(work)
        least, below = query.urgent or (0, _urgency(case) + 1)
        chosen = (not query.sops or case.sop in query.sops) and query.element in {None, work.element}
        asked = chosen and least <= _urgency(case) < below and searchable(query.text) in search_text(case)
        if work.kind is not Kind.USER or not asked:
            return False
        if work.group in query.own_groups:
            return case.applicant == query.user
        return work.group in query.groups

    def _matching(self, query: InstanceQuery) -> Iterator[ProcessInstance]:
        at = {work.instance for work in self._standing() if work.element in query.elements}
        for case in self._shelf.instances.values():
            if _fits(case, query) and (case.id in at or not query.elements):
                yield case

    def _row(self, work: WorkItem) -> InboxRow:
        case = self._case(work)
        return InboxRow(work, case.number, case.sop, case.title, case.business_key, case.clock)


def _fits(case: ProcessInstance, query: InstanceQuery) -> bool:
    least, below = query.urgent or (0, _urgency(case) + 1)
    return (
        (not query.sops or case.sop in query.sops)
        and query.status in {None, case.status}
        and query.applicant in {None, case.applicant}
        and (query.since is None or case.started_at >= query.since)
        and (query.until is None or case.started_at < query.until)
        and least <= _urgency(case) < below
        and searchable(query.text) in search_text(case)
    )


def _behind(
    rows: Iterable[Row], key: Callable[[Row], Key], last: Row | None, after: int | None, descending: bool
) -> Sequence[Row]:
    """The rows in their order, behind the last one seen. Behind one that does not exist there is nothing."""
    if after is not None and last is None:
        return []
    inside = [row for row in rows if last is None or (key(row) < key(last) if descending else key(row) > key(last))]
    return sorted(inside, key=key, reverse=descending)


def _key(sort: Sort, instance: ProcessInstance, row_id: int) -> int | str:
    keys: dict[Sort, int | str] = {
        Sort.DUE: _urgency(instance),
        Sort.AGE: row_id,
        Sort.NUMBER: instance.number,
        Sort.COMPANY: instance.title.lower(),
    }
    return keys[sort]


def _urgency(case: ProcessInstance) -> int:
    return urgency(case.clock, running=_runs(case))


def _runs(case: ProcessInstance) -> bool:
    return case.status is Status.RUNNING
