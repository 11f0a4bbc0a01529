"""Trying a working copy in the browser: forms, systems, the clock, and steps back."""

import re
from io import BytesIO
from json import dumps

import pytest

from app.ports import Office
from tests.web.conftest import Person
from tests.web.studio.trial.conftest import FORM, PAGE, SCENARIOS, TASK, asked, begin, do, put, step
from tests.web.test_task import PDF


def test_a_trial_begins_and_shows_what_waits_on_the_diagram_and_below_it(ana: Person) -> None:
    assert "Mulai percobaan" in ana.get(PAGE).text
    page = begin(ana)
    assert re.search(r'class="node userTask state-active[^"]*" id="coba-ajukan"', page)
    assert f'href="{TASK}/ajukan"' in page
    assert "17 Maret 2026, 09.00 WIB" in page
    assert "SIMULASI" in page


def test_the_form_is_the_one_that_staff_will_see_and_is_checked_as_theirs(ana: Person) -> None:
    begin(ana)
    form = ana.get(f"{TASK}/ajukan").text
    assert 'name="perusahaan_nama"' in form
    wrong = ana.post(f"{TASK}/ajukan", at="0", perusahaan_nama="PT Contoh", nib="12")
    assert wrong.status_code == 422
    assert 'value="PT Contoh"' in wrong.text
    assert "form-error" in wrong.text
    page = do(ana, "ajukan", perusahaan_nama="PT Contoh", nib="9999000000011")
    assert f'href="{TASK}/periksa"' in page
    assert "PT Contoh" in page
    assert ana.get(f"{TASK}/ajukan").status_code == 404


def test_sample_data_fill_the_form_and_are_taken_with_their_files(ana: Person) -> None:
    begin(ana)
    filled = ana.post(f"{TASK}/ajukan", at="0", _sample="1")
    assert filled.status_code == 200
    assert "PT &lt;b&gt;Contoh&lt;/b&gt;" in filled.text
    digest = "ab" * 32
    assert f'value="{digest} denah.pdf"' in filled.text
    files = {"file_denah": digest, "_stand_in": f"{digest} denah.pdf"}
    page = do(ana, "ajukan", perusahaan_nama="PT <b>Contoh</b>", nib="9999000000011", **files)
    assert "denah.pdf" in page
    assert "<b>Contoh</b>" not in page


def test_of_a_file_only_the_name_is_kept(ana: Person, office: Office) -> None:
    begin(ana)
    wrong = ana.post(f"{TASK}/ajukan", at="0", nib="1", file_denah=(BytesIO(PDF), "peta.pdf"))
    assert re.search(r'name="_stand_in" value="[0-9a-f]{64} peta.pdf"', wrong.text)
    refused = ana.post(f"{TASK}/ajukan", at="0", file_denah=(BytesIO(b"MZ"), "virus.exe"))
    assert refused.status_code == 422
    assert "virus.exe" in refused.text
    again = ana.post(f"{TASK}/ajukan", at="0", _stand_in=["x", "../../etc/passwd", f"{'a' * 64} x.exe"])
    assert again.status_code == 415
    assert not office.vault.has("ab" * 32)


def test_empty_places_for_files_are_filled_at_a_click(ana: Person) -> None:
    begin(ana)
    filled = ana.post(f"{TASK}/ajukan", at="0", _files="1", perusahaan_nama="PT Contoh")
    assert "file_denah.pdf" in filled.text
    assert 'value="PT Contoh"' in filled.text


def test_a_system_answers_as_usual_or_as_one_says_or_fails(ana: Person) -> None:
    page = asked(ana)
    assert "<code>siinas_pesan_id</code> = S-1" in page
    status, page = step(ana, deed="service", element="kirim", jawaban="gagal")
    assert "Sistem gagal, sesuai pilihan." in page
    assert status == 303
    _, page = step(ana, deed="retry", element="kirim")
    status, page = step(ana, deed="service", element="kirim", jawaban="sendiri", nilai="siinas_pesan_id = X-9\nrusak")
    assert (status, "“rusak” bukan baris" in page, "siinas_pesan_id = X-9\nrusak</textarea>" in page) == (
        400,
        True,
        True,
    )
    _, page = step(ana, deed="service", element="kirim", jawaban="sendiri", nilai="siinas_pesan_id = X-9\nbiaya = 5")
    assert "Berakhir di: Izin terbit" in page
    assert "X-9" in page


def test_the_clock_moves_by_a_time(ana: Person) -> None:
    begin(ana)
    _, page = step(ana, deed="wait", lama="2")
    assert "19 Maret 2026, 09.01 WIB" in page
    assert "Jam dimajukan P2D" in page
    status, page = step(ana, deed="wait", lama="besok")
    assert (status, "“BESOK” bukan durasi" in page) == (400, True)
    assert 'value="besok"' in page


