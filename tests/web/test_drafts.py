"""Drafts and files while somebody works on a task, and what is carried through a sign-in."""

from io import BytesIO

import pytest

from app.model.desk import Draft
from tests.web.conftest import PASSWORD, Person, Walk
from tests.web.test_task import PDF

FACTS = {"Accept": "application/json"}


def draft(walk: Walk, work: int, login: str = "pemohon") -> Draft | None:
    with walk.office.store.reading() as reader:
        person = reader.user_by_login(login)
        assert person is not None
        return reader.draft(work, person.id)


def fetch(person: Person, path: str, **fields: object):
    """A post of a script."""
    data = {"csrf_token": person.token, **fields}
    return person.client.post(path, data=data, headers=FACTS, buffered=True)


def test_a_script_saves_a_draft_and_is_told_when(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    answer = fetch(person, f"/tugas/{work}/draf", perusahaan_nama="PT Con", nib="99")
    assert answer.json == {"words": "Tersimpan pukul 09.00", "at": "2026-03-17T02:00:00+00:00"}
    page = person.get(f"/tugas/{work}").text
    assert 'value="PT Con"' in page
    assert "Draf tersimpan pada 17 Maret 2026, 09.00 WIB" in page


def test_without_scripts_a_button_saves_the_draft_with_its_files(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    answer = person.post(f"/tugas/{work}/draf", nib="99", file_denah=(BytesIO(PDF), "denah.pdf"))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/tugas/{work}")
    page = person.get(f"/tugas/{work}").text
    assert "Tersimpan pukul 09.00" in page
    assert "Simpan denah.pdf" in page or "denah.pdf (" in page


def test_a_page_that_goes_away_leaves_its_draft_without_a_notice(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    assert person.post(f"/tugas/{work}/draf?leaving", nib="99").status_code == 200
    assert "Tersimpan pukul" not in person.get("/").text


def test_a_file_that_is_refused_with_a_draft_is_told_beside_its_field(walk: Walk, come) -> None:
    walk.start()
    work = walk.task("ajukan")
    answer = come("pemohon").post(f"/tugas/{work}/draf", nib="99", file_denah=(BytesIO(b"x"), "denah.exe"))
    assert answer.status_code == 415
    assert "denah.exe bukan salah satunya" in answer.text
    assert 'value="99"' in answer.text
    kept = draft(walk, work)
    assert kept is not None
    assert kept.answers["nib"] == "99"


def test_a_file_that_is_refused_when_the_task_is_completed_leaves_the_answers_in_a_draft(
    walk: Walk, monkeypatch
) -> None:
    monkeypatch.setattr("app.actions.attach.LIMIT", 100)
    walk.start()
    work = walk.task("ajukan")
    answer = walk.apply(file_denah=(BytesIO(PDF + bytes(100)), "besar.pdf"))
    assert answer.status_code == 413
    kept = draft(walk, work)
    assert kept is not None
    assert kept.answers["perusahaan_nama"] == "PT Contoh"


def test_a_draft_is_thrown_away(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    person.post(f"/tugas/{work}/draf", nib="99")
    assert person.post(f"/tugas/{work}/draf/buang").status_code == 303
    page = person.get(f"/tugas/{work}").text
    assert "Draf sudah dibuang." in page
    assert 'value="99"' not in page


def test_a_draft_of_a_task_that_a_colleague_has_completed_can_still_be_copied(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    work, slow = walk.task("periksa"), come("operator2")
    slow.post(f"/tugas/{work}/draf", catatan="Denah <belum> ada.", hasil="kurang")
    walk.do("operator", "periksa", hasil="kurang")
    page = slow.get(f"/tugas/{work}").text
    assert "Contoh Ramadhan, A.Md. menyelesaikan tugas ini pada 17 Maret 2026, 09.00 WIB." in page
    assert "Hasil pemeriksaan: Tidak lengkap\nCatatan: Denah &lt;belum&gt; ada." in page
    assert fetch(slow, f"/tugas/{work}/draf", catatan="x").json == {"words": "Tugas ini sudah diselesaikan orang lain."}


def test_what_was_posted_too_late_can_be_copied_rows_and_all(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    walk.apply()
    rows = {"mesin": "", "mesin.0": "", "mesin.0.nama": "Ketel"}
    answer = person.post(f"/tugas/{work}", nib="12", file_denah=(BytesIO(PDF), "denah.pdf"), **rows)
    assert answer.status_code == 409
    assert "NIB: 12" in answer.text
    assert "Ketel" in answer.text
    assert "denah.pdf" in answer.text


def test_an_applicant_is_not_told_which_clerk_was_faster(walk: Walk, come, office) -> None:
    walk.start()
    work = walk.task("ajukan")
    walk.apply()
    page = come("pemohon").get(f"/tugas/{work}").text
    assert "Siti Contoh menyelesaikan tugas ini" in page
    work = walk.task("periksa")
    walk.do("operator", "periksa", hasil="kurang")
    assert "Dinas menyelesaikan tugas ini" in come("pemohon").get(f"/tugas/{work}").text


def test_a_file_is_uploaded_by_itself(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    answer = fetch(person, f"/tugas/{work}/berkas", file=(BytesIO(PDF), "denah.pdf"))
    assert answer.status_code == 201
    assert answer.json is not None
    assert (answer.json["name"], answer.json["size"]) == ("denah.pdf", "48 B")
    assert walk.apply(file_denah=answer.json["digest"]).status_code == 303
    assert "denah.pdf</a>" in walk.case("operator").text


def test_an_upload_without_a_file_or_of_the_wrong_kind_is_refused(walk: Walk, come) -> None:
    walk.start()
    work, person = walk.task("ajukan"), come("pemohon")
    assert fetch(person, f"/tugas/{work}/berkas").status_code == 400
    answer = fetch(person, f"/tugas/{work}/berkas", file=(BytesIO(b"x"), "a.exe"))
    assert answer.status_code == 415
    assert answer.json is not None
    assert "a.exe" in answer.json["words"]


@pytest.fixture
def expired(walk: Walk, come, hands) -> Person:
    """Somebody with the page of his task open, whose session has ended meanwhile."""
    walk.start()
    person = come("pemohon")
    person.get(f"/tugas/{walk.task('ajukan')}")
    hands.go_on(hours=1)
    return person


def test_after_the_session_has_ended_the_sign_in_carries_the_answers_along(walk: Walk, expired: Person) -> None:
    work = walk.task("ajukan")
    page = expired.post(f"/tugas/{work}", nib="99", perusahaan_nama='PT "A" <b>', **{"isian:login": "x"})
    assert page.status_code == 401
    assert 'name="isian:nib"' in page.text
    assert "PT &#34;A&#34; &lt;b&gt;" in page.text
    carried = {"work": str(work), "isian:nib": "99", "isian:perusahaan_nama": 'PT "A" <b>', "isian:csrf_token": "x"}
    wrong = expired.post("/masuk", login="pemohon", password="salah", **carried)
    assert 'name="isian:nib"' in wrong.text
    answer = expired.post("/masuk", login="pemohon", password=PASSWORD, **carried)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/tugas/{work}")
    kept = draft(walk, work)
    assert kept is not None
    assert kept.answers == {"nib": "99", "perusahaan_nama": 'PT "A" <b>'}


def test_a_script_is_told_that_the_session_has_ended(walk: Walk, expired: Person) -> None:
    answer = fetch(expired, f"/tugas/{walk.task('ajukan')}/draf", nib="99")
    assert answer.status_code == 401
    assert answer.json is not None
    assert "Silakan masuk" in answer.json["words"]


def test_a_page_of_somebody_else_puts_no_words_into_anybodys_mouth(walk: Walk, expired: Person, visitor) -> None:
    work = walk.task("ajukan")
    expired.token = "forged"
    assert "isian:nib" not in expired.post(f"/tugas/{work}", nib="99").text
    stranger = visitor().client.post(f"/tugas/{work}", data={"nib": "99"})
    assert stranger.status_code == 401
    assert "isian:nib" not in stranger.text


def test_only_answers_of_tasks_are_carried(walk: Walk, expired: Person) -> None:
    answer = expired.post(f"/tugas/{walk.task('ajukan')}/ambil", nib="99")
    assert answer.status_code == 401
    assert "isian:nib" not in answer.text


def test_answers_that_belong_to_no_task_are_left_behind(expired: Person) -> None:
    answer = expired.post("/masuk", login="pemohon", password=PASSWORD, work="x", **{"isian:nib": "99"})
    assert answer.headers["Location"] == "/"


def test_somebody_else_does_not_get_the_answers(walk: Walk, expired: Person) -> None:
    work = walk.task("ajukan")
    carried = {"work": str(work), "isian:nib": "99"}
    assert expired.post("/masuk", login="pemohon2", password=PASSWORD, **carried).status_code == 404
    assert draft(walk, work) is None
