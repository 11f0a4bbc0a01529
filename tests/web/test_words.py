"""Words for what happened, made from facts written out by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from json import dumps

import pytest
from flask import Flask

from app.actions.look import CaseView
from app.library.definition import read_definition
from app.model.clock import ServiceClock
from app.model.definition import Deployment
from app.model.errors import NotFound
from app.model.event import Event, Happening
from app.model.instance import ProcessInstance, Status
from app.model.people import User
from app.web.desk.track import Standing, standings, steps
from app.web.shared.answers import answered
from app.web.shared.history import history
from app.web.shared.processes import deployed
from app.web.shared.record import Record
from app.web.shared.words import Chip, activity, clock_chip, status_chip
from tests.web.conftest import MORNING, permit_bundle

CLERK = User(1, "operator", "Contoh Ramadhan", frozenset({"operator"}))


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@dataclass
class Told:
    """A case whose events are written one after another."""

    events: tuple[Event, ...] = ()

    def tell(self, kind: Happening, element: str | None = None, actor: str = "system", **payload: object) -> "Told":
        number = len(self.events) + 1
        at = MORNING + timedelta(minutes=number)
        body = dumps(payload).encode()
        event = Event("IK-1", number, at, kind, actor, element, None, body, b"", b"", b"")
        return Told((*self.events, event))

    def record(self, **instance: object) -> Record:
        facts = {"status": Status.RUNNING, "end": None, **instance}
        view = CaseView(
            case(**facts), DEFINITION, [], self.events, [], {}, None, [], False, False, False, False, [], [], []
        )
        return Record(view, CLERK)

    def lines(self) -> list[str]:
        return [line.text for entry in history(self.record()) for line in entry.lines]


DEFINITION = read_definition(permit_bundle())


def case(**facts: object) -> ProcessInstance:
    shared = {"title": "PT Contoh", "business_key": "9", "applicant": 2, "state": None, "variables": {}, "events": 0}
    times = {"clock": ServiceClock(), "started_at": MORNING, "head": b""}
    return ProcessInstance(1, "IK-1", "izin_kecil", 1, DEFINITION.digest, **{**shared, **times, **facts})


def test_a_deadline_is_told_when_it_is_set_and_when_it_is_over() -> None:
    told = Told().tell(Happening.WORK_OPENED, "masa", work="timer", due="2026-03-31T02:00:00+00:00")
    assert told.lines() == ["“masa” jatuh tempo pada 31 Maret 2026, 09.00 WIB."]
    assert told.tell(Happening.WORK_COMPLETED, "masa", "clock", work="timer").lines()[0] == "Waktu “masa” habis."


def test_a_deadline_without_a_time_or_withdrawn_is_no_news() -> None:
    told = Told().tell(Happening.WORK_OPENED, "masa", work="timer").tell(Happening.WORK_CANCELLED, "masa", work="timer")
    assert told.lines() == []


def test_what_the_house_does_by_itself_is_done_by_the_system() -> None:
    assert Told().tell(Happening.INSTANCE_STARTED).lines() == ["Sistem memulai permohonan."]


def test_an_actor_nobody_knows_any_more_keeps_his_login() -> None:
    assert Told().tell(Happening.INSTANCE_STARTED, actor="user:lama").lines() == ["lama memulai permohonan."]


def test_an_element_that_passed_in_silence_is_not_told() -> None:
    told = Told().tell(Happening.ELEMENT_PASSED, "mulai").tell(Happening.ELEMENT_PASSED, "g_lengkap")
    assert told.tell(Happening.ELEMENT_PASSED, "tidak_ada").lines() == []
    assert Told().tell(Happening.ELEMENT_PASSED, "tarik").lines() == []


def test_an_event_with_a_name_is_told() -> None:
    assert Told().tell(Happening.ELEMENT_PASSED, "penarikan").lines() == ["Dilewati: “Penarikan permohonan”."]


def answers(element: str, **outputs: object) -> list[tuple[str, str]]:
    told = Told().tell(Happening.WORK_COMPLETED, element, "user:operator", outputs=outputs)
    return [(answer.label, answer.text) for task in answered(told.record()) for answer in task.answers]


def test_answers_of_systems_are_shown_under_their_names() -> None:
    given = answers("kirim", pesan="S-1", terbuka=["izin lokasi", "amdal"], rinci={"kode": 7}, kosong=None)
    assert given == [("pesan", "S-1"), ("terbuka", "izin lokasi, amdal"), ("rinci", "kode: 7")]


def test_files_in_rows_are_named() -> None:
    told = Told().tell(
        Happening.WORK_COMPLETED, "kirim", outputs={"isi": [{"bukti": [{"digest": "d", "name": "a.pdf"}]}]}
    )
    (task,) = answered(told.record())
    assert task.answers[0].table == [["bukti"], ["a.pdf"]]


def test_a_date_that_is_none_is_shown_as_it_stands() -> None:
    assert answers("ajukan", tanggal_mulai="besok") == [("Tanggal mulai", "besok")]


def test_rows_without_a_form_have_the_names_of_their_values_as_headings() -> None:
    told = Told().tell(Happening.WORK_COMPLETED, "kirim", outputs={"isi": [{"b": 1}, {"a": None, "b": 20_000}]})
    (task,) = answered(told.record())
    assert task.answers[0].table == [["a", "b"], ["", "1"], ["", "20.000"]]


def test_a_task_without_answers_is_left_out() -> None:
    assert answers("terbitkan") == []
    assert answers("terbitkan", catatan="") == []


def test_activities_that_are_in_no_table_stand_where_the_arrows_lead() -> None:
    assert [step.element for step in steps(Told().record())] == ["ajukan", "periksa", "terbitkan", "kirim"]


def test_where_there_is_no_table_the_order_is_that_of_the_diagram() -> None:
    told = Told().record()
    plain = replace(DEFINITION, sop=replace(DEFINITION.sop, rows={}))
    record = replace(told, case=replace(told.case, definition=plain))
    assert [step.element for step in steps(record)] == ["ajukan", "periksa", "terbitkan", "kirim"]


def test_the_end_that_was_reached_is_done() -> None:
    assert standings(Told().record(status=Status.ENDED, end="e_terbit")) == {"e_terbit": Standing.DONE}


@pytest.mark.parametrize(
    ("clock", "chip"),
    [
        (ServiceClock(), None),
        (
            ServiceClock(date(2026, 3, 25), paused_on=date(2026, 3, 16)),
            Chip("Berhenti menunggu pemohon", "quiet", "sejak 16 Maret 2026"),
        ),
        (
            ServiceClock(date(2026, 3, 25), stopped_on=date(2026, 3, 25)),
            Chip("Selesai tepat waktu", "good", "25 Maret 2026"),
        ),
        (
            ServiceClock(date(2026, 3, 13), stopped_on=date(2026, 3, 16)),
            Chip("Selesai terlambat", "bad", "16 Maret 2026"),
        ),
        (ServiceClock(date(2026, 3, 17)), Chip("Jatuh tempo hari ini", "warn", "17 Maret 2026")),
        (ServiceClock(date(2026, 3, 13)), Chip("Terlambat 2 hari kerja", "bad", "13 Maret 2026")),
    ],
)
def test_the_service_clock_in_words(clock: ServiceClock, chip: Chip | None) -> None:
    assert clock_chip(clock) == chip


def test_an_end_without_words_is_just_the_end() -> None:
    assert status_chip(case(status=Status.ENDED, end="dihapus"), DEFINITION).text == "Selesai"


def test_without_a_definition_a_task_keeps_the_name_it_was_opened_with() -> None:
    assert activity(None, "periksa", "Memeriksa") == "Memeriksa"
    assert activity(None, "periksa") == "periksa"


def test_a_definition_is_read_from_the_books_when_the_shelf_is_empty(office) -> None:
    digest = permit_bundle().digest
    office.shelf.clear()
    assert deployed()[digest].key == "izin_kecil"
    assert office.shelf[digest].key == "izin_kecil"


def test_a_deployment_without_its_files_is_nothing_to_show(office) -> None:
    with office.store.writing() as unit:
        unit.add_deployment(Deployment("izin_kecil", 2, "0" * 64, "system", MORNING))
        unit.commit()
    with pytest.raises(NotFound, match="000000000000 is not in the books"):
        deployed()
