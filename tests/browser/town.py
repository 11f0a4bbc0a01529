"""An office in the middle of its work, and everything that can be looked at in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Event

from app.actions import migrate_job
from app.actions.archive.measure import count
from app.actions.archive.searches import save_search
from app.actions.backtest import ask, results
from app.actions.run_job import run_next
from app.actions.studio.begin import begin
from app.actions.studio.open_copy import opened
from app.actions.studio.propose import propose
from app.actions.studio.save_file import save_file
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM
from app.model.bundle import SOP as BUNDLED_SOP
from app.model.definition import Deployment
from app.model.document import Document, DocumentState
from app.model.job import Job
from app.model.paper import Kind
from app.model.people import User
from app.model.release import Proposal
from app.ports import InboxQuery, Office
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_office, rehearsal_office
from tests.benchmarks.population import SOP, a_year
from tests.browser.backstage import Backstage
from tests.second_review import second_review
from tests.signing import a_letter

#: Who looks at it, by login; the empty login stays at the door.
PEOPLE = ("", "pemohon", "operator", "tim", "pengawas", "auditor", "admin", "analis", "penerbit")
CASES = 30


_TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
_MAIN = re.compile(r"<main.*</main>", re.DOTALL)


@dataclass(frozen=True)
class Town:
    """The addresses of its pages."""

    addresses: tuple[str, ...]
    number: str
    work: int


def build(data: Path) -> Town:
    """Let some months of work happen in the installation at `data`."""
    settings = Settings(data=data, demo=True)
    a_year(settings, CASES, until=datetime.now(UTC), running=0.6)
    office = open_office(settings)
    Backstage(office).stop()
    job = _ask_for_work(office)
    _keep_a_search(office)
    _deploy_a_second_version(office)
    copy = _begin_a_copy(office)
    proposal = _propose_a_change(office)
    results = tuple(_let_jobs_be_done(office, proposal.copy))
    while count(office):
        pass
    with office.store.reading() as reader:
        rows = reader.inbox(InboxQuery(frozenset({"operator", "tim_teknis"})))
    row = next(row for row in rows if row.clock.due)
    filling = {"number": row.number, "work_id": row.work.id, "sop": SOP, "attachment_id": 1, "user_id": 1}
    filling |= {"search_id": 1, "job_id": job, "copy_id": copy}
    filling |= {"section": "mutu-baku", "form_id": "tarik", "template": "surat_pengantar"}
    filling |= {"proposal_id": proposal.id, "version": 1}
    letter = _leave_to_sign(office, row.number)
    filling |= {"document_id": letter.id, "code": letter.code}
    office.store.close()
    return Town(tuple(dict.fromkeys([*addresses(filling), *results])), row.number, row.work.id)


def _ask_for_work(office: Office) -> int:
    """A job of the auditor's that no worker knows how to do."""
    with office.store.writing() as unit:
        auditor = unit.user_by_login("auditor")
        assert auditor is not None
        job = unit.add_job(Job(0, "unknown", {}, auditor.id, office.clock()))
        unit.commit()
        return job.id


def _leave_to_sign(office: Office, number: str) -> Document:
    """A document of a case that waits for the operator's signature."""
    digest, _ = office.vault.put(BytesIO(a_letter()), limit=10**8)
    now = office.clock()
    with office.store.writing() as unit:
        case = unit.instance_by_number(number)
        assert case is not None
        document = Document(
            *(0, case.id, "surat_pengantar", 1, "x.md", Kind.NOTA_DINAS, "NOTA DINAS", now.date(), "z" * 24, now),
            post="operator",
            state=DocumentState.FILED,
            filed=digest,
            number="500/0001/2026",
        )
        added = unit.add_document(document)
        unit.commit()
        return added


def _keep_a_search(office: Office) -> None:
    with office.store.reading() as reader:
        auditor = reader.user_by_login("auditor")
    assert auditor is not None
    save_search(office, "Terlambat", "late=yes", by=auditor)


def _deploy_a_second_version(office: Office) -> None:
    """A version in which a task is called otherwise: running cases can be moved to it."""
    bundle = shipped_bundle(SOP)
    again = bundle.replacing(DIAGRAM, bundle.files[DIAGRAM].replace(b'name="Memeriksa', b'name="Menelaah', 1))
    with office.store.writing() as unit:
        unit.add_bundle(again)
        unit.add_deployment(Deployment(SOP, 2, again.digest, "user:penerbit", office.clock(), "Nama lain."))
        unit.commit()


def _let_jobs_be_done(office: Office, copy: int) -> Iterator[str]:
    """A back-test of the analyst's and a dry run of the releaser's, done: the addresses of what they have found."""
    analyst, releaser = _person(office, "analis"), _person(office, "penerbit")
    backtest = ask.ask(office, ask.usual(office, copy, by=analyst), by=analyst)
    moves = migrate_job.ask(office, SOP, 2, by=releaser, rehearsal=True)
    while run_next(office, "town", Event()):
        pass
    found = results.result(office, backtest.id, by=analyst)
    row = results.page(office, found, results.Wanted()).rows[0]
    yield f"/studio/{copy}/uji-mundur/{backtest.id}"
    yield f"/studio/{copy}/uji-mundur/{backtest.id}/kasus/{row.number}"
    yield f"/studio/pindah/{moves.id}"
    yield f"/studio/{copy}/terbit"
    yield f"/studio/{copy}/teks/{BUNDLED_SOP}"


def _begin_a_copy(office: Office) -> int:
    """A working copy of the analyst's with a problem."""
    analyst = _person(office, "analis")
    copy = begin(office, SOP, by=analyst)
    diagram = opened(office, copy.id, by=analyst).bundle.files[DIAGRAM]
    sketch = diagram.replace(b'isExecutable="true"', b'isExecutable="false"')
    save_file(office, copy.id, DIAGRAM, sketch, read=None, by=analyst)
    return copy.id


def _propose_a_change(office: Office) -> Proposal:
    """A working copy of the SOP with a second review in it, proposed."""
    author = _person(office, "analis")
    copy = begin(office, SOP, by=author, title="Tinjauan kedua")
    for path, data in second_review().files.items():
        save_file(office, copy.id, path, data, read=None, by=author)
    return propose(office, copy.id, read=second_review().digest, over=2, note="Mata kedua.", by=author)


def _person(office: Office, login: str) -> User:
    with office.store.reading() as reader:
        person = reader.user_by_login(login)
    assert person is not None
    return person


def addresses(filling: Mapping[str, str | int]) -> Iterator[str]:
    """Every address at which there is something to see, filled in with these."""
    app = create_app(rehearsal_office(), WebSettings("x" * 40, secure=False))
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= filling.keys():
            yield adapter.build(rule.endpoint, {name: filling[name] for name in rule.arguments}, "GET")
    yield from ("/?list=all", "/?late=1&q=tidak-ada", "/permohonan?status=ended&sort=company", "/tidak-ada")
    yield from ("/arsip?who=contoh&late=no", "/arsip?version=x", "/arsip?text=tidak-ada", "/arsip/buku?period=x")
    yield from (f"/arsip/buku?book={book}&period={datetime.now(UTC).year}" for book in ("keluar", "ekspedisi"))


def main_of(page: str) -> str:
    """The main part of a page, as it is for everybody who sees the same."""
    found = _MAIN.search(_TOKEN.sub("", page))
    return found[0] if found else page
