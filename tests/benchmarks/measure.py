"""The figures of the archive: what a page costs over many cases, and what counting costs.

`LAJUR_BENCH_CASES=100000` measures the large office as well. The histories are generated (`tests.benchmarks.generated`)
and counted by the application's own fold, in its own way, so only the events are made up.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from app.actions.archive.measure import count, make_sheets
from app.actions.deploy import deploy
from app.actions.people import add_demo_person
from app.actions.start import start
from app.library.demo import demo_people
from app.library.shipped import shipped_bundle
from app.model.instance import Status
from app.model.measures import CaseMeasure
from app.model.measuring import measure
from app.model.office_hours import OfficeHours
from app.model.people import User
from app.ports import Office
from app.ports.measures import Uncounted
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_office
from tests.benchmarks.generated import Generated
from tests.benchmarks.table import Figure
from tests.store.cases import case

SOP = "izin_perluasan"
#: Cases -> seconds a page may take.
TARGETS = {10_000: 0.3, 100_000: 1.0}
PAGES = {
    "at a glance": "/arsip/statistik",
    "activities": "/arsip/statistik/kegiatan",
    "ways": "/arsip/statistik/cara",
    "done again": "/arsip/statistik/pengulangan",
    "dotted chart": "/arsip/statistik/titik",
    "from-until": "/arsip/statistik?since=2024-03-12&until=2026-10-19",
    "behind: late, longest": "/arsip/statistik/kasus?counts=ended&promise=late&sort=longest",
    "behind: an activity": "/arsip/statistik/kasus?counts=done&element=periksa_dokumen",
}
BATCH = 500


def figures() -> Iterator[Figure]:
    wanted = int(os.environ.get("LAJUR_BENCH_CASES", "10000"))
    for cases in (number for number in TARGETS if number <= max(wanted, min(TARGETS))):
        with TemporaryDirectory(prefix="lajur-bench-") as folder:
            yield from _over(Path(folder), cases)


def _over(folder: Path, cases: int) -> Iterator[Figure]:
    office = open_office(Settings(data=folder))
    deploy(office, shipped_bundle(SOP), by=None)
    for person in demo_people():
        add_demo_person(office, person)
    events, folding, keeping = _fill(office, cases)
    began = time.process_time()
    sheets = 0
    while made := make_sheets(office):
        sheets += made
    making = time.process_time() - began
    count(office)
    yield Figure(f"{cases:,} cases: events each", events / cases, "")
    yield Figure("... folding a case: CPU", folding / cases * 1e3, "ms")
    yield Figure("... keeping its figures: CPU", keeping / cases * 1e3, "ms")
    yield Figure("... making a sheet: CPU", making / sheets * 1e3, "ms", note=f"{sheets} sheets")
    app = create_app(office, WebSettings("a secret of thirty-two characters", demo=True))
    for name, address in PAGES.items():
        yield Figure(f"{cases:,} cases, {name}", _page(app, address), "s", TARGETS[cases])
    yield Figure("... a case starts and is in the figures", _news(office), "s")
    office.store.close()


def _fill(office: Office, cases: int) -> tuple[int, float, float]:
    """Keep the figures of generated cases; answers how many events they have and the seconds of folding and keeping."""
    hours = OfficeHours(office.calendar)
    events, folding, keeping = 0, 0.0, 0.0
    batch: list[tuple[Uncounted, CaseMeasure | None]] = []
    for number in range(1, cases + 1):
        history = Generated(number, cases).history()
        events += len(history)
        began = time.process_time()
        batch.append((Uncounted(number, SOP, 1, len(history)), measure(history, hours)))
        folding += time.process_time() - began
        if len(batch) == BATCH or number == cases:
            keeping += _keep(office, batch, hours.basis)
            batch = []
    return events, folding, keeping


def _keep(office: Office, batch: list[tuple[Uncounted, CaseMeasure | None]], basis: str) -> float:
    with office.store.writing() as unit:
        for of, found in batch:
            if found is not None:
                row = case(of.instance, number=f"IP-{of.instance:06}", started_at=found.started, status=Status.ENDED)
                unit.keep(None, replace(row, id=unit.new_instance_id(), state=None, variables={}), [])
        began = time.process_time()
        unit.hold_figures(basis)
        unit.keep_measures(batch)
        unit.commit()
    return time.process_time() - began


def _page(app: Flask, address: str) -> float:
    """Seconds of wall clock until the answer is whole: the best of three, for the machine has other work, too."""
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    client.post("/masuk/demo", data={"login": "auditor"})

    def look() -> None:
        answer = client.get(address)
        if answer.status_code != 200 or "IZIN PERLUASAN" not in answer.text:
            raise RuntimeError(f"{address}: {answer.status}")

    look()
    return min(_seconds(look) for _ in range(3))


def _news(office: Office) -> float:
    with office.store.reading() as reader:
        applicant: User | None = reader.user_by_login("pemohon")
    if applicant is None:
        raise RuntimeError("the applicant is missing")
    start(office, SOP, by=applicant)
    return _seconds(lambda: count(office))


def _seconds(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began
