"""Work items in memory, and their leases."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.model.advance import Kind
from app.model.instance import WorkItem, WorkState
from app.store.memory.shelf import View
from app.store.work import ready_at


class Desk(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def work_item(self, work_id: int) -> WorkItem | None:
        return self._shelf.work.get(work_id)

    def work_items(self, instance_id: int, *, open_only: bool = False) -> Sequence[WorkItem]:
        states = {WorkState.OPEN, WorkState.INCIDENT} if open_only else set(WorkState)
        return [
            work
            for _, work in sorted(self._shelf.work.items())
            if work.instance == instance_id and work.state in states
        ]

    def save_work(self, work: WorkItem) -> None:
        self._shelf.work[work.id] = work

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
