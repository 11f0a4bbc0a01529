"""A small permit in a running web, for tests that stop it, or pull the plug, while somebody types."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from json import dumps, loads
from threading import Thread
from typing import Any

from PIL import Image
from werkzeug.serving import BaseWSGIServer, make_server

from app.actions.complete import complete
from app.actions.start import start
from app.connectors.scripted import Scripted
from app.engine import SpiffEngine
from app.library.definition import read_definition
from app.model.bundle import Bundle
from app.model.calendar import WorkingCalendar
from app.model.definition import Deployment
from app.model.instance import Attachment, WorkItem
from app.model.people import User
from app.ports import Office
from app.store.memory import MemoryStore
from app.store.vault import MemoryVault
from app.web import WebSettings, create_app
from tests.web.conftest import permit_bundle as web_bundle

#: What the check asks in the field besides the fields it has already.
PHOTOS = {"id": "F_foto", "type": "filepicker", "key": "foto", "label": "Foto", "accept": ".jpg,.png", "multiple": True}
FINDINGS = {
    "id": "F_temuan",
    "type": "dynamiclist",
    "path": "temuan",
    "label": "Temuan",
    "properties": {"row_label": "Temuan"},
    "components": [{"id": "F_uraian", "type": "textfield", "key": "uraian", "label": "Uraian"}],
}
OFFLINE = b'<camunda:property name="offline" value="true" />'


def bundle() -> Bundle:
    """The small permit of the web's tests, with a check that is done in the field."""
    files = dict(web_bundle().files)
    form = loads(files["forms/periksa.form"])
    form["components"] += [PHOTOS, FINDINGS]
    row = b'<camunda:property name="row" value="2" />'
    drawing = files["bpmn/process.bpmn"].replace(row, row + OFFLINE)
    return Bundle({**files, "forms/periksa.form": dumps(form).encode(), "bpmn/process.bpmn": drawing})


def jpeg(colour: str = "green") -> bytes:
    """A picture as a telephone takes it, only smaller."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class House:
    """An office, and a web server in front of it that can be stopped and started at the same address.

    `later` moves the clock: whoever was signed in is idle for so long.
    """

    later: timedelta = timedelta()
    office: Office = field(init=False)
    people: dict[str, User] = field(default_factory=dict)
    port: int = 0
    _server: BaseWSGIServer | None = None
    _thread: Thread | None = None

    def __post_init__(self) -> None:
        self.office = Office(
            engine=SpiffEngine(),
            store=MemoryStore(),
            vault=MemoryVault(),
            clock=lambda: datetime.now(UTC) + self.later,
            calendar=WorkingCalendar(),
            read=read_definition,
            salts=lambda: bytes(16),
            connectors={"siinas.kirim": Scripted(outputs={"kirim": {"siinas_pesan_id": "S-1"}})},
        )
        self._open_for_business()

    def _open_for_business(self) -> None:
        files = bundle()
        groups = {"siti": {"pemohon"}, "opi": {"operator"}, "oka": {"operator"}}
        with self.office.store.writing() as unit:
            self.people = {login: unit.add_user(login, login.title(), group, "") for login, group in groups.items()}
            unit.add_bundle(files)
            unit.add_deployment(Deployment("izin_kecil", 1, files.digest, "system", self.office.clock()))
            unit.commit()

    def start(self) -> None:
        app = create_app(self.office, WebSettings("a secret of thirty-two characters", secure=False, demo=True))
        self._server = make_server("127.0.0.1", self.port, app, threaded=True)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
        self._server = None

    def case(self) -> WorkItem:
        """A new case; its task `ajukan`."""
        return self.open(start(self.office, "izin_kecil", by=self.people["siti"]).id, "ajukan")

    def checked(self) -> WorkItem:
        """A new case that waits for the operator; its task `periksa`."""
        work = self.case()
        complete(self.office, work.id, {"perusahaan_nama": "PT Contoh", "nib": "9999000000011"}, by=self.people["siti"])
        return self.open(work.instance, "periksa")

    def open(self, instance_id: int, element: str) -> WorkItem:
        with self.office.store.reading() as reader:
            return next(it for it in reader.work_items(instance_id, open_only=True) if it.element == element)

    def answers(self, work: WorkItem, login: str) -> Any:
        """The draft of a person at a task."""
        with self.office.store.reading() as reader:
            draft = reader.draft(work.id, self.people[login].id)
        return draft.answers if draft else None

    def attachments(self, work: WorkItem) -> list[Attachment]:
        with self.office.store.reading() as reader:
            return list(reader.attachments(work.instance))

    def variables(self, work: WorkItem) -> Any:
        with self.office.store.reading() as reader:
            instance = reader.instance(work.instance)
        assert instance is not None
        return instance.variables


@contextmanager
def open_house() -> Iterator[House]:
    house = House()
    house.start()
    yield house
    house.stop()
