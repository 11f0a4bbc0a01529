"""A whole case of Izin Perluasan in the browser: every activity by the people of its lane, up to the end."""

from datetime import datetime, timedelta

import pytest

from app.model.values import Json
from tests.browser.backstage import answers, person_of
from tests.browser.conftest import Come
from tests.browser.desk import Visitor
from tests.forms.told import DEFAULTS, VISITED, ZONE

pytestmark = pytest.mark.browser


def do(visitor: Visitor, number: str, task: str, **more: Json) -> None:
    visitor.open_task(number)
    visitor.fill({**answers(task), **more})
    visitor.complete()


def test_a_case_goes_from_the_first_activity_to_its_end_and_the_diagram_shows_the_way(come: Come):
    people = {login: come(login) for login in dict.fromkeys(map(person_of, VISITED))}
    number = people["pemohon"].start()
    done: set[str] = {"mulai"}
    for task in VISITED:
        visitor = people[person_of(task)]
        visitor.open_task(number)
        states = visitor.states()
        assert states["active"] == {task}
        assert done <= states["done"]
        visitor.fill(answers(task))
        visitor.complete()
        done.add(task)
    applicant = people["pemohon"]
    applicant.wait_for_state(number, "e1_efektif", "done")
    states = applicant.states()
    assert states["active"] == set()
    assert done | {"kirim_ba", "notifikasi_oss", "notifikasi_pemohon", "e1_efektif"} <= states["done"]
    assert applicant.page.locator("main .chips").first.inner_text().startswith("Berlaku efektif")
    people["operator"].page.goto(f"/permohonan/{number}")
    assert "SIMULASI" in people["operator"].page.inner_text("main")


def test_without_scripts_a_case_is_filled_in_returned_and_filled_in_again(come: Come):
    applicant, operator = come("pemohon", scripts=False), come("operator", scripts=False)
    number = applicant.start()
    for task in VISITED[:3]:
        do(applicant, number, task)
    missing = [{"item": "NPWP", "ada": "tidak", "sesuai": False, "catatan": "Belum diunggah."}]
    checklist = [missing[0] if row["item"] == "NPWP" else row for row in DEFAULTS["periksa_kelengkapan"]["checklist"]]
    due = str(datetime.now(ZONE).date() + timedelta(days=30))
    do(
        operator,
        number,
        "periksa_kelengkapan",
        checklist=checklist,
        hasil_kelengkapan="tidak_lengkap",
        catatan_pemohon="Unggah NPWP.",
        batas_perbaikan=due,
    )
    do(operator, number, "kembalikan_berkas")
    applicant.open_task(number)
    assert applicant.states()["active"] == {"data_industri"}
    assert "Daftar mesin perluasan belum diisi lengkap." in applicant.page.inner_text("main")
    applicant.complete()
    operator.open_task(number)
    assert operator.states()["active"] == {"periksa_kelengkapan"}


def test_with_sample_data_a_newcomer_goes_on_at_two_clicks_a_task(come: Come):
    applicant = come("pemohon", scripts=False)
    number = applicant.start()
    for _ in VISITED[:2]:
        applicant.open_task(number)
        applicant.go(applicant.page.get_by_role("button", name="Isi dengan data contoh"))
        applicant.complete()
    applicant.open_task(number)
    assert applicant.states()["active"] == {VISITED[2]}
