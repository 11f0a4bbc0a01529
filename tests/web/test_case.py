"""The page of a case, for staff and for the applicant; the list of cases; a second round."""

from io import BytesIO

from app.actions.perform import lease, perform
from tests.web.conftest import Hands, Walk
from tests.web.test_task import PDF


def checked(walk: Walk, hands: Hands) -> None:
    """A case that was returned once and is now with the operator to be issued."""
    walk.start()
    walk.apply(skala="kecil", **{"mesin": "", "mesin.0": "", "mesin.0.nama": "Ketel", "mesin.0.jumlah": "2"})
    hands.go_on(hours=1)
    walk.do("operator", "periksa", hasil="kurang", catatan="Denah belum ada.")
    hands.go_on(hours=1)
    walk.apply(
        tanggal_mulai="2026-04-01",
        waktu_survei="2026-04-01T09:30",
        jam_buka="08:00",
        investasi="1250,5",
        kawasan="on",
        file_denah=(BytesIO(PDF), "denah.pdf"),
    )
    hands.go_on(hours=1)
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")


def test_the_page_says_where_the_case_stands_and_who_has_it(walk: Walk, hands: Hands, come) -> None:
    checked(walk, hands)
    come("operator").post(f"/tugas/{walk.task('terbitkan')}/ambil")
    page = walk.case("auditor").text
    assert '<span class="chip calm">Diproses</span>' in page
    assert '<span class="chip calm">Sisa 5 hari kerja</span>' in page
    assert "Menerbitkan izin" in page
    assert "Operator · Contoh Ramadhan, A.Md." in page
    assert "Buka tugas" not in page
    assert "Buka tugas" in walk.case("operator").text


def test_it_waits_for_the_applicant(walk: Walk) -> None:
    walk.start()
    assert '<span class="chip warn">Menunggu pemohon</span>' in walk.case("operator").text


def test_the_history_tells_who_did_what(walk: Walk, hands: Hands) -> None:
    checked(walk, hands)
    told = walk.case("operator").text.split('<ol class="history"')[1]
    for words in (
        "Siti Contoh memulai permohonan.",
        "Siti Contoh menyelesaikan “Mengajukan izin”.",
        "Contoh Ramadhan, A.Md. menyelesaikan “Memeriksa kelengkapan”.",
        "Keputusan “Lengkap?”: Tidak lengkap.",
        "Keputusan “Lengkap?”: Lengkap.",
        "Waktu layanan dimulai; janji layanan 25 Maret 2026.",
        "“Menerbitkan izin” menunggu Operator.",
        "Siti Contoh melampirkan berkas “denah.pdf”.",
    ):
        assert words in told
    assert told.index("Menerbitkan izin") < told.index("memulai permohonan")  # the newest first
    assert "Permohonan ditarik" not in told  # that it may be withdrawn is no news


def test_the_way_is_told_as_a_list_too(walk: Walk, hands: Hands) -> None:
    checked(walk, hands)
    page = walk.case("operator").text
    steps = page.split('<details class="steps">')[1].split("</details>")[0]
    assert steps.count("<li") == 4
    assert "selesai, 2 kali · 17 Maret 2026, 12.00 WIB" in steps
    assert steps.count('aria-current="step"') == 1
    assert steps.count("belum") == 1
    named = ["Mengajukan izin", "Memeriksa kelengkapan", "Menerbitkan izin <em>(tambahan)</em>", "Mengirim ke SIINAS"]
    assert sorted(named, key=steps.index) == named
    assert 'id="el-f_lengkap"' in page
    assert "flow sequenceFlow taken" in page


def test_answers_are_shown_as_people_write_them(walk: Walk, hands: Hands) -> None:
    checked(walk, hands)
    page = "".join(walk.case("operator").text.split("What was answered")[0])
    for words in (
        "1 April 2026",
        "1.250,5",
        ">Ya<",
        ">Kecil<",
        "Denah belum ada.",
        "<td>Ketel</td>",
        "<td>2</td>",
        "Tidak lengkap",
    ):
        assert words in page
    assert "denah.pdf</a>" in page


