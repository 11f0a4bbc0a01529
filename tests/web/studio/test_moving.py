"""Moving cases in a browser: what would be, the question, and what became of each case."""

from threading import Event

import pytest

from app.actions import migrate_job
from app.actions.migrate_job import MIGRATE
from app.actions.run_job import run_next
from app.model.definition import Deployment
from app.ports import Office
from tests.web.conftest import MORNING, Person, Walk, permit_bundle

PAGE = "/studio/sop/izin_kecil/pindah"
DIAGRAM = "bpmn/process.bpmn"


@pytest.fixture
def rina(come, walk: Walk, office: Office) -> Person:
    """A releaser; one case waits at its first task, and version 2 calls that otherwise."""
    office.jobs[MIGRATE] = migrate_job.migrate_job
    office.endings[MIGRATE] = migrate_job.put_down
    walk.start()
    bundle = permit_bundle()
    diagram = bundle.files[DIAGRAM].decode()
    renamed = bundle.replacing(DIAGRAM, diagram.replace('id="ajukan" name="', 'id="ajukan" name="Baru: ').encode())
    assert renamed.digest != bundle.digest
    with office.store.writing() as unit:
        unit.add_bundle(renamed)
        unit.add_deployment(Deployment("izin_kecil", 2, renamed.digest, "system", MORNING))
        unit.commit()
    return come("penerbit")


def number(page: str) -> str:
    return page.rpartition("/")[2]


def test_the_page_says_what_would_become_of_each_case(rina: Person, walk: Walk) -> None:
    page = rina.get(PAGE).text
    assert walk.number in page
    assert "1 dapat dipindah" in page
    assert "disebut “Baru: " in page
    assert walk.number not in rina.get(f"{PAGE}?lihat=tidak").text
    assert "Tidak ada permohonan berjalan di halaman ini" in rina.get(f"{PAGE}?ke=1").text
    assert rina.get(f"{PAGE}?ke=9").status_code == 404


def test_cases_are_moved_after_a_question_and_the_result_is_told(rina: Person, walk: Walk, office: Office) -> None:
    rina.get(PAGE)
    sure = rina.post(PAGE, ke="2", pilih="1", kasus=walk.number)
    assert "1 permohonan pindah ke versi 2" in sure.text
    job = rina.post(PAGE, ke="2", pilih="1", kasus=walk.number, yakin="1").headers["Location"]
    assert run_next(office, "w", Event())
    assert "selesai" in rina.get(job).text
    result = rina.get(f"/studio/pindah/{number(job)}").text
    assert walk.number in result
    assert "1 dipindah" in result
    history = rina.get("/studio/sop/izin_kecil").text
    assert f"Dipindahkan (1): {walk.number}" in history
    assert f'href="{PAGE}"' in history
    sheet = rina.get(f"/studio/pindah/{number(job)}/hasil.csv")
    assert f"{walk.number};" in sheet.text
    assert (
        "Contoh Wulandari memindah permohonan dari versi 1 ke versi 2." in rina.get(f"/permohonan/{walk.number}").text
    )
    assert "memindah" not in walk.come("pemohon").get(f"/permohonan/{walk.number}").text


def test_looking_at_all_cases_needs_no_question_and_moves_none(rina: Person, walk: Walk, office: Office) -> None:
    rina.get(PAGE)
    job = rina.post(PAGE, ke="2", coba="1").headers["Location"]
    assert run_next(office, "w", Event())
    assert "Apa yang akan terjadi" in rina.get(f"/studio/pindah/{number(job)}").text
    with office.store.reading() as reader:
        case = reader.instance_by_number(walk.number)
    assert case
    assert case.version == 1


def test_who_ticks_nothing_is_told_so(rina: Person) -> None:
    rina.get(PAGE)
    assert "Tidak ada permohonan yang dicentang." in rina.post(PAGE, ke="2", pilih="1").text


def test_only_releasers_come_here(rina: Person, come) -> None:
    for login in ("analis", "auditor", "pengawas", "operator"):
        assert come(login).get(PAGE).status_code == 403
    assert "Pindahkan permohonan" in rina.get("/studio").text
    assert "Pindahkan permohonan" not in come("analis").get("/studio").text