def test_the_clock_moves_to_what_falls_due(ana: Person) -> None:
    timer = (
        '<bpmn:boundaryEvent id="lupa" name="Masa habis" attachedToRef="ajukan"><bpmn:outgoing>f_lupa</bpmn:outgoing>'
        "<bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>"
        '</bpmn:boundaryEvent><bpmn:endEvent id="e_lupa" name="Lewat waktu"><bpmn:incoming>f_lupa</bpmn:incoming>'
        '</bpmn:endEvent><bpmn:sequenceFlow id="f_lupa" sourceRef="lupa" targetRef="e_lupa" />'
    )
    diagram = ana.get("/studio/1/berkas/bpmn/process.bpmn").text
    lanes = "<bpmn:flowNodeRef>ajukan</bpmn:flowNodeRef>"
    diagram = diagram.replace(lanes, lanes + lanes.replace("ajukan", "lupa") + lanes.replace("ajukan", "e_lupa"))
    put(
        ana,
        "bpmn/process.bpmn",
        diagram.replace('<bpmn:userTask id="periksa"', f'{timer}<bpmn:userTask id="periksa"').encode(),
    )
    page = begin(ana)
    assert "jatuh tempo 20 Maret 2026, 09.00 WIB" in page
    _, page = step(ana, deed="wait", sampai=re.search(r'name="sampai" value="(\d+)"', page)[1])
    assert "Berakhir di: Lewat waktu" in page
    assert "20 Maret 2026, 09.00 WIB" in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"deed": "terbang"}, 400),
        ({"deed": "service", "element": "kirim", "jawaban": "7"}, 400),
        ({"deed": "service", "element": "tiada", "jawaban": "gagal"}, 409),
        ({"deed": "service", "element": "ajukan", "jawaban": "galat:x"}, 409),
        ({"deed": "retry", "element": "x" * 5000}, 409),
        ({"deed": "wait", "sampai": "99999", "lama": "P1D\x00"}, 400),
        ({"deed": "service", "element": "kirim", "jawaban": "sendiri", "nilai": "[" * 3000 + " = 1"}, 400),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_a_sentence(ana: Person, fields: dict[str, str], status: int) -> None:
    begin(ana)
    got, page = step(ana, **fields)
    assert got == status
    assert 'role="alert"' in page
    assert "Belum ada langkah" in page


@pytest.mark.parametrize(
    "value", ["[" * 100_000, "[" * 500 + "]" * 500, "9" * 5000, "1e999", "NaN", r'"\ud800"', "[1,", "teks"]
)
def test_values_that_cannot_be_kept_as_they_are_are_texts(ana: Person, value: str) -> None:
    asked(ana)
    status, page = step(ana, deed="service", element="kirim", jawaban="sendiri", nilai=f"siinas_pesan_id = {value}")
    assert status == 303
    assert "Berakhir di" in page


def test_a_step_is_taken_back_and_another_window_is_told(ana: Person) -> None:
    asked(ana)
    stale = ana.post(f"{PAGE}/langkah", at="1", deed="wait", lama="1")
    assert (stale.status_code, "sudah berlanjut" in stale.text) == (409, True)
    assert ana.post(f"{TASK}/terbitkan", at="0").status_code == 404
    assert ana.post(f"{PAGE}/mundur", at="3", ke="1").status_code == 303
    assert f'href="{TASK}/periksa"' in ana.get(PAGE).text
    assert ana.post(f"{PAGE}/mundur", at="1", ke="x").status_code == 400
    assert ana.post(f"{TASK}/periksa", at="0", hasil="lengkap", nilai_uji="9").status_code == 409
    ana.post(f"{PAGE}/buang")
    assert "Percobaan telah dibuang" in ana.get(PAGE).text


def test_a_trial_begins_when_one_says_and_may_take_up_an_earlier_case(ana: Person) -> None:
    assert ana.post(PAGE, mulai="2026-12-24T08:00").status_code == 303
    assert "24 Desember 2026, 08.00 WIB" in ana.get(PAGE).text
    wrong = ana.post(PAGE, mulai="kemarin")
    assert (wrong.status_code, "“kemarin” bukan tanggal" in wrong.text) == (400, True)
    assert ana.post(PAGE, lanjutan="terbit").status_code == 303
    assert "Melanjutkan permohonan dari skenario terbit" in ana.get(PAGE).text
    assert ana.post(PAGE, lanjutan="tiada").status_code == 400


def test_where_the_story_does_not_fit_any_more_one_goes_back(ana: Person) -> None:
    asked(ana)
    asks = [{"id": "a", "type": "textfield", "key": "baru", "label": "Baru", "validate": {"required": True}}]
    form = dumps({**FORM, "id": "periksa", "components": asks}).encode()
    put(ana, "forms/periksa.form", form)
    page = ana.get(PAGE).text
    assert "Langkah 2 (Dikerjakan: Memeriksa kelengkapan) tidak dapat diambil: baru:" in page
    assert 'name="ke" value="1"' in page
    ana.post(f"{PAGE}/mundur", at="3", ke="1")
    page = ana.get(PAGE).text
    assert "tidak dapat diambil" not in page
    assert f'href="{TASK}/periksa"' in page


def test_changed_files_that_still_fit_are_told_of(ana: Person) -> None:
    asked(ana)
    put(ana, "forms/tarik.form", ana.get("/studio/1/berkas/forms/tarik.form").data + b"\n")
    assert "Ceritanya masih cocok" in ana.get(PAGE).text


def test_with_errors_the_page_leads_to_them(ana: Person) -> None:
    begin(ana)
    put(ana, "forms/terbitkan.form", b"{}")
    page = ana.get(PAGE)
    assert page.status_code == 200
    assert "mengandung kesalahan" in page.text
    refused = ana.post(PAGE)
    assert refused.status_code == 422
    assert ana.get(f"{TASK}/ajukan").status_code == 404
    assert "Ada 1 kesalahan" in ana.get(SCENARIOS).text
    assert ana.post(SCENARIOS).status_code == 422
    assert "mengandung kesalahan" in ana.get(f"{SCENARIOS}/terbit").text


def test_a_closed_copy_is_not_played_any_more(ana: Person) -> None:
    begin(ana)
    ana.post("/studio/1/buang")
    page = ana.get(PAGE)
    assert page.status_code == 200
    assert "Buka tugas" not in page.text
    assert ana.post(f"{PAGE}/langkah", at="0", deed="wait", lama="1").status_code == 409
