"""A whole office with a small permit, in memory, and people who use it through the browser's protocol."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.connectors.scripted import Scripted
from app.engine import SpiffEngine
from app.library.definition import read_definition
from app.model.bundle import Bundle
from app.model.calendar import WorkingCalendar
from app.model.definition import Deployment
from app.ports import Office
from app.store.memory import MemoryStore
from app.store.vault import MemoryVault
from app.web import WebSettings, create_app

PERMIT = Path(__file__).parent / "permit"
PASSWORD = "kuda terbang di atas awan"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
#: A Tuesday morning in Pontianak.
MORNING = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
PEOPLE = {
    "pemohon": ("Siti Contoh", {"pemohon"}),
    "pemohon2": ("Budi Contoh", {"pemohon"}),
    "operator": ("Contoh Ramadhan, A.Md.", {"operator"}),
    "operator2": ("Contoh Maharani, S.Si.", {"operator"}),
    "pengawas": ("Contoh Lestari, S.E.", {"supervisor"}),
    "auditor": ("Contoh Hidayat, S.T.", {"auditor"}),
    "analis": ("Contoh Nugroho", {"analyst"}),
    "analis2": ("Contoh Saputra", {"analyst"}),
    "penerbit": ("Contoh Wulandari", {"releaser"}),
}


@dataclass
class Hands:
    """A clock that stands still until it is moved."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Person:
    """Somebody at a browser: keeps cookies and the token of the last page."""

    client: FlaskClient
    token: str = ""

    def get(self, path: str) -> TestResponse:
        return self._seen(self.client.get(path, buffered=True))

    def post(self, path: str, **fields: object) -> TestResponse:
        data = {"csrf_token": self.token, **fields}
        return self._seen(self.client.post(path, data=data, buffered=True))

    def sign_in(self, login: str, password: str = PASSWORD) -> TestResponse:
        self.get("/masuk")
        answer = self.post("/masuk", login=login, password=password)
        self.get("/")
        return answer

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and (found := TOKEN.search(answer.text)):
            self.token = found[1]
        return answer


def permit_bundle() -> Bundle:
    """The files of the small permit."""
    forms = {f"forms/{path.name}": path.read_bytes() for path in (PERMIT / "forms").iterdir()}
    own = {f"bpmn/{name}": (PERMIT / name).read_bytes() for name in ("process.bpmn", "sop.toml")}
    return Bundle(own | forms)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def password() -> str:
    """The hash of the password: a cheap one, for good ones take their time on purpose."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def office(hands: Hands, password: str) -> Office:
    office = Office(
        engine=SpiffEngine(),
        store=MemoryStore(),
        vault=MemoryVault(),
        clock=hands,
        calendar=WorkingCalendar({date(2026, 3, 19): "Nyepi"}, frozenset({2026})),
        read=read_definition,
        salts=lambda: bytes(16),
        connectors={"siinas.kirim": Scripted(outputs={"kirim": {"siinas_pesan_id": "S-1"}})},
    )
    bundle = permit_bundle()
    with office.store.writing() as unit:
        for login, (name, groups) in PEOPLE.items():
            unit.add_user(login, name, groups, password)
        # Straight into the books: what the gate of a deploy thinks of the permit is not the matter of these tests.
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 1, bundle.digest, "system", MORNING))
        unit.commit()
    return office


@pytest.fixture
def app(office: Office) -> Flask:
    return create_app(office, WebSettings("a secret of thirty-two characters", secure=False))


@pytest.fixture
def visitor(app: Flask) -> Callable[[], Person]:
    """Makes people who have not signed in."""
    return lambda: Person(app.test_client())


@pytest.fixture
def come(visitor: Callable[[], Person]) -> Callable[[str], Person]:
    """Makes people who have signed in."""

    def arrive(login: str) -> Person:
        person = visitor()
        assert person.sign_in(login).status_code == 303
        return person

    return arrive


@dataclass
class Walk:
    """Carries a case of the small permit along; every method answers with the page that came back."""

    come: Callable[[str], Person]
    office: Office
    number: str = ""
    began: datetime = MORNING

    def start(self, login: str = "pemohon") -> TestResponse:
        answer = self.come(login).post("/mulai/izin_kecil")
        self.number = answer.headers["Location"].rpartition("/")[2]
        return answer

    def task(self, element: str) -> int:
        """The id of the work item that is open at an element."""
        with self.office.store.reading() as reader:
            instance = reader.instance_by_number(self.number)
            assert instance is not None
            return next(work.id for work in reader.work_items(instance.id, open_only=True) if work.element == element)

    def do(self, login: str, element: str, **answers: object) -> TestResponse:
        return self.come(login).post(f"/tugas/{self.task(element)}", **answers)

    def apply(self, **more: object) -> TestResponse:
        return self.do("pemohon", "ajukan", **{"perusahaan_nama": "PT Contoh", "nib": "9999000000011", **more})

    def case(self, login: str) -> TestResponse:
        return self.come(login).get(f"/permohonan/{self.number}")


@pytest.fixture
def walk(come: Callable[[str], Person], office: Office) -> Walk:
    return Walk(come, office)
