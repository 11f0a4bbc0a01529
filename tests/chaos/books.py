"""Looks through the books after the chaos: every sentence it gives is something that must not be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import loads

from app.model.event import GENESIS, Event, Happening
from app.model.instance import ProcessInstance, WorkItem, WorkState
from app.ports import InstanceQuery, Reader, Store
from tests.chain import first_break


def faults(store: Store, acknowledged: Mapping[int, str]) -> list[str]:
    """What is wrong in the books; `acknowledged` are texts by the work item that was completed with them."""
    found: list[str] = []
    with store.reading() as reader:
        for instance in all_instances(reader):
            events = reader.history(instance.id)
            work = reader.work_items(instance.id)
            texts = {item.token: acknowledged[item.id] for item in work if item.id in acknowledged}
            found += [f"{instance.number}: {fault}" for fault in _faults(instance, events, work, texts)]
        found += [f"work item {work} is gone" for work in acknowledged if reader.work_item(work) is None]
    return found


def all_instances(reader: Reader) -> Iterator[ProcessInstance]:
    for listed in reader.instances(InstanceQuery(limit=1_000_000)):
        instance = reader.instance(listed.id)
        if instance is not None:
            yield instance


def completions(events: Iterable[Event]) -> Counter[int]:
    """How often each token was completed."""
    return Counter(_token(event) for event in events if event.kind is Happening.WORK_COMPLETED)


def _faults(
    instance: ProcessInstance, events: Sequence[Event], work: Sequence[WorkItem], texts: Mapping[int, str]
) -> Iterator[str]:
    if (number := first_break(events)) is not None:
        yield f"the chain is broken at {number}"
    last = events[-1].digest if events else GENESIS
    if (instance.events, instance.head) != (len(events), last):
        yield f"the instance knows {instance.events} events, the history has {len(events)}"
    if twice := [token for token, times in completions(events).items() if times > 1]:
        yield f"completed more than once: {twice}"
    if lost := {token: text for token, text in texts.items() if _text(events, token) != text}:
        yield f"acknowledged and lost: {lost}"
    waits = {item.token for item in work if item.state in (WorkState.OPEN, WorkState.INCIDENT)}
    if waits != _open(events):
        yield f"open are {waits}, the history says {_open(events)}"


def _open(events: Iterable[Event]) -> set[int]:
    """The tokens that wait, as the history tells."""
    waiting: set[int] = set()
    for event in events:
        if event.kind is Happening.WORK_OPENED:
            waiting.add(_token(event))
        elif event.kind in (Happening.WORK_COMPLETED, Happening.WORK_CANCELLED):
            waiting.discard(_token(event))
    return waiting


def _text(events: Iterable[Event], token: int) -> str | None:
    for event in events:
        if event.kind is Happening.WORK_COMPLETED and _token(event) == token:
            return str(loads(event.payload or b"{}")["outputs"].get("teks_2"))
    return None


def _token(event: Event) -> int:
    return int(loads(event.payload or b"{}").get("token", 0))
