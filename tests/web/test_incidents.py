"""What has stopped: seen, corrected, tried again or cancelled by a supervisor."""

import pytest

from app.web.desk.correction import Correction, NotReadable
from tests.web.conftest import Walk


def stopped(walk: Walk) -> int:
    """A case whose process cannot go on, because a value it needs was taken away; answers the task."""
    walk.start()
    walk.apply()
    supervisor = walk.come("pengawas")
    supervisor.post(f"/permohonan/{walk.number}/koreksi", variable="ambang", kind="nothing", reason="Salah ketik.")
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    return walk.task("periksa")


def test_without_incidents_the_room_says_so(come) -> None:
    assert "Tidak ada yang terhenti." in come("pengawas").get("/kendala").text


def test_a_supervisor_reads_why_it_stopped(walk: Walk, come) -> None:
    stopped(walk)
    supervisor = come("pengawas")
    for path in ("/kendala", f"/permohonan/{walk.number}", f"/permohonan/{walk.number}/koreksi"):
        assert "nilai_uji &gt; ambang" in supervisor.get(path).text
    page = walk.case("operator").text
    assert '<span class="chip bad">Terhenti: perlu perbaikan</span>' in page
    assert "“Memeriksa kelengkapan” terhenti dan perlu perbaikan." in page


def test_an_applicant_is_not_bothered_with_the_reason(walk: Walk) -> None:
    stopped(walk)
    page = walk.case("pemohon").text
    assert "Ada kendala teknis." in page
    assert "ambang" not in page
    assert "Coba lagi" not in page


def test_the_operator_is_not_offered_a_correction(walk: Walk) -> None:
    stopped(walk)
    assert "Perbaiki data" not in walk.case("operator").text


def test_corrected_and_tried_again_the_case_goes_on(walk: Walk, come) -> None:
    work, supervisor = stopped(walk), come("pengawas")
    path = f"/permohonan/{walk.number}/koreksi"
    supervisor.get(path)
    answer = supervisor.post(path, variable="ambang", kind="number", text="4,5", reason="Ambang yang benar.")
    assert answer.status_code == 303
    answer = supervisor.post(f"/tugas/{work}/ulangi", note="Sudah diperbaiki.")
    assert answer.headers["Location"] == f"/permohonan/{walk.number}"
    page = supervisor.get(f"/permohonan/{walk.number}").text
    assert "Menerbitkan izin" in page
    assert "Contoh Lestari, S.E. memperbaiki data permohonan. <q>Ambang yang benar.</q>" in page
    assert "<q>Sudah diperbaiki.</q>" in page


def test_tried_again_without_a_correction_it_stops_again(walk: Walk, come) -> None:
    work, supervisor = stopped(walk), come("pengawas")
    answer = supervisor.post(f"/tugas/{work}/ulangi")
    assert answer.status_code == 422
    assert "Proses tidak dapat berlanjut pada" in answer.text
    assert "ambang" in supervisor.get("/kendala").text


def test_what_is_no_incident_cannot_be_tried_again(walk: Walk, come) -> None:
    walk.start()
    assert come("pengawas").post(f"/tugas/{walk.task('ajukan')}/ulangi").status_code == 409


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"variable": "nilai_uji", "kind": "number", "text": "empat", "reason": "x"}, "tidak dapat dibaca"),
        ({"variable": "", "kind": "text", "text": "x", "reason": "x"}, "Sebutkan nama variabel"),
        ({"variable": "nilai_uji", "kind": "number", "text": "4", "reason": " "}, "Tuliskan alasannya."),
        ({"variable": "nomor_kasus", "kind": "text", "text": "X", "reason": "x"}, "nomor_kasus tidak dapat diubah"),
    ],
)
def test_a_correction_that_cannot_be_made_is_kept_on_the_page(walk: Walk, come, fields: dict, words: str) -> None:
    walk.start()
    answer = come("pengawas").post(f"/permohonan/{walk.number}/koreksi", **fields)
    assert answer.status_code >= 400
    assert words in answer.text
    assert f'value="{fields["variable"]}" required' in answer.text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "08123", "08123"),
        ("number", "1250", 1250),
        ("number", "12,5", 12.5),
        ("yes", "", True),
        ("no", "", False),
        ("nothing", "x", None),
        ("json", '[{"nama": "Ketel"}]', [{"nama": "Ketel"}]),
    ],
)
def test_a_value_is_read_as_it_was_chosen(kind: str, text: str, value: object) -> None:
    assert Correction("nama", kind, text, "").variables() == {"nama": value}


@pytest.mark.parametrize(
    ("kind", "text"),
    [("number", "NaN"), ("number", "1e999999"), ("json", "{"), ("json", "NaN"), ("json", "[" * 100_000), ("boo", "x")],
)
def test_a_value_that_cannot_be_read_is_refused(kind: str, text: str) -> None:
    with pytest.raises(NotReadable):
        Correction("nama", kind, text, "").variables()


def test_a_case_is_cancelled_with_a_reason_only(walk: Walk, come) -> None:
    walk.start()
    supervisor, path = come("pengawas"), f"/permohonan/{walk.number}/batal"
    assert "Permohonan langsung ditutup" in supervisor.get(path).text
    answer = supervisor.post(path, reason=" ")
    assert answer.status_code == 400
    assert "Tuliskan alasannya." in answer.text
    assert supervisor.post(path, reason="Permohonan ganda.").status_code == 303
    page = supervisor.get(f"/permohonan/{walk.number}").text
    assert '<span class="chip quiet">Dibatalkan</span>' in page
    assert "Contoh Lestari, S.E. membatalkan permohonan. <q>Permohonan ganda.</q>" in page
    assert supervisor.post(path, reason="Lagi.").status_code == 409
