"""A small office: one process in three lanes, books in memory, a clock that stands still until it is moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from json import dumps

import pytest

from app.actions.complete import complete
from app.actions.perform import lease, perform
from app.actions.start import start
from app.engine import SpiffEngine
from app.library.definition import read_definition
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.calendar import WorkingCalendar
from app.model.definition import Deployment
from app.model.event import Event
from app.model.instance import ProcessInstance, WorkItem
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Answer, ConnectorFailed, Office, Request, StageClock, Store
from app.store.memory import MemoryStore
from app.store.vault import MemoryVault
from tests.drawing_xml import bpmn

MORNING = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
PERMIT = """
(mulai) -> ajukan -> periksa -> <putusan> -setuju[hasil = "setuju"]-> kirim:service{sistem.kirim} -> (terbit)
<putusan> -tanya[hasil = "tanya"]-> jawab -> periksa
<putusan> -hitung[hasil = "hitung"]-> bayar -> <tarif> -murah[biaya < 100]-> (selesai)
<tarif> -> (mahal)
<putusan> -> (tutup)
periksa ! (lupa:timer{P3D}) -> (lewat)
kirim ! (galat:error{ditolak}) -> (gagal)
! tarik_kembali:
    (tarik:message{tarik}) -> (ditarik)
"""
LANES = {
    "lane_pemohon": ("mulai", "ajukan", "jawab", "tarik_kembali"),
    "lane_operator": ("periksa", "putusan", "bayar", "tarif", "lupa", "lewat", "tutup", "selesai", "mahal"),
    "lane_sistem": ("kirim", "galat", "gagal", "terbit"),
}
FACTS = """
key = "permit"
number_prefix = "P"
title = "=nama"
business_key = "=nib"
applicant_lane = "lane_pemohon"
[identity]
number = "1"
title = "Izin"
agency = "Dinas"
[groups]
lane_pemohon = "pemohon"
lane_operator = "operator"
lane_sistem = "sistem"
[clock]
days = 5
starts = "setuju"
stops = "kirim"
pauses = ["jawab"]
[variables]
ronde = 1
batas = "=2 + 3"
[follow_up]
after = ["tutup"]
carry = ["nama", "nib"]
"""
FORMS: dict[str, list[dict[str, object]]] = {
    "ajukan": [
        {"type": "textfield", "key": "nama", "label": "Nama", "validate": {"required": True}},
        {"type": "textfield", "key": "nib", "label": "NIB"},
        {"type": "filepicker", "key": "berkas", "label": "Berkas"},
    ],
    "periksa": [{"type": "textfield", "key": "hasil", "label": "Hasil", "validate": {"required": True}}],
    "jawab": [{"type": "textfield", "key": "jawaban", "label": "Jawaban"}],
    "bayar": [{"type": "textfield", "key": "catatan", "label": "Catatan"}],
    "tarik": [{"type": "textfield", "key": "alasan", "label": "Alasan", "validate": {"required": True}}],
    "bukti_manual": [{"type": "textfield", "key": "bukti", "label": "Bukti", "validate": {"required": True}}],
}


def permit_bundle(drawing: str = PERMIT, facts: str = FACTS) -> Bundle:
    """The files of the small permit."""
    lanes = "".join(
        f'<bpmn:lane id="{lane}" name="{lane}">'
        + "".join(f"<bpmn:flowNodeRef>{node}</bpmn:flowNodeRef>" for node in nodes)
        + "</bpmn:lane>"
        for lane, nodes in LANES.items()
    )
    diagram = bpmn(drawing, process="permit", extra=f'<bpmn:laneSet id="lanes">{lanes}</bpmn:laneSet>')
    available = (
        b'<bpmn:startEvent id="tarik"><bpmn:extensionElements><camunda:properties>'
        b'<camunda:property name="available" value="=ronde = 1"/></camunda:properties></bpmn:extensionElements>'
    )
    diagram = diagram.replace(b'<bpmn:startEvent id="tarik">', available)
    forms = {f"forms/{name}.form": _form(name, components) for name, components in FORMS.items()}
    return Bundle({DIAGRAM: diagram, SOP: facts.encode(), **forms})


def _form(name: str, components: list[dict[str, object]]) -> bytes:
    numbered = [{"id": f"{name}_{n}", **component} for n, component in enumerate(components)]
    return dumps({"type": "default", "id": name, "schemaVersion": 19, "components": numbered}).encode()


@dataclass
class System:
    """A system outside that answers what the test says, and remembers what it was asked."""

    answers: list[Answer | Exception] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def call(self, request: Request, *, now: datetime) -> Answer:
        self.asked.append(request)
        answer = self.answers.pop(0) if self.answers else Answer({"nomor": "SIMULASI-1"})
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class Desk:
    """The office with its people, and short words for what they do."""

    office: Office
    clock: StageClock
    system: System
    people: Mapping[str, User]

    def start(self, by: str = "siti", **more: str) -> ProcessInstance:
        return start(self.office, "permit", by=self.people[by], **more)

    def do(self, case: ProcessInstance, element: str, by: str, **answers: Json) -> ProcessInstance:
        return complete(self.office, self.open(case, element).id, answers, by=self.people[by])

    def started(self, hasil: str | None = None) -> ProcessInstance:
        """A case of Siti that waits at `periksa`, or was decided there."""
        case = self.do(self.start(), "ajukan", "siti", nama="PT Contoh", nib="9999")
        return self.do(case, "periksa", "opi", hasil=hasil) if hasil else case

    def open(self, case: ProcessInstance, element: str) -> WorkItem:
        return next(work for work in self.waiting(case) if work.element == element)

    def waiting(self, case: ProcessInstance) -> list[WorkItem]:
        with self.office.store.reading() as reader:
            return list(reader.work_items(case.id, open_only=True))

    def work(self, work_id: int) -> WorkItem:
        with self.office.store.reading() as reader:
            work = reader.work_item(work_id)
        assert work is not None
        return work

    def now(self, case: ProcessInstance) -> ProcessInstance:
        with self.office.store.reading() as reader:
            instance = reader.instance(case.id)
        assert instance is not None
        return instance

    def history(self, case: ProcessInstance) -> list[Event]:
        with self.office.store.reading() as reader:
            return list(reader.history(case.id))

    def kinds(self, case: ProcessInstance) -> list[str]:
        return [f"{event.kind} {event.element or ''}".strip() for event in self.history(case)]

    def run_machines(self, owner: str = "w1") -> int:
        leased = lease(self.office, owner)
        for work in leased:
            perform(self.office, work, owner)
        return len(leased)

    def go_on(self, **time: float) -> None:
        self.clock.now += timedelta(**time)


@pytest.fixture
def desk() -> Desk:
    return desk_on(MemoryStore())


def desk_on(store: Store) -> Desk:
    """The office over any books that are empty yet."""
    clock, system, salts = StageClock(MORNING), System(), count()
    office = Office(
        engine=SpiffEngine(),
        store=store,
        vault=MemoryVault(),
        clock=clock,
        calendar=WorkingCalendar(),
        read=read_definition,
        salts=lambda: next(salts).to_bytes(16),
        connectors={"sistem.kirim": system},
    )
    bundle = permit_bundle()
    groups = {
        "siti": {"pemohon"},
        "budi": {"pemohon"},
        "opi": {"operator"},
        "oka": {"operator"},
        "sis": {"sistem"},
        "awas": {"supervisor"},
        "audi": {"auditor"},
        "ana": {"analyst"},
        "rina": {"releaser"},
    }
    with office.store.writing() as unit:
        people = {login: unit.add_user(login, login.title(), group, "") for login, group in groups.items()}
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 1, bundle.digest, "system", MORNING))
        unit.commit()
    return Desk(office, clock, system, people)


def manual(desk: Desk) -> Desk:
    """The same desk where the lane of the system is served by manual evidence of the operator."""
    return replace(desk, office=replace(desk.office, manual={"lane_sistem": "operator"}))


__all__ = ["ConnectorFailed", "Desk", "Variables", "manual"]
