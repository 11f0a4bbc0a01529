"""Work items in memory: inboxes, incidents and leases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from app.model.advance import Kind
from app.model.instance import InboxRow, WorkItem, WorkState
from app.ports import InboxQuery
from app.store.codec import searchable
from app.store.memory.cases import search_text
from app.store.memory.shelf import View
from app.store.work import ready_at


class Desk(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def work_item(self, work_id: int) -> WorkItem | None:
        return self._shelf.work.get(work_id)

    def work_items(self, instance_id: int, *, open_only: bool = False) -> Sequence[WorkItem]:
        states = {WorkState.OPEN, WorkState.INCIDENT} if open_only else set(WorkState)
        return [work for work in self._all() if work.instance == instance_id and work.state in states]

    def save_work(self, work: WorkItem) -> None:
        self._shelf.work[work.id] = work

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]:
        return [self._row(work) for work in islice(self._seen(query), query.limit)]

    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        return sum(1 for _ in islice(self._seen(query), up_to))

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]:
        failed = (work for work in reversed(self._all()) if work.state is WorkState.INCIDENT)
        return [self._row(work) for work in islice((it for it in failed if before is None or it.id < before), limit)]

    def lease(
        self, kinds: Iterable[Kind], *, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[WorkItem]:
        due = [work for ready, _, work in self._ready(kinds) if ready <= now][:limit]
        leased = [replace(work, owner=owner, leased_until=until) for work in due]
        for work in leased:
            self.save_work(work)
        return leased

    def next_due(self, kinds: Iterable[Kind]) -> datetime | None:
        return next((ready for ready, _, _ in self._ready(kinds)), None)

    def _ready(self, kinds: Iterable[Kind]) -> list[tuple[datetime, int, WorkItem]]:
        wanted = set(kinds)
        return sorted(
            (ready, work.id, work)
            for work in self._shelf.work.values()
            if work.kind in wanted and (ready := ready_at(work)) is not None
        )

    def _all(self) -> list[WorkItem]:
        return [work for _, work in sorted(self._shelf.work.items())]

    def _seen(self, query: InboxQuery) -> Iterator[WorkItem]:
        for work in self._all():
            mine = work.assignee == query.user or not query.mine
            is_open = work.state is WorkState.OPEN and work.kind is Kind.USER
            if is_open and work.id > (query.after or 0) and mine and self._may_see(work, query):
                yield work

    def _may_see(self, work: WorkItem, query: InboxQuery) -> bool:
        case = self._shelf.instances[work.instance]
        if searchable(query.text) not in search_text(case):
            return False
        if work.group in query.own_groups:
            return case.applicant == query.user
        return work.group in query.groups

    def _row(self, work: WorkItem) -> InboxRow:
        case = self._shelf.instances[work.instance]
        return InboxRow(work, case.number, case.sop, case.title, case.business_key, case.clock)
