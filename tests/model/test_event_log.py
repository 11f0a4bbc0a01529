"""A history as process mining sees it, and both ways to write it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from lxml import etree

from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.model import ocel, xes
from app.model.clock import ServiceClock
from app.model.event import GENESIS, Event, Fact, Happening, chain
from app.model.event_log import Lifecycle, Trace, trace_of
from app.model.instance import ProcessInstance, Status

PROCESS = read_definition(shipped_bundle("izin_perluasan"))
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "xes.xsd"))
MORNING = datetime(2026, 3, 17, 2, tzinfo=UTC)
TODAY = date(2026, 3, 31)
XES = "{http://www.xes-standard.org/}"


def case(**more: object) -> ProcessInstance:
    given: dict[str, object] = {
        "id": 1,
        "number": "IP-2026-00001",
        "sop": "izin_perluasan",
        "version": 1,
        "digest": PROCESS.digest,
        "title": 'PT Contoh <Baja> & "Besi" \x00\x1b',
        "business_key": "9999000000011",
        "applicant": 1,
        "status": Status.RUNNING,
        "state": None,
        "variables": {},
        "events": 0,
        "head": GENESIS,
        "clock": ServiceClock(),
        "started_at": MORNING,
    }
    return ProcessInstance(**(given | more))


def events(*facts: tuple[Fact, str]) -> Iterator[Event]:
    """Facts by actors, a minute after each other."""
    head = GENESIS
    for after, (fact, actor) in enumerate(facts):
        at = MORNING + timedelta(minutes=after)
        (event,) = chain([fact], instance="x", after=after, head=head, at=at, actor=actor, salts=iter([bytes(16)]))
        head = event.digest
        yield event


def told(*facts: tuple[Fact, str], **more: object) -> Trace:
    return trace_of(case(**more), events(*facts), PROCESS, TODAY)


def work(kind: Happening, token: int = 1, element: str = "periksa_kelengkapan", **payload: object) -> Fact:
    return Fact(kind, element, payload={"token": token, **payload})


def lifecycle(*facts: tuple[Fact, str]) -> list[Lifecycle | None]:
    return [entry.lifecycle for entry in told(*facts).entries]


def test_a_task_is_scheduled_started_and_completed() -> None:
    found = told(
        (work(Happening.WORK_OPENED), "user:siti"),
        (work(Happening.WORK_CLAIMED), "user:operator"),
        (work(Happening.WORK_COMPLETED), "user:operator"),
    ).entries
    assert [entry.lifecycle for entry in found] == [Lifecycle.SCHEDULE, Lifecycle.START, Lifecycle.COMPLETE]
    assert [entry.actor for entry in found] == ["", "user:operator", "user:operator"]
    assert {(entry.name, entry.role, entry.group, entry.token) for entry in found} == {
        (PROCESS.outline.elements["periksa_kelengkapan"].name, "Operator", "operator", 1)
    }


def test_a_task_goes_from_hand_to_hand_and_stops_meanwhile() -> None:
    assert lifecycle(
        (work(Happening.WORK_CLAIMED), "user:a"),
        (work(Happening.WORK_HANDED_OVER), "user:a"),
        (work(Happening.WORK_TAKEN_OVER), "user:b"),
        (work(Happening.WORK_RELEASED), "user:b"),
        (work(Happening.WORK_CLAIMED), "user:a"),
        (work(Happening.INCIDENT_OPENED), "user:a"),
        (work(Happening.INCIDENT_RESOLVED), "user:c"),
    ) == [
        Lifecycle.START,
        Lifecycle.REASSIGN,
        Lifecycle.REASSIGN,
        Lifecycle.SUSPEND,
        Lifecycle.RESUME,
        Lifecycle.SUSPEND,
        Lifecycle.RESUME,
    ]


def test_what_is_cancelled_is_withdrawn_before_anybody_began_and_aborted_after_it() -> None:
    assert lifecycle(
        (work(Happening.WORK_CLAIMED, 2), "user:a"),
        (work(Happening.WORK_CANCELLED, 1), "user:a"),
        (work(Happening.WORK_CANCELLED, 2), "user:a"),
        (Fact(Happening.INSTANCE_CANCELLED), "user:c"),
    ) == [Lifecycle.START, Lifecycle.WITHDRAW, Lifecycle.ABORT, Lifecycle.ABORT_CASE]


def test_what_merely_may_come_is_no_activity_until_it_comes() -> None:
    found = told(
        (work(Happening.WORK_OPENED, element="masa_lewat"), "system"),
        (work(Happening.WORK_CANCELLED, element="masa_lewat"), "system"),
        (Fact(Happening.ELEMENT_PASSED, "mulai"), "system"),
        (work(Happening.WORK_COMPLETED, element="masa_lewat"), "clock"),
    ).entries
    assert [(entry.element, entry.lifecycle) for entry in found] == [("masa_lewat", Lifecycle.COMPLETE)]


def test_who_stands_in_for_somebody_is_told() -> None:
    deputy = work(Happening.WORK_COMPLETED, **{"as": {"for": "kabid", "capacity": "Plh."}})
    assert told((deputy, "user:kasi")).entries[0].capacity == "Plh."


def test_a_case_that_takes_up_another_one_names_it() -> None:
    begun = Fact(Happening.INSTANCE_STARTED, payload={"linked_to": "IP-2025-00009"})
    assert told((begun, "user:siti")).linked_to == "IP-2025-00009"


def test_without_a_definition_ids_stand_for_names() -> None:
    found = trace_of(case(end="e9"), events((work(Happening.WORK_OPENED), "clock")), None, TODAY)
    assert (found.outcome, found.entries[0].name, found.entries[0].role) == ("e9", "periksa_kelengkapan", "")


def test_erased_and_broken_payloads_leave_the_event() -> None:
    (erased,) = events((work(Happening.WORK_COMPLETED), "user:a"))
    for payload in (None, b"{broken", b"\xff", b"[]"):
        found = trace_of(case(), [replace(erased, payload=payload)], PROCESS, TODAY)
        assert (found.entries[0].token, found.entries[0].lifecycle) == (None, Lifecycle.COMPLETE)


def test_a_case_is_late_when_its_clock_ran_beyond_the_due_day() -> None:
    due, later = date(2026, 3, 20), date(2026, 3, 23)
    assert told(clock=ServiceClock(due, stopped_on=later)).is_late
    assert not told(clock=ServiceClock(due, stopped_on=due)).is_late
    assert told(clock=ServiceClock(due)).is_late
    assert not told(clock=ServiceClock(due, paused_on=due)).is_late
    assert not told(clock=ServiceClock(due), ended_at=MORNING).is_late
    assert not told().is_late


LIFE = (
    (Fact(Happening.INSTANCE_STARTED, payload={"linked_to": "IP-2025-00009"}), "user:siti"),
    (work(Happening.WORK_OPENED), "user:siti"),
    (Fact(Happening.CLOCK_STARTED, payload={"due": "2026-03-24"}), "user:siti"),
    (
        Fact(Happening.ATTACHMENT_ADDED, payload={"digest": "ab" * 32, "media_type": "application/pdf", "size": 9}),
        "user:siti",
    ),
    (work(Happening.WORK_COMPLETED), "user:operator"),
    (work(Happening.WORK_COMPLETED, 2, "kirim_ba"), "worker:siinas.kirim_ba"),
    (Fact(Happening.INSTANCE_ENDED, "e1_efektif"), "user:operator"),
)
OVER = {"status": Status.ENDED, "end": "e1_efektif", "ended_at": MORNING + timedelta(minutes=6)}
NAMES = {"user:siti": "pemohon-1", "user:operator": "operator-2"}


def named(actor: str) -> str:
    return NAMES.get(actor, actor)


def test_a_log_in_xes_is_valid_and_says_all_of_it() -> None:
    ended = told(*LIFE, **OVER, clock=ServiceClock(date(2026, 3, 24)))
    log = etree.fromstring(xes.head("Lajur") + xes.trace(ended, named) + xes.trace(told(), named) + xes.TAIL)
    SCHEMA.assertValid(log)
    first, second = log.iter(f"{XES}trace")
    values = {it.get("key"): it.get("value") for it in first if it.get("key")}
    assert values["concept:name"] == "IP-2026-00001"
    assert values["company"] == 'PT Contoh <Baja> & "Besi" \ufffd\ufffd'
    assert values["outcome"] == "Berlaku efektif"
    assert values["linked_to"] == "IP-2025-00009"
    assert len(list(second.iter(f"{XES}event"))) == 0
    last = {it.get("key"): it.get("value") for it in list(first.iter(f"{XES}event"))[1]}
    assert last["org:resource"] == "operator-2"
    assert last["time:timestamp"] == "2026-03-17T02:04:00.000000+00:00"
    resources = [it.get("value") for it in first.iter(f"{XES}string") if it.get("key") == "org:resource"]
    assert resources == ["operator-2", "worker:siinas.kirim_ba", "operator-2"]


def ocel_of(*traces: Trace) -> dict[str, list[dict[str, object]]]:
    own = [data for it in traces for data in ocel.objects(it)]
    shared = {key: data for it in traces for key, data in ocel.shared(it, named)}
    names = [entry.name for it in traces for entry in it.entries]
    happened = b",".join(data for it in traces for data in ocel.events(it, named))
    whole = ocel.HEAD + happened + ocel.MIDDLE + b",".join([*own, *shared.values()]) + ocel.tail(names)
    found: dict[str, list[dict[str, object]]] = json.loads(whole)
    return found


def test_a_log_in_ocel_relates_events_and_objects() -> None:
    log = ocel_of(told(*LIFE, **OVER))
    objects = {str(it["id"]): it for it in log["objects"]}
    assert objects.keys() == {
        "IP-2026-00001",
        "IP-2026-00001/berkas/4",
        "perusahaan:9999000000011",
        "orang:pemohon-1",
        "orang:operator-2",
    }
    assert {it["type"] for it in log["objects"]} == {str(kind["name"]) for kind in log["objectTypes"]}
    assert {it["type"] for it in log["events"]} == {kind["name"] for kind in log["eventTypes"]}
    for it in (*log["events"], *log["objects"]):
        assert {related["objectId"] for related in it["relationships"]} <= objects.keys()
    added = log["events"][3]
    assert added["relationships"] == [
        {"objectId": "IP-2026-00001", "qualifier": "permohonan"},
        {"objectId": "orang:pemohon-1", "qualifier": "pelaku"},
        {"objectId": "IP-2026-00001/berkas/4", "qualifier": "berkas"},
    ]


def test_what_changes_in_an_object_has_the_times_of_its_changes() -> None:
    (application,) = (it for it in ocel_of(told(*LIFE, **OVER))["objects"] if it["type"] == "permohonan")
    changes = [(it["name"], it["time"], it["value"]) for it in application["attributes"]]
    assert ("status", "2026-03-17T02:00:00.000000Z", "running") in changes
    assert ("due", "2026-03-17T02:02:00.000000Z", "2026-03-24") in changes
    assert ("status", "2026-03-17T02:06:00.000000Z", "ended") in changes
    assert ("outcome", "2026-03-17T02:06:00.000000Z", "Berlaku efektif") in changes


def test_a_case_without_a_company_and_an_end_is_no_trouble() -> None:
    log = ocel_of(told((Fact(Happening.INSTANCE_STARTED), "clock"), business_key=""))
    assert [it["type"] for it in log["objects"]] == ["permohonan"]
    assert log["events"][0]["relationships"] == [{"objectId": "IP-2026-00001", "qualifier": "permohonan"}]
