"""Answers a form must refuse, at the field that is wrong, and answers it only warns of."""

import pytest

from tests.forms.test_forms_files import FORMS, level
from tests.forms.told import DEFAULTS, Variables, problems, warnings

MAYOR = {"bagian": "F", "tingkat": "mayor", "status": "terbuka", "uraian": "IPAL kurang.", "tindakan": "Perbesar IPAL."}
FOREIGN = {"status_permodalan": "PMA"}
MISSING = {"ada": "tidak", "catatan": "Belum diunggah."}
NOT_ASSESSED = {
    item.key: "tidak_dinilai"
    for item in level(FORMS["periksa_lapangan"].components)
    if item.key.startswith(("a_", "b_", "c_"))
}
CHAIR, SECRETARY, MEMBER = DEFAULTS["penugasan_tim"]["anggota"]

REFUSED = [
    ("a NIB of 12 digits", "ajukan_izin", {"nib": "999900000001"}, {}, "nib"),
    ("a NIB with letters", "ajukan_izin", {"nib": "99990000000AB"}, {}, "nib"),
    ("an NPWP of 14 digits", "ajukan_izin", {"npwp": "09900000100000"}, {}, "npwp"),
    ("the NPWP of an entity that does not begin with 0", "ajukan_izin", {"npwp": "6199011204750001"}, {}, "npwp"),
    ("a KBLI of 4 digits", "ajukan_izin", {"kbli": "1043"}, {}, "kbli"),
    ("a KBLI other than the licence's", "ajukan_izin", {"kbli": "10437"}, {}, "kbli"),
    ("less capacity after than before", "ajukan_izin", {"kapasitas_sesudah": 100000}, {}, "kapasitas_sesudah"),
    ("a capacity that does not add up", "ajukan_izin", {"kapasitas_sesudah": 180000.5}, {}, "kapasitas_sesudah"),
    ("no added capacity", "ajukan_izin", {"kapasitas_tambahan": 0}, {}, "kapasitas_tambahan"),
    ("swapped latitude and longitude", "ajukan_izin", {"lat": 110.612, "lon": 0.121}, {}, "lat"),
    ("a longitude beyond 180", "ajukan_izin", {"lon": 190}, {}, "lon"),
    ("a negative investment", "ajukan_izin", {"investasi_perluasan": -1}, {}, "investasi_perluasan"),
    ("a licence of tomorrow", "ajukan_izin", {"tanggal_izin_lama": "2026-11-24"}, {}, "tanggal_izin_lama"),
    ("an expansion elsewhere", "ajukan_izin", {"lokasi_sama": False}, {}, "lokasi_sama"),
    ("no declaration", "ajukan_izin", {"pernyataan": False}, {}, "pernyataan"),
    ("readiness in the past", "ajukan_verifikasi", {"tanggal_siap": "2026-11-22"}, {}, "tanggal_siap"),
    ("a permit id that does not begin with I-", "ajukan_verifikasi", {"id_izin": "X-1"}, {}, "id_izin"),
    ("a proxy without a letter", "ajukan_verifikasi", {"dikuasakan": "ya"}, {}, "kuasa_surat"),
    ("a NIK with month 13", "data_industri", {"pj_nik": "6199011213750001"}, {}, "pj_nik"),
    ("a NIK of 15 digits", "data_industri", {"pj_nik": "619901120475001"}, {}, "pj_nik"),
    ("no machine", "data_industri", {"mesin": []}, {}, "mesin"),
    ("no environment document", "data_industri", {"file_lingkungan": []}, {}, "file_lingkungan"),
    (
        "complete with a missing item",
        "periksa_kelengkapan",
        {"checklist": [MISSING, *DEFAULTS["periksa_kelengkapan"]["checklist"][1:]]},
        {},
        "checklist",
    ),
    ("foreign investment for the province", "periksa_kelengkapan", {}, FOREIGN, "kewenangan"),
    ("another authority, yet complete", "periksa_kelengkapan", {"kewenangan": "pusat"}, {}, "hasil_kelengkapan"),
    ("another authority without a reason", "periksa_kelengkapan", {"kewenangan": "pusat"}, {}, "alasan_kewenangan"),
    (
        "not our authority, yet the province",
        "periksa_kelengkapan",
        {"hasil_kelengkapan": "bukan_kewenangan", "catatan_pemohon": "Diteruskan ke kabupaten."},
        {},
        "hasil_kelengkapan",
    ),
    (
        "a return without a note",
        "periksa_kelengkapan",
        {"hasil_kelengkapan": "tidak_lengkap", "batas_perbaikan": "2026-12-23"},
        {},
        "catatan_pemohon",
    ),
    ("a team without a chair", "penugasan_tim", {"anggota": [SECRETARY, MEMBER]}, {}, "anggota"),
    ("a team of one", "penugasan_tim", {"anggota": [CHAIR]}, {}, "anggota"),
    ("work before the letter of assignment", "penugasan_tim", {"tugas_mulai": "2026-11-23"}, {}, "tugas_mulai"),
    ("work that ends before it begins", "penugasan_tim", {"tugas_selesai": "2026-11-23"}, {}, "tugas_selesai"),
    ("the Head of Division in his own name", "penugasan_tim", {"penandatangan_spt": "kabid"}, {}, "wewenang_spt"),
    (
        "to go on with an open question",
        "periksa_dokumen",
        {"dokumen": [{"dokumen": "NIB", "hasil": "klarifikasi", "temuan": "Tidak terbaca."}]},
        {},
        "kesimpulan_dokumen",
    ),
    (
        "a clarification without a question",
        "periksa_dokumen",
        {"kesimpulan_dokumen": "klarifikasi"},
        {},
        "klarifikasi_pertanyaan",
    ),
    (
        "a decision with a short reason",
        "putuskan_lapangan",
        {"alasan_lapangan": "Perlu dilihat."},
        {},
        "alasan_lapangan",
    ),
    (
        "an inspection before the letter of assignment",
        "periksa_lapangan",
        {"lapangan_mulai": "2026-11-23T09:30:00+07:00"},
        {},
        "lapangan_mulai",
    ),
    ("a field form nobody signed", "periksa_lapangan", {"lapangan_ttd_tim": False}, {}, "lapangan_ttd_tim"),
    ("a visit without photos", "periksa_lapangan", {"foto_mesin": []}, {}, "foto_mesin"),
    ("an item that does not conform, without a finding", "periksa_lapangan", {"temuan": []}, {}, "temuan"),
    ("a visit in which little was assessed", "periksa_lapangan", NOT_ASSESSED, {}, "status_lapangan"),
    ("a postponed visit without a date", "periksa_lapangan", {"status_lapangan": "dijadwal_ulang"}, {}, "jadwal_ulang"),
    ("ready with an open major finding", "buat_bap", {"temuan": [MAYOR]}, {}, "kesimpulan_bap"),
    (
        "not ready without a finding",
        "buat_bap",
        {"kesimpulan_bap": "BELUM SIAP", "alasan_bap": "Belum memenuhi."},
        {},
        "temuan",
    ),
    ("a record that the company has not signed", "buat_bap", {"bap_ttd_perusahaan": None}, {}, "bap_ttd_perusahaan"),
    ("a refusal to sign without a reason", "buat_bap", {"bap_ttd_perusahaan": "menolak"}, {}, "alasan_menolak"),
    ("a refusal to sign without a witness", "buat_bap", {"bap_ttd_perusahaan": "menolak"}, {}, "saksi"),
    ("a record before the letter of assignment", "buat_bap", {"tanggal_bap": "2026-11-20"}, {}, "tanggal_bap"),
    ("another capacity without a reason", "buat_bap", {"bap_kapasitas": 170000}, {}, "bap_alasan_kapasitas"),
    ("the initials of the Head of Division on a foreign case", "periksa_hasil", {}, FOREIGN, "hasil_periksa"),
    ("a return to nobody", "periksa_hasil", {"hasil_periksa": "kembalikan"}, {}, "kembali_ke"),
    ("a signature by hand without a scan", "persetujuan", {"jenis_ttd": "basah"}, {}, "file_surat"),
    ("a withdrawal without a reason", "tarik", {"alasan": ""}, {}, "alasan"),
]


