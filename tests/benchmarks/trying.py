"""Trying a draft: the page of a trial with the steps of the longest scenario, and all scenarios of an SOP."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from app.actions.studio.begin import begin
from app.actions.trial.steps import go_back, open_scenario
from app.library.shipped import shipped_bundle
from app.model.people import User
from app.ports import Office
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_for_business, open_office, rehearsed
from tests.benchmarks.table import Figure

ROUNDS = 5
SOP, LONGEST = "izin_perluasan", "returned_twice"


def figures() -> list[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        settings = Settings(data=Path(folder), demo=True)
        office = open_office(settings)
        open_for_business(office, settings)
        cold, kept, steps = _pages(office)
        office.store.close()
    began = perf_counter()
    told = rehearsed(shipped_bundle(SOP))
    return [
        Figure(f"Page of a trial, all {steps} steps taken again", cold, "ms", 300),
        Figure("... on the stage of a moment ago", kept, "ms", 300),
        Figure(f"All {len(told)} scenarios of {SOP}", perf_counter() - began, "s", 5),
    ]


def _pages(office: Office) -> tuple[float, float, int]:
    """Milliseconds of the page without and with the stage that is kept, and how many steps there are."""
    with office.store.reading() as reader:
        analyst = reader.user_by_login("analis")
    if analyst is None:
        raise ValueError("nobody tries")
    copy = begin(office, SOP, by=analyst).id
    steps = _opened(office, copy, analyst)
    client = create_app(office, WebSettings("x" * 40, secure=False, demo=True)).test_client()
    token = client.get("/masuk").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post("/masuk/demo", data={"csrf_token": token, "login": "analis"})

    def page() -> float:
        began = perf_counter()
        answer = client.get(f"/studio/{copy}/coba")
        took = (perf_counter() - began) * 1000
        if "coba-data_industri" not in answer.text:
            raise ValueError(f"{answer.status_code}: no trial")
        return took

    def anew() -> float:
        office.stages.clear()
        return page()

    page()
    return _median(anew), _median(page), steps


def _opened(office: Office, copy: int, analyst: User) -> int:
    """The longest scenario as a trial, short of its last step, so that there is still something to do."""
    steps = len(open_scenario(office, copy, LONGEST, by=analyst).steps)
    return len(go_back(office, copy, steps - 1, at=steps, by=analyst).steps)


def _median(measured: Callable[[], float]) -> float:
    return median(measured() for _ in range(ROUNDS))
