"""Instances, their history and their attachments in memory."""

from collections.abc import Sequence
from dataclasses import replace

from app.model.event import Event
from app.model.instance import Attachment, ProcessInstance, WorkItem
from app.store.codec import from_json, searchable, to_json
from app.store.memory.shelf import View


class Cases(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def instance(self, instance_id: int) -> ProcessInstance | None:
        return self._shelf.instances.get(instance_id)

    def instance_by_number(self, number: str) -> ProcessInstance | None:
        return next((case for case in self._shelf.instances.values() if case.number == number), None)

    def hold(self, instance_id: int) -> ProcessInstance | None:
        return self.instance(instance_id)

    def hold_of(self, work_id: int) -> ProcessInstance | None:
        work = self._shelf.work.get(work_id)
        return self.instance(work.instance) if work else None

    def new_instance_id(self) -> int:
        return self.next_number("instance.id", 0)

    def keep(
        self,
        before: ProcessInstance | None,
        after: ProcessInstance,
        events: Sequence[Event],
        *,
        opened: Sequence[WorkItem] = (),
        closed: Sequence[WorkItem] = (),
    ) -> None:
        kept = self.instance(after.id)
        if (kept and kept.events) != (before and before.events) or (not kept and self.instance_by_number(after.number)):
            raise self.conflict()
        history = self._shelf.events.get(after.id, ())
        if [event.number for event in events] != list(range(len(history) + 1, len(history) + len(events) + 1)):
            raise self.conflict()
        self._shelf.instances[after.id] = replace(after, variables=from_json(to_json(after.variables)))
        self._shelf.events[after.id] = (*history, *events)
        if events:
            self._shelf.measure_news[after.id, events[-1].number] = True
        for work in closed:
            self._shelf.work[work.id] = work
        for work in opened:
            work_id = self.next_number("work_item.id", 0)
            self._shelf.work[work_id] = replace(work, id=work_id)

    def history(self, instance_id: int, *, after: int = 0, limit: int | None = None) -> Sequence[Event]:
        events = self._shelf.events.get(instance_id, ())[after:]
        return list(events[:limit])

    def erase_payload(self, instance_id: int, number: int) -> None:
        events = list(self._shelf.events[instance_id])
        events[number - 1] = replace(events[number - 1], payload=None, salt=b"")
        self._shelf.events[instance_id] = tuple(events)

    def attachments(self, instance_id: int) -> Sequence[Attachment]:
        return [it for _, it in sorted(self._shelf.attachments.items()) if it.instance == instance_id]

    def attachment(self, attachment_id: int) -> Attachment | None:
        return self._shelf.attachments.get(attachment_id)

    def add_attachment(self, attachment: Attachment) -> Attachment:
        if attachment.instance not in self._shelf.instances:
            raise self.conflict()
        kept = replace(attachment, id=self.next_number("attachment.id", 0))
        self._shelf.attachments[kept.id] = kept
        return kept


def search_text(case: ProcessInstance) -> str:
    """What of a case can be searched for."""
    return searchable(f"{case.number}\n{case.business_key}\n{case.title}")