@pytest.mark.parametrize(
    ("task", "answers", "known", "field"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_refused_is(task: str, answers: Variables, known: Variables, field: str):
    assert field in problems(task, answers, known)


WARNED = [
    ("a latitude outside West Kalimantan", "ajukan_izin", {"lat": -6.2}, "lat"),
    ("a longitude outside West Kalimantan", "ajukan_izin", {"lon": 106.8}, "lon"),
    ("an NPWP with a wrong check digit", "ajukan_izin", {"npwp": "0990000011000000"}, "npwp16"),
    ("an assignment that ends on a Saturday", "penugasan_tim", {"tugas_selesai": "2026-11-28"}, "tugas_hari_kerja"),
    ("an investment that does not add up", "data_industri", {"inv_lain": 5}, "inv_mesin"),
    ("a place 100 m away", "periksa_lapangan", {"lapangan_lat": 0.125}, "lapangan_lat"),
    ("less capacity than applied for", "periksa_lapangan", {"kapasitas_lapangan": 150000}, "kapasitas_lapangan"),
]


@pytest.mark.parametrize(("task", "answers", "field"), [case[1:] for case in WARNED], ids=[c[0] for c in WARNED])
def test_warned_of_but_accepted_is(task: str, answers: Variables, field: str):
    assert problems(task, answers, {}) == set()
    assert warnings(task, answers) == {field}
