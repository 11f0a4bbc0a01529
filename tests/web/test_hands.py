"""A task passes on, is signed, or checks one's own work: what its page and the history say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from app.actions.absences import add_absence
from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.ports import Office
from app.web import WebSettings, create_app
from tests.web.conftest import MORNING, Hands, Person, Walk, permit_bundle
from tests.web.test_people import code, known, set_up

Come = Callable[[str], Person]
TODAY = date(2026, 3, 17)


def absent(office: Office, login: str, deputy: str = "") -> None:
    who = known(office, login)
    add_absence(office, who.id, TODAY, TODAY, deputy, by=who)


@pytest.fixture
def claimed(walk: Walk, come: Come) -> str:
    """The address of a task that the operator has taken on."""
    walk.start()
    walk.apply()
    address = f"/tugas/{walk.task('periksa')}"
    come("operator").post(f"{address}/ambil")
    return address


def test_a_task_is_handed_over_on_its_page(claimed: str, walk: Walk, come: Come) -> None:
    operator = come("operator")
    page = operator.get(claimed).text
    assert '<option value="operator2">Contoh Maharani, S.Si.</option>' in page
    operator.post(f"{claimed}/serahkan", to="operator2", reason="rapat")
    assert "Tugas ini sekarang pada Contoh Maharani, S.Si." in operator.get("/").text
    history = walk.case("operator").text
    assert "Contoh Ramadhan, A.Md. menyerahkan “Memeriksa kelengkapan” kepada Contoh Maharani, S.Si." in history
    assert "<q>rapat</q>" in history
    outside = walk.case("pemohon").text
    assert "menyerahkan" not in outside


def test_it_is_taken_over_from_who_is_absent(claimed: str, walk: Walk, come: Come, office: Office) -> None:
    colleague = come("operator2")
    assert "Ambil alih" not in colleague.get(claimed).text
    assert colleague.post(f"{claimed}/ambil-alih", reason="mendesak").status_code == 403
    absent(office, "operator")
    page = colleague.get(claimed).text
    assert "Contoh Ramadhan, A.Md. tidak hadir hari ini." in page
    assert "Ambil alih" in page
    assert colleague.post(f"{claimed}/ambil-alih", reason="").status_code == 400
    assert colleague.post(f"{claimed}/ambil-alih", reason="mendesak").headers["Location"] == claimed
    history = walk.case("operator").text
    assert "Contoh Maharani, S.Si. mengalihkan “Memeriksa kelengkapan” dari Contoh Ramadhan, A.Md." in history


def test_a_supervisor_gives_it_to_another(claimed: str, come: Come) -> None:
    supervisor = come("pengawas")
    page = supervisor.get(claimed).text
    assert '<option value="operator2">' in page
    assert "saya sendiri" not in page
    supervisor.post(f"{claimed}/ambil-alih", to="operator2", reason="lama")
    assert "Lepas tugas" in come("operator2").get(claimed).text


def test_a_deputy_works_in_the_place_of_the_absent_and_the_history_says_plh(
    walk: Walk, come: Come, office: Office
) -> None:
    walk.start()
    walk.apply()
    absent(office, "operator", "auditor")
    deputy, address = come("auditor"), f"/tugas/{walk.task('periksa')}"
    assert "Memeriksa kelengkapan" in deputy.get("/").text
    assert "Anda melakukan ini sebagai Plh. Contoh Ramadhan, A.Md." in deputy.get(address).text
    assert deputy.post(address, hasil="lengkap", nilai_uji="5").status_code == 303
    words = "Contoh Hidayat, S.T. (Plh. Contoh Ramadhan, A.Md.) menyelesaikan “Memeriksa kelengkapan”."
    assert words in walk.case("operator").text
    assert "Plh." not in walk.case("pemohon").text


@pytest.fixture
def signing(office: Office) -> Office:
    """The permit whose last task is a signature and checks the one before."""
    bundle = permit_bundle()
    task = b'<bpmn:userTask id="terbitkan" name="Menerbitkan izin" camunda:candidateGroups="operator">'
    start, found, rest = bundle.files[DIAGRAM].partition(task)
    extra = b'<camunda:property name="signs" value="true" /><camunda:property name="checks" value="periksa" />'
    rest = rest.replace(b"<camunda:properties>", b"<camunda:properties>" + extra, 1)
    bundle = bundle.replacing(DIAGRAM, start + found + rest)
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return office


@pytest.fixture
def unsigned(signing: Office, walk: Walk) -> str:
    """The address of a task that waits for a signature; the operator did the one before."""
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    return f"/tugas/{walk.task('terbitkan')}"


def test_who_has_no_second_factor_is_led_to_set_one_up(unsigned: str, come: Come) -> None:
    person = come("operator2")
    assert f'href="/saya/kode?next={unsigned}"' in person.get(unsigned).text
    answer = person.post(unsigned)
    assert answer.status_code == 403
    assert "diperlukan faktor kedua" in answer.text


def test_a_code_signs_and_is_good_for_five_minutes(
    unsigned: str, walk: Walk, come: Come, office: Office, hands: Hands
) -> None:
    person = come("operator2")
    set_up(office, person, "operator2", hands)
    assert 'name="_code"' in person.get(unsigned).text
    assert "Silakan tanda tangani" in person.post(unsigned).text
    wrong = person.post(unsigned, _code="000000")
    assert wrong.status_code == 403
    assert 'aria-invalid="true"' in wrong.text
    assert person.post(unsigned, _code=code(office, "operator2", hands)).status_code == 303
    assert "menyelesaikan “Menerbitkan izin”. Ditandatangani dengan faktor kedua." in walk.case("operator").text


def test_a_proof_of_a_moment_ago_asks_for_no_second_code(
    unsigned: str, walk: Walk, come: Come, office: Office, hands: Hands
) -> None:
    person = come("operator2")
    set_up(office, person, "operator2", hands)
    person.get(unsigned)
    person.post(unsigned, _code=code(office, "operator2", hands))
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    hands.go_on(minutes=4)
    address = f"/tugas/{walk.task('terbitkan')}"
    assert "lima menit terakhir" in person.get(address).text
    hands.go_on(minutes=2)
    assert person.post(address).status_code == 403
    assert 'name="_code"' in person.get(address).text


def test_guessing_codes_on_the_page_is_slowed_down(unsigned: str, come: Come, office: Office, hands: Hands) -> None:
    person = come("operator2")
    set_up(office, person, "operator2", hands)
    person.get(unsigned)
    for _ in range(5):
        person.post(unsigned, _code="000000")
    assert person.post(unsigned, _code=code(office, "operator2", hands)).status_code == 429


def test_own_work_is_warned_of_on_the_page_and_stands_in_the_history(
    unsigned: str, walk: Walk, come: Come, office: Office, hands: Hands
) -> None:
    person = come("operator")
    set_up(office, person, "operator", hands)
    assert "Ini pekerjaan Anda sendiri: Memeriksa kelengkapan." in person.get(unsigned).text
    assert "Ini pekerjaan Anda sendiri" not in come("operator2").get(unsigned).text
    person.post(unsigned, _code=code(office, "operator", hands))
    history = walk.case("auditor").text
    assert "pekerjaan sendiri: Memeriksa kelengkapan." in history
    assert "pekerjaan sendiri" not in walk.case("pemohon").text


def test_in_the_demo_a_signature_is_a_click_and_marked(unsigned: str, signing: Office, walk: Walk) -> None:
    with signing.store.writing() as unit:
        unit.save_user(replace(known(signing, "operator2"), password=""))
        unit.commit()
    settings = WebSettings("a secret of thirty-two characters", secure=False, demo=True)
    app: Flask = create_app(replace(signing, rehearsal=True), settings)
    person = Person(app.test_client())
    person.get("/masuk")
    person.post("/masuk/demo", login="operator2")
    assert "SIMULASI" in person.get(unsigned).text
    assert person.post(unsigned).status_code == 403
    assert person.post(unsigned, _simulate="1").status_code == 303
    assert "Ditandatangani (SIMULASI)." in walk.case("pemohon").text
