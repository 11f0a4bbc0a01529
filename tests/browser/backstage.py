"""Behind the stage: what a test needs and does not mean to show is done by the actions themselves, in a moment."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.actions.complete import complete
from app.actions.correct import correct
from app.actions.props import with_props
from app.actions.signing import SIMULATION
from app.actions.start import start
from app.actions.trial.samples import told_on
from app.library.definition import read_definition
from app.library.demo import demo_people
from app.model.instance import WorkItem
from app.model.people import User
from app.model.story import moved
from app.model.values import Json
from app.ports import Office
from app.settings import Settings
from app.wiring import open_office
from tests.benchmarks.server import Server
from tests.forms.told import BUNDLE, DEFAULTS, STORIES, VISITED, ZONE

SOP = "izin_perluasan"
#: The step to the industrial data needs it.
NEEDED = "masa_pengajuan"
DEFINITION = read_definition(BUNDLE)
LOGINS = {group: person.login for person in reversed(demo_people()) for group in person.groups}


def answers(task: str) -> Mapping[str, Json]:
    """The default answers of a task, as if its story were told today."""
    told = told_on(STORIES.values(), task).astimezone(ZONE).date()
    return {key: moved(value, datetime.now(ZONE).date() - told) for key, value in DEFAULTS[task].items()}


def person_of(task: str) -> str:
    """Login of the demo person who does a task."""
    return LOGINS[DEFINITION.group_of(task) or ""]


@dataclass(frozen=True)
class Backstage:
    """The books of the running demo, from behind."""

    office: Office

    def bring(self, task: str, *, applicant: str = "pemohon") -> str:
        """A new case that has come by the ordinary way to a task of the field visit; answers its number."""
        case = start(self.office, SOP, by=self.user(applicant))
        for step in VISITED[: VISITED.index(task)]:
            self.do(case.number, step)
        self.open_task(case.number, task)
        return case.number

    def stop(self) -> str:
        """A new case that cannot go on: a variable that its next step needs was taken away."""
        number = self.bring("ajukan_verifikasi")
        with self.office.store.reading() as reader:
            case = reader.instance_by_number(number)
        assert case is not None
        correct(self.office, case.id, {NEEDED: None}, "Salah ketik.", by=self.user("pengawas"))
        self.do(number, "ajukan_verifikasi")
        return number

    def do(self, number: str, task: str, **more: Json) -> None:
        """The task is completed with its default answers and these."""
        work, person = self.open_task(number, task), self.user(person_of(task))
        with self.office.store.reading() as reader:
            case = reader.instance_by_number(number)
        assert case is not None
        given = with_props(self.office, case, {**answers(task), **more}, by=person, element=task)
        complete(self.office, work.id, given, by=person, proof=SIMULATION)

    def open_task(self, number: str, task: str, seconds: float = 30) -> WorkItem:
        """The open work item of a task, once the machines have done what comes before it."""
        until = time.monotonic() + seconds
        while True:
            with self.office.store.reading() as reader:
                case = reader.instance_by_number(number)
                assert case is not None
                found = [item for item in reader.work_items(case.id, open_only=True) if item.element == task]
            if found:
                return found[0]
            assert time.monotonic() < until, f"{task} is not open after {seconds} s"
            time.sleep(0.05)

    def user(self, login: str) -> User:
        with self.office.store.reading() as reader:
            user = reader.user_by_login(login)
        assert user is not None
        return user


@contextmanager
def behind(server: Server) -> Iterator[Backstage]:
    """A second way into the books of a running demo, until the block is left."""
    office = open_office(Settings(data=server.data, demo=True))
    yield Backstage(office)
    office.store.close()
