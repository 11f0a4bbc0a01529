"""The page of a job keeps itself up to date, with scripts and without, and takes nothing out of anybody's hands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.model.job import Job, JobState
from app.ports import Store
from app.store.opening import open_store
from tests.benchmarks.server import Server
from tests.browser.conftest import Come

pytestmark = pytest.mark.browser


@pytest.fixture
def books(server: Server) -> Iterator[Store]:
    """The books of the running demo."""
    store = open_store(f"sqlite:///{server.data / 'lajur.db'}")
    yield store
    store.close()


@pytest.fixture
def running(books: Store) -> Job:
    """A job of the auditor's in the hands of a worker that is not the demo's own."""
    now = datetime.now(UTC)
    with books.writing() as unit:
        auditor = unit.user_by_login("auditor")
        assert auditor is not None
        fresh = Job(0, "hitung", {}, auditor.id, now, JobState.RUNNING, 1230, 10_000, owner="lain", started_at=now)
        job = unit.add_job(replace(fresh, leased_until=now + timedelta(hours=1)))
        unit.commit()
    return job


def become(books: Store, job: Job, **changes: Any) -> None:
    with books.writing() as unit:
        unit.save_job(replace(job, **changes))
        unit.commit()


@pytest.mark.parametrize("width", [390, 1280])
def test_progress_comes_by_itself_and_the_focus_stays_until_its_button_is_gone(
    come: Come, books: Store, running: Job, width: int
) -> None:
    visitor = come("auditor", width=width)
    page = visitor.page
    page.goto(f"/arsip/pekerjaan/{running.id}")
    page.get_by_text("1.230 dari 10.000").wait_for()
    button = page.get_by_role("button", name="Hentikan pekerjaan ini")
    button.focus()
    become(books, running, done=5000)
    page.get_by_text("5.000 dari 10.000").wait_for()
    assert button.evaluate("it => it === document.activeElement")
    become(books, running, done=10_000, state=JobState.DONE, finished_at=datetime.now(UTC))
    page.locator("[data-job-state]", has_text="selesai").wait_for()
    assert page.locator("[data-job]").evaluate("it => it === document.activeElement")
    assert button.count() == 0
    assert visitor.overflow() <= 0
    assert visitor.troubles == []


def test_without_scripts_the_page_comes_again_until_the_job_is_over(come: Come, books: Store, running: Job) -> None:
    page = come("auditor", scripts=False).page
    page.goto(f"/arsip/pekerjaan/{running.id}")
    page.get_by_text("1.230 dari 10.000").wait_for()
    become(books, running, done=10_000, state=JobState.DONE, finished_at=datetime.now(UTC))
    page.get_by_text("selesai").wait_for()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
