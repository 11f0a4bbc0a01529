"""The page of a task: its form, what the SOP says, and what becomes of the answers."""

from io import BytesIO

from tests.web.conftest import Walk

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def test_the_page_tells_what_the_sop_says_and_marks_proposals(walk: Walk, come) -> None:
    walk.start()
    page = come("pemohon").get(f"/tugas/{walk.task('ajukan')}").text
    assert '<h1><span class="row">1</span> Mengajukan izin</h1>' in page
    assert "Mengajukan Izin Kecil melalui OSS" in page
    assert "Akun OSS" in page
    assert '30 menit <span class="chip quiet">usulan</span>' in page
    assert 'class="node userTask state-active" id="el-ajukan"' in page


def test_completing_leads_on_without_drawing_anything(walk: Walk, come) -> None:
    walk.start()
    answer = walk.apply()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/permohonan/{walk.number}")
    assert "Memeriksa kelengkapan" in walk.case("operator").text


def test_what_is_wrong_stands_beside_its_field_and_the_answers_are_kept(walk: Walk) -> None:
    walk.start()
    answer = walk.apply(nib="12", skala="besar")
    assert answer.status_code == 422
    assert 'value="PT Contoh"' in answer.text
    assert 'value="12"' in answer.text
    assert "Perbaiki 1 isian." in answer.text
    assert "Bentuknya tidak sesuai." in answer.text
    assert "Mengajukan izin" in walk.case("pemohon").text


def test_a_row_is_added_without_completing_anything(walk: Walk) -> None:
    walk.start()
    answer = walk.apply(_add="mesin", **{"mesin": "", "mesin.0": "", "mesin.0.nama": "Ketel"})
    assert answer.status_code == 200
    assert 'value="Ketel"' in answer.text
    assert 'name="mesin.1.nama"' in answer.text
    assert walk.task("ajukan")


def test_files_become_attachments_and_the_answer_names_them(walk: Walk) -> None:
    walk.start()
    files = [(BytesIO(PDF + bytes([n])), f"denah {n}.pdf") for n in (1, 2)]
    assert walk.apply(file_denah=files).status_code == 303
    page = walk.case("operator").text
    assert "Siti Contoh melampirkan 2 berkas: denah 1.pdf, denah 2.pdf." in page
    assert page.count("denah 1.pdf</a>") == 2  # in the answer and among the attachments


def test_a_file_survives_a_mistake_in_another_field(walk: Walk) -> None:
    walk.start()
    answer = walk.apply(nib="12", file_denah=(BytesIO(PDF), "denah.pdf"))
    assert answer.status_code == 422
    digest = answer.text.split('name="file_denah" value="')[2].split('"')[0]
    assert walk.apply(file_denah=digest).status_code == 303
    assert "denah.pdf</a>" in walk.case("operator").text


def test_a_file_field_left_empty_is_no_file(walk: Walk) -> None:
    walk.start()
    assert walk.apply(file_denah=(BytesIO(), "")).status_code == 303


def test_a_file_that_is_not_what_it_says_is_refused(walk: Walk) -> None:
    walk.start()
    answer = walk.apply(file_denah=(BytesIO(b"<script>alert(1)</script>"), "denah.pdf"))
    assert answer.status_code == 415
    assert "denah.pdf bukan salah satunya" in answer.text
    assert 'value="PT Contoh"' in answer.text
    assert walk.task("ajukan")


def test_nobody_refers_to_a_file_of_another_case(walk: Walk) -> None:
    walk.start()
    walk.apply(nib="12", file_denah=(BytesIO(PDF), "denah.pdf"))
    first, page = walk.number, walk.apply(nib="12", file_denah=(BytesIO(PDF), "denah.pdf")).text
    digest = page.split('name="file_denah" value="')[2].split('"')[0]
    walk.start()
    assert walk.number != first
    walk.apply(file_denah=digest)
    assert "denah.pdf" not in walk.case("pemohon").text


def test_a_task_without_a_form_that_is_not_in_the_sop_is_just_confirmed(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    page = come("operator").get(f"/tugas/{walk.task('terbitkan')}").text
    assert "Tidak ada yang perlu diisi." in page
    assert "Tidak tertulis pada SOP, tetapi ada dalam praktik." in page
    assert walk.do("operator", "terbitkan").status_code == 303


def test_a_task_somebody_else_has_completed(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    work, slow = walk.task("periksa"), come("operator2")
    walk.do("operator", "periksa", hasil="kurang")
    answer = slow.post(f"/tugas/{work}", hasil="lengkap")
    assert answer.status_code == 409
    assert "Tugas ini sudah diselesaikan orang lain." in answer.text
    page = slow.get(f"/tugas/{work}").text
    assert "Tugas ini sudah tidak terbuka." in page
    assert 'name="hasil"' not in page


def test_a_task_somebody_else_has_taken_on(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    work = walk.task("periksa")
    come("operator").post(f"/tugas/{work}/ambil")
    page = come("operator2").get(f"/tugas/{work}").text
    assert "Contoh Ramadhan, A.Md. sudah mengambil tugas ini." in page
    assert 'name="hasil"' not in page
    assert "Lepas tugas" in come("operator").get(f"/tugas/{work}").text
    assert "Lepas tugas" in come("pengawas").get(f"/tugas/{work}").text


def test_what_was_answered_before_stands_beside_the_form(walk: Walk, come) -> None:
    walk.start()
    walk.apply(investasi="37000000000", kawasan="on")
    page = come("operator").get(f"/tugas/{walk.task('periksa')}").text
    assert "Isian sebelumnya" in page
    assert "37.000.000.000" in page


def test_markup_in_an_answer_is_only_text(walk: Walk) -> None:
    walk.start()
    walk.apply(perusahaan_nama="<script>alert(1)</script> {{7*7}} %(x)s")
    page = walk.case("operator").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} %(x)s" in page
    assert "<script>alert" not in page


def test_withdrawing_asks_before_it_is_done(walk: Walk, come) -> None:
    walk.start()
    person = come("pemohon")
    assert "Penarikan permohonan" in person.get(f"/permohonan/{walk.number}").text
    page = person.get(f"/tugas/{walk.task('tarik')}").text
    assert "Permohonan langsung ditutup dan ini tidak dapat dibatalkan." in page
    assert "Tidak, kembali ke permohonan" in page
    assert walk.do("pemohon", "tarik", alasan="singkat").status_code == 422
    assert walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.").status_code == 303
    assert "Permohonan ini sudah berakhir: Ditarik pemohon." in walk.case("pemohon").text


def test_a_message_that_may_not_be_sent_any_more_is_not_offered(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    assert ">Penarikan permohonan</a>" not in walk.case("pemohon").text
    answer = walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    assert answer.status_code == 409
