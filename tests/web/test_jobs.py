"""Jobs in a browser: how far each has come, what it has made, and how to end it."""

from collections.abc import Callable
from io import BytesIO
from threading import Event

import pytest

from app.actions.jobs import request
from app.actions.run_job import PULSE, clear_old, run_next
from app.model.errors import LajurError
from app.model.job import KEPT, Job, JobFile, JobResult
from app.ports import Office, Progress
from app.web.archive.jobs import KINDS, PAGES
from tests.web.conftest import Hands


@pytest.fixture
def ask(office: Office) -> Callable[..., Job]:
    """Asks for work that counts to 10 000 in steps of 123; `between` is done before each step is told."""

    def of(login: str = "auditor", between: Callable[[], object] = lambda: None) -> Job:
        def count(office: Office, arguments: object, progress: Progress) -> JobResult:
            for number in range(123, 1000, 123):
                between()
                progress(number, 10_000, "Sedang memeriksa.")
            digest, _ = office.vault.put(BytesIO(b"hasil"), limit=10)
            return JobResult(file=JobFile(digest, "hasil.txt", "text/plain"))

        office.jobs["count"] = count
        with office.store.reading() as reader:
            person = reader.user_by_login(login)
        return request(office, "count", {}, by=person)

    return of


def run(office: Office) -> None:
    assert run_next(office, "w", Event())


def test_nobody_has_jobs_in_the_beginning(come) -> None:
    assert "Belum ada pekerjaan." in come("auditor").get("/arsip/pekerjaan").text


def test_a_job_that_waits_says_so_and_the_page_comes_again_without_script(come, ask) -> None:
    job = ask()
    page = come("auditor").get(f"/arsip/pekerjaan/{job.id}").text
    assert "menunggu giliran" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "Anda boleh meninggalkan halaman ini" in page
    assert f'href="/arsip/pekerjaan/{job.id}"' in come("auditor").get("/arsip/pekerjaan").text


def test_a_job_that_runs_says_how_far_it_has_come(come, ask, office: Office, hands: Hands) -> None:
    auditor, pages = come("auditor"), []

    def look() -> None:
        hands.now += PULSE * 10
        state = auditor.client.get(f"/arsip/pekerjaan/{job.id}/keadaan", headers={"X-Lajur-Poll": "1"})
        pages.append(state.text)

    job = ask(between=look)
    run(office)
    assert "<progress" in pages[0]
    assert "max=" not in pages[0]
    assert '<progress aria-label="Kemajuan" max="10000" value="123"></progress>' in pages[1]
    assert "123 dari 10.000" in pages[1]
    assert "kira-kira 27 menit lagi" in pages[1]
    assert "Sedang memeriksa." in pages[1]
    assert "<html" not in pages[1]


def test_what_a_job_has_made_is_taken_away_for_thirty_days(come, ask, office: Office, hands: Hands) -> None:
    job, auditor = ask(), come("auditor")
    run(office)
    page = auditor.get(f"/arsip/pekerjaan/{job.id}").text
    assert "Unduh: hasil.txt" in page
    assert "<progress" not in page
    assert "refresh" not in page
    answer = auditor.get(f"/arsip/pekerjaan/{job.id}/hasil")
    assert (answer.data, answer.mimetype) == (b"hasil", "text/plain")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_job_is_stopped_by_its_button(come, ask, office: Office) -> None:
    job, auditor = ask(), come("auditor")
    auditor.get(f"/arsip/pekerjaan/{job.id}")
    answer = auditor.post(f"/arsip/pekerjaan/{job.id}/batal")
    assert answer.headers["Location"] == f"/arsip/pekerjaan/{job.id}"
    page = auditor.get(f"/arsip/pekerjaan/{job.id}").text
    assert "dibatalkan" in page
    assert "Hentikan pekerjaan ini" not in page


def test_one_that_runs_is_being_stopped_until_its_worker_looks_up(come, ask, office: Office) -> None:
    auditor, pages = come("auditor"), []

    def stop() -> None:
        auditor.post(f"/arsip/pekerjaan/{job.id}/batal")
        pages.append(auditor.get(f"/arsip/pekerjaan/{job.id}").text)

    job = ask(between=stop)
    run(office)
    assert "sedang dihentikan" in pages[0]
    assert len(pages) == 1


def test_a_failure_is_told_in_the_readers_language(come, ask, office: Office) -> None:
    def fail() -> None:
        raise LajurError("Nobody here does the work {kind}.", kind="count")

    job = ask(between=fail)
    run(office)
    page = come("auditor").get(f"/arsip/pekerjaan/{job.id}").text
    assert '<p class="problem">Tidak ada yang mengerjakan “count” di sini.</p>' in page


def test_the_words_and_the_page_of_a_kind_are_shown(come, ask, office: Office, monkeypatch) -> None:
    monkeypatch.setitem(KINDS, "count", "Menghitung semuanya")
    monkeypatch.setitem(PAGES, "count", "archive.job_state")
    job = ask()
    assert "Menghitung semuanya" in come("auditor").get("/arsip/pekerjaan").text
    run(office)
    page = come("auditor").get(f"/arsip/pekerjaan/{job.id}").text
    assert f'<a class="button" href="/arsip/pekerjaan/{job.id}/keadaan">Lihat hasilnya</a>' in page


def test_an_auditor_sees_the_jobs_of_everybody_and_a_supervisor_his_own(come, ask) -> None:
    theirs, his = ask("auditor"), ask("pengawas")
    auditor, supervisor = come("auditor"), come("pengawas")
    assert f"pekerjaan/{his.id}" not in auditor.get("/arsip/pekerjaan").text
    assert f"pekerjaan/{his.id}" in auditor.get("/arsip/pekerjaan?semua=1").text
    assert f"pekerjaan/{theirs.id}" not in supervisor.get("/arsip/pekerjaan?semua=1").text
    assert supervisor.get(f"/arsip/pekerjaan/{theirs.id}").status_code == 404


def test_what_was_cleared_is_said_to_be(come, ask, office: Office, hands: Hands) -> None:
    job = ask()
    run(office)
    hands.now += KEPT + PULSE
    clear_old(office)
    page = come("auditor").get(f"/arsip/pekerjaan/{job.id}").text
    assert "sudah dihapus setelah 30 hari" in page
    assert "Unduh" not in page


def test_the_state_alone_is_no_page(come, ask) -> None:
    job = ask()
    answer = come("auditor").get(f"/arsip/pekerjaan/{job.id}/keadaan")
    assert answer.headers["Location"] == f"/arsip/pekerjaan/{job.id}"
