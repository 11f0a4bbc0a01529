"""Every page of the desk after a year of work: what the server needs for it, and what the browser has to fetch.

With `LAJUR_BENCH_CASES=10000` the year is that of a large office; making it takes some minutes.
"""

import gzip
import logging
import os
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from app.model.instance import Status
from app.ports import InboxQuery, InstanceQuery, Office
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_office
from tests.benchmarks.population import SOP, a_year
from tests.benchmarks.table import Figure

CASES = int(os.environ.get("LAJUR_BENCH_CASES", "500"))
ROUNDS = 9
PEOPLE = ("operator", "pengawas", "pemohon", "auditor", "analis")
#: Lists as people ask for them, beyond their plain addresses.
ASKED = (
    "/?list=all&sort=company",
    "/?q=baja",
    "/?late=1&sort=-due",
    "/permohonan?sort=company",
    "/permohonan?q=baja&status=ended",
    "/permohonan?lane=operator&clock=late&sort=due",
    "/permohonan?activity=periksa_dokumen&older=30",
)
ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Seen:
    """A page as somebody saw it: seconds it took the server, and bytes to fetch with an empty cache."""

    who: str
    path: str
    seconds: float
    weight: int
    has_viewer: bool


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        settings = Settings(data=Path(folder), demo=True)
        a_year(settings, CASES, until=datetime.now(UTC))
        office = open_office(settings)
        with office.store.reading() as reader:
            running = reader.instances_count(InstanceQuery(status=Status.RUNNING), up_to=10**9)
        # Not all pages are for everybody, and what is refused is no news here.
        logging.getLogger("lajur.security").setLevel(logging.ERROR)
        app = create_app(office, WebSettings("x" * 40, secure=False, demo=True))
        seen = [page for who in PEOPLE for page in _pages(app, office, who)]
    slowest = max(seen, key=lambda page: page.seconds)
    plain = max((page for page in seen if not page.has_viewer), key=lambda page: page.weight)
    viewer = max((page for page in seen if page.has_viewer), key=lambda page: page.weight)
    among = f"{slowest.path} of {slowest.who}, the slowest of {len(seen)}; {CASES} cases, {running} under way"
    yield Figure("CPU of the server for a page: median", slowest.seconds * 1e3, "ms", 50, note=among)
    yield Figure("weight of a page without the viewer", plain.weight / 1000, "kB", 100, note=plain.path)
    yield Figure("weight of a page with the viewer", viewer.weight / 1000, "kB", 200, note=viewer.path)


def _pages(app: Flask, office: Office, who: str) -> Iterator[Seen]:
    client = app.test_client()
    token = TOKEN.search(client.get("/masuk").text)
    client.post("/masuk/demo", data={"csrf_token": token[1] if token else "", "login": who})
    for path in [*_addresses(app, office), *ASKED]:
        answer = client.get(path, headers=GZIP, buffered=True)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            page = gzip.decompress(answer.data).decode() if answer.content_encoding == "gzip" else answer.text
            assets = dict.fromkeys(ASSET.findall(page))
            weight = len(answer.data) + sum(len(client.get(name, headers=GZIP, buffered=True).data) for name in assets)
            yield Seen(who, path, _server_time(client, path), weight, "bpmn-navigated-viewer" in page)


def _server_time(client: FlaskClient, path: str) -> float:
    """The median CPU time of an answer: on shared machines the clock on the wall measures the neighbours, too."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        client.get(path, headers=GZIP, buffered=True)
        times.append(time.process_time() - began)
    return statistics.median(times)


def _addresses(app: Flask, office: Office) -> Iterator[str]:
    """Every address that shows something, filled in with the case and the task that have the longest history."""
    number, work = _longest(office)
    filling: dict[str, str | int] = {"number": number, "work_id": work, "sop": SOP, "attachment_id": 1, "user_id": 1}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= filling.keys():
            yield adapter.build(rule.endpoint, {name: filling[name] for name in rule.arguments}, "GET")


def _longest(office: Office) -> tuple[str, int]:
    """Number and open task of the case with the longest history among the operator's."""
    with office.store.reading() as reader:
        rows = reader.inbox(InboxQuery(frozenset({"operator"}), limit=200))
        lengths = {row.work.id: len(reader.history(row.work.instance)) for row in rows}
    row = max(rows, key=lambda row: lengths[row.work.id])
    return row.number, row.work.id
