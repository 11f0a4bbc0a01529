"""Cases to keep, as short to write as possible."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import repeat
from typing import Any

from app.model.advance import Kind
from app.model.clock import ServiceClock
from app.model.event import GENESIS, Event, Fact, Happening, chain
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.ports import Store, Unit

NOW = datetime(2026, 3, 17, 2, 30, 15, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def case(instance_id: int = 1, **changes: Any) -> ProcessInstance:
    """A running case that was not kept yet."""
    fresh = ProcessInstance(
        id=instance_id,
        number=f"IP-2026-{instance_id:04}",
        sop="izin_perluasan",
        version=1,
        digest="ab" * 32,
        title="PT Contoh Baja",
        business_key="1234567890123",
        applicant=7,
        status=Status.RUNNING,
        state=b"\x00state",
        variables={"nama": "Ibu Sri", "luas": 12.5, "lampiran": ["a", None, True, {"n": 1}]},
        events=0,
        head=GENESIS,
        clock=ServiceClock(),
        started_at=NOW,
    )
    return replace(fresh, **changes)


def step(before: ProcessInstance, *facts: Fact, at: datetime = NOW) -> tuple[ProcessInstance, list[Event]]:
    """The case after a step in which these facts happened, and their events."""
    told = facts or (Fact(Happening.ELEMENT_PASSED, "mulai"),)
    events = list(
        chain(
            told,
            instance=before.number,
            after=before.events,
            head=before.head,
            at=at,
            actor="user:sri",
            salts=repeat(b"s" * 16),
        )
    )
    return replace(before, events=before.events + len(events), head=events[-1].digest), events


def task(instance_id: int = 1, **changes: Any) -> WorkItem:
    """A user task for the group of clerks."""
    fresh = WorkItem(
        id=0,
        instance=instance_id,
        token=1,
        element="periksa",
        name="Memeriksa kelengkapan",
        kind=Kind.USER,
        group="operator",
        state=WorkState.OPEN,
        opened_at=NOW,
    )
    return replace(fresh, **changes)


def timer(instance_id: int = 1, *, due: datetime = NOW, **changes: Any) -> WorkItem:
    return task(instance_id, **{"kind": Kind.TIMER, "group": None, "due_at": due, "element": "batas", **changes})


def kept(
    unit: Unit, fresh: ProcessInstance | None = None, *facts: Fact, opened: Sequence[WorkItem] = ()
) -> ProcessInstance:
    """Keep the first step of a case."""
    after, events = step(fresh or case(), *facts)
    unit.keep(None, after, events, opened=opened)
    return after


def given(store: Store, *cases: ProcessInstance, opened: Sequence[WorkItem] = ()) -> None:
    """Keep these cases with these work items, and commit."""
    with store.writing() as unit:
        for fresh in cases or (case(),):
            kept(unit, fresh, opened=[work for work in opened if work.instance == fresh.id])
        unit.commit()


def open_items(store: Store, instance_id: int = 1) -> Sequence[WorkItem]:
    with store.reading() as books:
        return books.work_items(instance_id, open_only=True)
