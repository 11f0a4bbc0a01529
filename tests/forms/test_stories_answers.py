"""The answers of the acceptance stories against the forms they are given to, and the answers that must be refused."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.form import decode, fill, validate
from app.library.stories import read_stories
from app.model.errors import Invalid
from app.model.story import Deed, Story
from app.model.values import Json
from tests.forms.test_forms_files import FORMS, level

ROOT = Path(__file__).parents[2]
STORIES = read_stories((ROOT / "bpmn" / "izin_perluasan" / "scenarios.toml").read_bytes())
DEFAULTS = STORIES["field_visit"].defaults
ZONE = ZoneInfo("Asia/Pontianak")
FIRST = {"ronde": 1, "masa_perbaikan": "P30D", "masa_pengajuan": "P365D", "kasus_asal": None}
#: What a linked second round takes over: what the applicant has answered.
CARRIED = {
    component.key
    for form in ("ajukan_izin", "ajukan_verifikasi", "data_industri")
    for component in level(FORMS[form].components)
}

Variables = dict[str, Json]


def told(story: Story) -> tuple[Variables, datetime, Mapping[str, tuple[Variables, datetime]]]:
    """Fold a story: the variables and the time at its end, and as they were before each task (the last time)."""
    variables: Variables = {**FIRST, "nomor_kasus": "IP-2026-00001"}
    now = story.starts_at
    if story.continues:
        earlier, now, _ = told(STORIES[story.continues])
        variables |= {key: value for key, value in earlier.items() if key in CARRIED}
        variables |= {"nomor_kasus": "IP-2027-00001", "kasus_asal": "IP-2026-00001"}
    before: dict[str, tuple[Variables, datetime]] = {}
    for step in story.steps:
        if step.deed is Deed.WAIT:
            now += duration(step.subject)
        elif step.deed is not Deed.RETRY:
            before[step.subject] = (dict(variables), now)
            answers = {**story.defaults[step.subject], **step.answers}
            variables |= validate(FORMS[step.subject], answers, variables, now=now, zone=ZONE)
    return variables, now, before


def duration(text: str) -> timedelta:
    days, hours = re.fullmatch(r"P(?:(\d+)D)?(?:T(\d+)H)?", text).groups("0")
    return timedelta(days=int(days), hours=int(hours))


VISIT, END, BEFORE = told(STORIES["field_visit"])


def problems(task: str, answers: Mapping[str, Json], known: Mapping[str, Json]) -> set[str]:
    """The fields that are wrong when `answers` override the default answers of a task of the field visit."""
    before, now = BEFORE.get(task, (VISIT, END))
    try:
        validate(FORMS[task], {**DEFAULTS[task], **answers}, {**before, **known}, now=now, zone=ZONE)
    except Invalid as invalid:
        return set(invalid.problems)
    return set()


def warnings(task: str, answers: Mapping[str, Json], before: Variables, now: datetime) -> set[str]:
    view = fill(FORMS[task], before, answers={**DEFAULTS[task], **answers}, now=now, zone=ZONE)
    return {field.path for field in view.warnings}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_answer_of_a_story_is_valid(story: Story):
    told(story)


@pytest.mark.parametrize("task", DEFAULTS)
def test_the_default_answers_of_a_task_are_valid(task: str):
    assert problems(task, {}, {}) == set()


def test_every_form_has_default_answers():
    assert DEFAULTS.keys() == FORMS.keys()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_answers_nothing_that_its_form_does_not_ask(story: Story):
    for step in story.steps:
        if step.deed in (Deed.TASK, Deed.SEND):
            asked = {component.key for component in level(FORMS[step.subject].components) if not component.readonly}
            assert step.answers.keys() <= asked
            assert story.defaults[step.subject].keys() <= asked


@pytest.mark.parametrize("task", BEFORE)
def test_no_answer_of_the_field_visit_raises_a_warning(task: str):
    assert warnings(task, {}, *BEFORE[task]) == set()


def test_the_stories_reach_every_end():
    assert {story.ends for story in STORIES.values()} == {
        "e1_efektif",
        "e2_belum_siap",
        "e3_komitmen_lain",
        "e4_ditarik",
        "e5_lewat_masa",
        "e6_bukan_kewenangan",
    }


MAYOR = {"bagian": "F", "tingkat": "mayor", "status": "terbuka", "uraian": "IPAL kurang.", "tindakan": "Perbesar IPAL."}
FOREIGN = {"status_permodalan": "PMA"}
BAD_ROW = {"item": "Akta", "ada": "tidak", "sesuai": False}
OTHER_FILE = {"name": "bap-lain.pdf", "digest": "f" * 64, "size": 10, "media_type": "application/pdf"}
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
    ("complete with a missing item", "periksa_kelengkapan", {"checklist": [BAD_ROW]}, {}, "checklist"),
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
    ("a postponed visit without a date", "periksa_lapangan", {"status_lapangan": "dijadwal_ulang"}, {}, "jadwal_ulang"),
    ("ready with an open major finding", "buat_bap", {"temuan": [MAYOR]}, {}, "kesimpulan_bap"),
    (
        "not ready without a finding",
        "buat_bap",
        {"kesimpulan_bap": "BELUM SIAP", "alasan_bap": "Belum memenuhi."},
        {},
        "temuan",
    ),
    ("a record that the company has not signed", "buat_bap", {"bap_ttd_perusahaan": None}, {}, "alasan_menolak"),
    ("a refusal to sign without a witness", "buat_bap", {"bap_ttd_perusahaan": "menolak"}, {}, "saksi"),
    ("a record before the letter of assignment", "buat_bap", {"tanggal_bap": "2026-11-20"}, {}, "tanggal_bap"),
    ("another capacity without a reason", "buat_bap", {"bap_kapasitas": 170000}, {}, "bap_alasan_kapasitas"),
    ("the initials of the Head of Division on a foreign case", "periksa_hasil", {}, FOREIGN, "hasil_periksa"),
    ("a return to nobody", "periksa_hasil", {"hasil_periksa": "kembalikan"}, {}, "kembali_ke"),
    ("a signature by hand without a scan", "persetujuan", {"jenis_ttd": "basah"}, {}, "file_surat"),
    ("an upload of another file", "unggah_bap", {"file_bap_unggah": [OTHER_FILE]}, {}, "file_bap_unggah"),
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
    ("an investment that does not add up", "data_industri", {"inv_lain": 5}, "inv_jumlah"),
    ("a place 100 m away", "periksa_lapangan", {"lapangan_lat": 0.125}, "lapangan_deviasi"),
    ("less capacity than applied for", "periksa_lapangan", {"kapasitas_lapangan": 150000}, "kapasitas_lapangan"),
]


@pytest.mark.parametrize(("task", "answers", "field"), [case[1:] for case in WARNED], ids=[c[0] for c in WARNED])
def test_warned_of_but_accepted_is(task: str, answers: Variables, field: str):
    assert problems(task, answers, {}) == set()
    assert warnings(task, answers, *BEFORE[task]) == {field}


@pytest.mark.parametrize("npwp", ["990000010000000", "0990000010000000"])
def test_an_npwp_is_kept_with_16_digits(npwp: str):
    before, now = BEFORE["ajukan_izin"]
    given = validate(FORMS["ajukan_izin"], {**DEFAULTS["ajukan_izin"], "npwp": npwp}, before, now=now, zone=ZONE)
    assert given["npwp16"] == "0990000010000000"


def test_the_place_and_the_increase_are_computed():
    assert (VISIT["kab_kota"], VISIT["persen_penambahan"]) == ("Kabupaten Sanggau", 50)


def test_each_return_counts_one_round():
    variables, _, _ = told(STORIES["returned_twice"])
    assert variables["ronde"] == 3


def test_a_corrected_record_is_a_new_version():
    assert VISIT["bap_versi"] == 1
    assert told(STORIES["head_of_division_returns_record"])[0]["bap_versi"] == 2


#: Tasks that ask for nothing new: the form as it is offered can be sent at once.
ONE_CLICK = ["surat_pengantar", "disposisi_kabid", "laporan_hasil", "perintah_unggah", "penugasan_unggah"]


@pytest.mark.parametrize("task", ONE_CLICK)
def test_one_click_is_enough_for(task: str):
    before, now = BEFORE[task]
    view = fill(FORMS[task], before, now=now, zone=ZONE)
    validate(FORMS[task], decode(FORMS[task], posted(view.fields)), before, now=now, zone=ZONE)


def posted(fields) -> dict[str, list[str]]:
    """What a browser sends when a form is submitted as it was drawn."""
    sent: dict[str, list[str]] = {}
    for field in fields:
        for row in field.rows:
            sent |= posted(row.fields)
        if field.options:
            sent[field.path] = [choice.value for choice in field.options if choice.chosen]
        elif isinstance(field.value, str):
            sent[field.path] = [field.value]
    return sent