def test_an_applicant_reads_of_the_office_the_lanes_and_not_the_persons(walk: Walk, hands: Hands, come) -> None:
    checked(walk, hands)
    come("operator").post(f"/tugas/{walk.task('terbitkan')}/ambil")
    page = walk.case("pemohon").text
    assert "Operator menyelesaikan “Memeriksa kelengkapan”." in page
    assert "Siti Contoh menyelesaikan “Mengajukan izin”." in page
    assert "Contoh Ramadhan" not in page
    assert "Denah belum ada." not in page
    assert "denah.pdf</a>" in page
    assert "mengambil" not in page


def test_a_case_that_has_ended_says_how(walk: Walk, hands: Hands, office) -> None:
    finished(walk, hands, office)
    page = walk.case("operator").text
    assert "Permohonan ini sudah berakhir: Izin terbit." in page
    assert "Permohonan berakhir: Izin terbit." in page
    assert "SIINAS menyelesaikan “Mengirim ke SIINAS”." in page
    assert "Selesai tepat waktu" in page
    assert 'class="node endEvent state-done" id="el-e_terbit"' in page


def finished(walk: Walk, hands: Hands, office) -> None:
    checked(walk, hands)
    walk.do("operator", "terbitkan")
    for work in lease(office, "a worker"):
        perform(office, work, "a worker")


def test_a_second_round_is_linked_to_the_first(walk: Walk, hands: Hands, office, come) -> None:
    finished(walk, hands, office)
    first, person = walk.number, come("pemohon")
    assert "Mulai putaran lanjutan" in person.get(f"/permohonan/{first}").text
    answer = person.post(f"/permohonan/{first}/lanjutan")
    page = person.get(answer.headers["Location"]).text
    assert "Putaran lanjutan dari" in page
    assert f"/permohonan/{first}" in page
    assert "Mulai putaran lanjutan" not in walk.case("operator").text


def test_an_erased_payload_leaves_its_line(walk: Walk, hands: Hands, office) -> None:
    checked(walk, hands)
    with office.store.writing() as unit:
        instance = unit.instance_by_number(walk.number)
        number = next(e.number for e in unit.history(instance.id) if e.kind == "work:completed")
        unit.erase_payload(instance.id, number)
        unit.commit()
    page = walk.case("operator").text
    assert page.count("Siti Contoh menyelesaikan “Mengajukan izin”.") == 2
    assert "Ketel" not in page


def test_the_list_finds_by_text_and_status(walk: Walk, hands: Hands, come) -> None:
    checked(walk, hands)
    operator = come("operator")
    assert walk.number in operator.get("/permohonan?q=9999&status=running").text
    page = operator.get("/permohonan?status=ended").text
    assert walk.number not in page
    assert "Tidak ada permohonan yang cocok." in page
    assert walk.number in operator.get("/permohonan?status=nonsense").text


def test_the_list_has_pages_the_newest_first(come) -> None:
    person = come("pemohon")
    assert "Belum ada permohonan." in person.get("/permohonan").text
    for _ in range(26):
        person.post("/mulai/izin_kecil")
    first = person.get("/permohonan").text
    assert "IK-2026-00026" in first
    assert "IK-2026-00001<" not in first
    older = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    second = person.get(older).text
    assert "IK-2026-00001" in second
    assert "Ke halaman pertama" in second


def test_only_an_applicant_starts_a_case(come) -> None:
    assert "Izin Kecil" in come("pemohon").get("/mulai").text
    operator = come("operator")
    assert "Tidak ada yang dapat Anda mulai." in operator.get("/mulai").text
    assert operator.post("/mulai/izin_kecil").status_code == 403
    assert operator.post("/mulai/tidak_ada").status_code == 404
