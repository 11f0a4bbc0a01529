"""Run as a program: does everything with foreign content while an audit hook watches, and prints what it saw.

Python raises an audit event whenever text or bytes are made into code, code is run, or a program is started. Importing
a module does so, too; those are not counted, for no content chooses them.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from json import dumps
from types import FrameType

from babel import Locale
from werkzeug.test import TestResponse

from app.actions.complete import complete
from app.actions.deploy import check
from app.cli import main
from app.feel import FeelError, evaluate
from app.library.definition import read_definition
from app.library.shipped import bundle_from
from app.model.bundle import Bundle
from app.model.errors import LajurError
from app.model.instance import ProcessInstance
from app.model.people import User
from app.ports import Office
from app.store.memory import MemoryStore
from app.web import WebSettings, create_app
from app.worker import work_once
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.chaos.clerks import TASK
from tests.hostile.payloads import PAYLOADS, TRACE, drawn_bundles, whole_bundles
from tests.office import begin, hire, office_on, put, wall_clock

#: Events of Python that mean: something was made into code, was run as code or as a program, or came out of a pickle.
RUNS = frozenset(
    {
        "compile",
        "exec",
        "code.__new__",
        "function.__new__",
        "marshal.loads",
        "pickle.find_class",
        "os.system",
        "os.exec",
        "os.fork",
        "os.posix_spawn",
        "subprocess.Popen",
        "ctypes.dlopen",
    }
)
seen: list[str] = []
watched = ""


def hook(event: str, arguments: tuple[object, ...]) -> None:
    if watched and event in RUNS and not _is_import():
        seen.append(f"{watched}: {event} {str(arguments)[:200]}")


def _is_import() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def watching(what: str) -> Iterator[None]:
    global watched  # noqa: PLW0603 - an audit hook can be given nothing and never be taken away
    watched = what
    try:
        yield
    finally:
        watched = ""


def shipped() -> None:
    """Deploy and play all stories of the shipped SOP."""
    with suppress(SystemExit):
        main(["try", "izin_perluasan"], standalone_mode=False)


def expressions() -> None:
    for payload in PAYLOADS:
        for text in (payload, f'"{payload}"'):
            with suppress(FeelError):
                evaluate(text, {"x": 1})


def diagrams() -> None:
    """What the gate would refuse is laid past it, and run as far as it goes."""
    office = office_on(MemoryStore(), clock=lambda: wall_clock() + timedelta(days=1))
    clerk = hire(office, "petugas")
    for version, bundle in enumerate(each for payload in PAYLOADS for each in drawn_bundles(payload)):
        with suppress(LajurError):
            put(office, bundle, "proses", version)
            run(office, begin(office, clerk), clerk)


def run(office: Office, case: ProcessInstance, clerk: User) -> None:
    """Every task is completed once, every timer and service is looked at."""
    with office.store.reading() as reader:
        tasks = [item for item in reader.work_items(case.id) if item.group]
    for task in tasks:
        complete(office, task.id, {}, by=clerk)
    work_once(office, owner="w")


def forms() -> None:
    """Names, rules and forms of a whole SOP: first at the gate, then past it in the browser."""
    office = office_on(MemoryStore())
    for payload in PAYLOADS:
        for bundle in whole_bundles(payload):
            with suppress(LajurError):
                check(office, bundle)
            with suppress(LajurError):
                read_definition(bundle)
                DESK.take_up(bundle)
                DESK.go_through()


def answers() -> None:
    DESK.take_up(bundle_from(SOP, "bench"))
    for payload in PAYLOADS:
        DESK.go_through(teks_0=payload, teks_1=payload, catatan=payload)
    DESK.go_through(pilihan=PAYLOADS[0])


class Desk:
    """Somebody at a browser, with one app for all: making an app compiles its own addresses and pages."""

    def __init__(self) -> None:
        self.office = office_on(MemoryStore())
        self.versions = self.completed = 0
        hire(self.office, "operator", "operator")
        app = create_app(self.office, WebSettings("a secret of thirty-two characters", demo=True))
        app.config["WTF_CSRF_ENABLED"] = False
        self.client = app.test_client()
        self.client.post("/masuk/demo", data={"login": "operator"})

    def take_up(self, bundle: Bundle) -> None:
        self.versions += 1
        put(self.office, bundle, "bench", self.versions)

    def go_through(self, **changed: str) -> None:
        """All pages of a new case, with the usual answers but for these."""
        place = self._asked("POST", "/mulai/bench").location or "/"
        task = TASK.search(self._asked("GET", f"/?q={place.rpartition('/')[2]}").text)
        if task:
            self._asked("GET", f"/tugas/{task[1]}")
            self._asked("POST", f"/tugas/{task[1]}", {**ANSWERS, **changed})
            self._asked("GET", f"/tugas/{task[1]}")
        for page in ("/permohonan", place):
            self._asked("GET", page)

    def _asked(self, method: str, page: str, data: dict[str, str] | None = None) -> TestResponse:
        answer = self.client.open(page, method=method, data=data)
        self.completed += method == "POST" and page.startswith("/tugas/") and answer.status_code == 303
        if answer.status_code >= 500:
            seen.append(f"{watched}: {method} {page} was answered with {answer.status_code}")
        return answer


def control() -> None:
    """The hook sees what it should."""
    eval("1 + 1")  # noqa: S307 - that is the point


DESK = Desk()
PARTS: tuple[Callable[[], None], ...] = (shipped, expressions, diagrams, forms, answers, control)

if __name__ == "__main__":
    DESK.take_up(bundle_from(SOP, "bench"))
    DESK.go_through()
    DESK.go_through(teks_0="")
    for language in ("id", "en"):  # Babel compiles its rule for the plural when it is first asked
        Locale(language).plural_form(1)
    sys.addaudithook(hook)
    for part in PARTS:
        with watching(part.__name__):
            part()
    print(dumps({"seen": seen, "trace": TRACE.exists(), "completed": DESK.completed}))
