"""Verification in a browser: one case at once, all of them by a worker; and a case to take away."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest
from flask import Flask

from app.actions.archive.seal import seal
from app.actions.archive.verify_job import VERIFY, verify_job
from app.actions.run_job import run_next
from app.model.job import KEPT, Job
from app.model.reading import ReadingQuery
from app.ports import Office
from app.store.seal_folder import FileNotary, FolderSeals
from app.web import WebSettings, create_app
from tests.web.conftest import Person, Walk


@pytest.fixture
def office(office: Office, tmp_path: Path) -> Office:
    """The office keeps seals, and its worker verifies."""
    notary = FileNotary(tmp_path / "seal.pem", make=True)
    return replace(office, seals=FolderSeals(tmp_path / "seals"), notary=notary, jobs={VERIFY: verify_job})


@pytest.fixture
def auditor(walk: Walk, come: Callable[[str], Person]) -> Person:
    """An auditor, and a case that has begun."""
    walk.start()
    walk.apply()
    return come("auditor")


@pytest.fixture
def tamper(office: Office) -> Callable[[], None]:
    """Writes another actor into an event of the case."""

    def write() -> None:
        events = list(office.store._shelf.events[1])
        events[1] = replace(events[1], actor="user:lain")
        office.store._shelf.events[1] = tuple(events)

    return write


def verify_all(auditor: Person, office: Office) -> str:
    """Ask for a verification of all cases, let the worker do it; answers the address of its result."""
    answer = auditor.post("/arsip/verifikasi")
    assert answer.status_code == 303
    assert run_next(office, "w", Event())
    return answer.headers["Location"].replace("/pekerjaan/", "/verifikasi/")


def test_a_case_that_agrees_with_its_history_is_well(auditor: Person, walk: Walk) -> None:
    page = auditor.get(f"/arsip/permohonan/{walk.number}/periksa")
    assert page.status_code == 200
    assert "Semuanya benar" in page.text
    assert 'class="list findings"' not in page.text


def test_a_finding_is_told_in_the_language_of_the_reader_and_leads_to_the_event(
    auditor: Person, walk: Walk, tamper: Callable[[], None]
) -> None:
    tamper()
    page = auditor.get(f"/arsip/permohonan/{walk.number}/periksa").text
    assert "1 temuan" in page
    assert "Peristiwa ini tidak cocok dengan rantai" in page
    assert f'href="/arsip/permohonan/{walk.number}?at=2"' in page
    auditor.post("/bahasa/en")
    assert "The event does not fit into the chain" in auditor.get(f"/arsip/permohonan/{walk.number}/periksa").text


def test_a_case_that_is_not_there_is_not_found(auditor: Person) -> None:
    assert auditor.get("/arsip/permohonan/IK-1/periksa").status_code == 404
    assert auditor.get("/arsip/permohonan/IK-1/berkas.zip").status_code == 404


def test_a_case_is_taken_away_and_that_is_noted(auditor: Person, walk: Walk, office: Office) -> None:
    answer = auditor.get(f"/arsip/permohonan/{walk.number}/berkas.zip")
    assert answer.headers["Content-Disposition"] == f"attachment; filename={walk.number}.zip"
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert ZipFile(BytesIO(answer.data)).testzip() is None
    with office.store.reading() as reader:
        assert [it.what for it in reader.readings(ReadingQuery())] == ["zip"]


def test_in_the_beginning_nobody_has_verified_and_there_is_no_seal(auditor: Person, office: Office) -> None:
    page = auditor.get("/arsip/verifikasi").text
    assert "Belum ada yang memverifikasi semua permohonan." in page
    assert "belum ada" in page
    assert office.notary is not None
    assert office.notary.public_key() in page


def test_all_cases_are_verified_by_a_worker_and_the_runs_are_listed(auditor: Person, office: Office) -> None:
    seal(office)
    page = auditor.get(verify_all(auditor, office)).text
    assert "Setiap permohonan cocok dengan riwayatnya" in page
    page = auditor.get("/arsip/verifikasi").text
    assert "Semuanya benar" in page
    assert "seal-000001.jsonl" in page
    assert "Verifikasi semua permohonan" in auditor.get("/arsip/pekerjaan").text


def test_findings_of_a_run_lead_to_their_cases(
    auditor: Person, office: Office, walk: Walk, tamper: Callable[[], None]
) -> None:
    tamper()
    page = auditor.get(verify_all(auditor, office)).text
    assert f'href="/arsip/permohonan/{walk.number}"' in page
    assert "chain-broken" in page
    assert "1 temuan" in auditor.get("/arsip/verifikasi").text


def test_more_findings_than_are_kept_are_counted(
    auditor: Person, office: Office, tamper: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.actions.archive.verify_job.KEPT", 0)
    tamper()
    page = auditor.get(verify_all(auditor, office)).text
    assert "0 temuan pertama" in page


def test_a_run_that_waits_failed_or_was_cleared_says_so(auditor: Person, office: Office) -> None:
    auditor.post("/arsip/verifikasi")
    assert "menunggu giliran" in auditor.get("/arsip/verifikasi").text
    assert auditor.get("/arsip/verifikasi/1").status_code == 404
    assert run_next(office, "w", Event())
    with office.store.writing() as unit:
        job = unit.hold_job(1)
        assert isinstance(job, Job)
        assert job.finished_at is not None
        unit.save_job(replace(job, result=replace(job.result, value=None), cleared=True))
        unit.commit()
    assert KEPT.days == 30
    assert "dihapus" in auditor.get("/arsip/verifikasi").text
    assert auditor.get("/arsip/verifikasi/1").status_code == 404
    assert auditor.get("/arsip/verifikasi/99").status_code == 404


def test_a_key_that_cannot_be_read_is_told_on_the_page(auditor: Person, tmp_path: Path) -> None:
    (tmp_path / "seal.pem").write_text("no key")
    assert "Kunci dalam seal.pem tidak dapat dibaca." in auditor.get("/arsip/verifikasi").text


def test_an_office_without_seals_says_so(office: Office, walk: Walk) -> None:
    walk.start()
    bare = replace(office, seals=None, notary=None)
    app: Flask = create_app(bare, WebSettings("a secret of thirty-two characters", secure=False))
    auditor = Person(app.test_client())
    auditor.sign_in("auditor")
    assert "Instalasi ini tidak menyimpan segel." in auditor.get("/arsip/verifikasi").text
    page = auditor.get(verify_all(auditor, bare)).text
    assert "Tidak ada segel untuk dibandingkan." in page


def test_only_auditors_verify(walk: Walk, come: Callable[[str], Person]) -> None:
    walk.start()
    supervisor = come("pengawas")
    for path in ("/arsip/verifikasi", f"/arsip/permohonan/{walk.number}/periksa"):
        assert supervisor.get(path).status_code == 403
    assert supervisor.post("/arsip/verifikasi").status_code == 403
