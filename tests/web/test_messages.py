"""Messages on the page of a case."""

from io import BytesIO

from tests.web.conftest import Walk
from tests.web.test_task import PDF

HOSTILE = '<img src=x onerror="alert(1)">{{7*7}}'


def test_both_sides_read_what_was_written(walk: Walk, come) -> None:
    walk.start()
    answer = come("pemohon").post(f"/permohonan/{walk.number}/pesan", text="Kapan selesai?")
    assert answer.headers["Location"] == f"/permohonan/{walk.number}#messages"
    come("operator").post(f"/permohonan/{walk.number}/pesan", text="Besok.")
    theirs, ours = walk.case("pemohon").text, walk.case("operator").text
    for page in (theirs, ours):
        assert '<p class="said">Kapan selesai?</p>' in page
        assert '<p class="said">Besok.</p>' in page
        assert "mengirim pesan." in page
    assert "<strong>Dinas</strong>" in theirs
    assert "Ramadhan" not in theirs
    assert "<strong>Contoh Ramadhan, A.Md.</strong>" in ours


def test_a_message_may_carry_files(walk: Walk, come) -> None:
    walk.start()
    operator = come("operator")
    files = [(BytesIO(PDF), "satu.pdf"), (BytesIO(PDF + b"2"), "dua.pdf")]
    operator.post(f"/permohonan/{walk.number}/pesan", text="Lihat berkas.", files=files)
    talk = walk.case("pemohon").text.split('id="messages"')[1]
    assert "satu.pdf" in talk
    assert "dua.pdf" in talk
    assert come("pemohon").get("/berkas/1").status_code == 200
    assert come("pemohon2").get("/berkas/1").status_code == 404


def test_a_file_that_cannot_be_taken_loses_nothing_that_was_written(walk: Walk, come) -> None:
    walk.start()
    answer = come("operator").post(
        f"/permohonan/{walk.number}/pesan", text="Panjang dan penting.", files=(BytesIO(b"MZ"), "virus.exe")
    )
    assert answer.status_code == 415
    assert "Panjang dan penting.</textarea>" in answer.text
    assert "virus.exe" in answer.text


def test_a_message_without_a_text_is_none_and_its_files_stay_out(walk: Walk, come) -> None:
    walk.start()
    person = come("pemohon")
    answer = person.post(f"/permohonan/{walk.number}/pesan", text=" ", files=(BytesIO(PDF), "denah.pdf"))
    assert answer.status_code == 400
    assert "Pesan berisi 1 sampai 4000 huruf." in answer.text
    assert "denah.pdf" not in walk.case("pemohon").text


def test_hostile_words_are_shown_and_do_nothing(walk: Walk, come) -> None:
    walk.start()
    come("pemohon").post(f"/permohonan/{walk.number}/pesan", text=HOSTILE)
    page = walk.case("operator").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=" in page


def test_who_only_reads_has_nothing_to_write_with(walk: Walk, come) -> None:
    walk.start()
    assert '<textarea name="text"' not in walk.case("auditor").text
    assert come("auditor").post(f"/permohonan/{walk.number}/pesan", text="x").status_code == 403


def test_there_is_a_page_to_write_on(walk: Walk, come) -> None:
    walk.start()
    assert "Tulis kepada dinas" in come("pemohon").get(f"/permohonan/{walk.number}/pesan").text
    assert "Tulis kepada pemohon" in come("operator").get(f"/permohonan/{walk.number}/pesan").text
    assert come("pemohon2").get(f"/permohonan/{walk.number}/pesan").status_code == 404


def test_after_the_end_one_may_write_but_attach_nothing(walk: Walk, come) -> None:
    walk.start()
    walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    page = walk.case("pemohon").text
    assert 'name="text"' in page
    assert 'name="files"' not in page
