"""`sop.toml` becomes the facts of an SOP, or is refused with a sentence."""

import pytest

from app.library.sop_toml import read_sop
from app.model.clock import ClockRule
from app.model.errors import Refused
from app.model.sop import FollowUp, Identity, LegalBasis, RequiredDocument, Row, Sop

SMALLEST = """
key = "cuti"
number_prefix = "CT"
title = "=nama"
business_key = "=nip"

[identity]
number = "1"
title = "CUTI"
agency = "DINAS"

[groups]
lane_pegawai = "pegawai"
"""

WHOLE = f"""
applicant_lane = "lane_pegawai"
applicant_notices = ["terbit"]
qualifications = ["Teliti"]
related = ["SOP Surat Masuk"]
equipment = ["Komputer"]
warnings = ["Jangan terlambat"]
records = ["Buku agenda"]
{SMALLEST}
lane_sistem = "sistem"

[clock]
days = 3
starts = "f_mulai"
stops = "terbit"
pauses = ["jawab"]

[follow_up]
after = ["belum"]
carry = ["nama"]

[variables]
ronde = 1
tarif = 0.5
nomor = "=null"
daftar = [{{ nama = "a" }}]

[connectors]
lane_sistem = "manual:pegawai"

[outcomes]
selesai = "Selesai"

[[legal_basis]]
text = "UU 5/2014"
status = "dicabut"
note = "UU 20/2023"

[rows.ajukan]
number = 1
text = "Mengajukan cuti"
kelengkapan = "Formulir"
waktu = ""
output = "Berkas"
keterangan = "-"
time_proposed = 5
text_en = "Apply for leave"

[added]
g1 = "Cabang"

[english]
"Mengajukan cuti" = "Apply for leave"

[[required_documents]]
name = "Surat dokter"
name_en = "Doctor's note"
help = "Dari puskesmas."
help_en = "From the health centre."
source = "Peraturan cuti"

[applicant_words]
ajukan = "Kami menunggu Anda."

[applicant_words_en]
ajukan = "We are waiting for you."
"""


def test_the_smallest_sop_says_who_it_is_and_who_works_in_its_lanes() -> None:
    identity = Identity(number="1", title="CUTI", agency="DINAS")
    expected = Sop("cuti", identity, "CT", "=nama", "=nip", {"lane_pegawai": "pegawai"})
    assert read_sop(SMALLEST.encode(), "cuti") == expected


def test_everything_an_sop_may_say_is_read() -> None:
    sop = read_sop(WHOLE.encode(), "cuti")
    assert sop.applicant_lane == "lane_pegawai"
    assert (sop.qualifications, sop.related, sop.equipment) == (("Teliti",), ("SOP Surat Masuk",), ("Komputer",))
    assert (sop.warnings, sop.records) == (("Jangan terlambat",), ("Buku agenda",))
    assert sop.clock == ClockRule(3, "f_mulai", "terbit", frozenset({"jawab"}))
    assert sop.follow_up == FollowUp(after=frozenset({"belum"}), carry=frozenset({"nama"}))
    assert sop.variables == {"ronde": 1, "tarif": 0.5, "nomor": "=null", "daftar": [{"nama": "a"}]}
    assert (sop.connectors, sop.outcomes) == ({"lane_sistem": "manual:pegawai"}, {"selesai": "Selesai"})
    assert sop.legal_basis == (LegalBasis("UU 5/2014", "dicabut", "UU 20/2023"),)
    row = Row(1, "Mengajukan cuti", "Formulir", "", "Berkas", "-", time_proposed=5, text_en="Apply for leave")
    assert sop.rows == {"ajukan": row}
    note = RequiredDocument(
        "Surat dokter", "Dari puskesmas.", "Peraturan cuti", "Doctor's note", "From the health centre."
    )
    assert sop.required_documents == (note,)
    assert (sop.applicant_words, sop.applicant_notices) == ({"ajukan": "Kami menunggu Anda."}, {"terbit"})
    assert sop.applicant_words_en == {"ajukan": "We are waiting for you."}
    assert (sop.added, sop.english) == ({"g1": "Cabang"}, {"Mengajukan cuti": "Apply for leave"})


def test_the_key_is_the_id_of_the_process() -> None:
    with pytest.raises(Refused, match="line 2: “key” must be “izin”, the id of the process in the diagram"):
        read_sop(SMALLEST.encode(), "izin")


@pytest.mark.parametrize("key", ["key", "number_prefix", "title", "business_key"])
def test_a_missing_key_is_named(key: str) -> None:
    lines = [line for line in SMALLEST.splitlines() if not line.startswith(f"{key} ")]
    with pytest.raises(Refused, match=rf"bpmn/sop\.toml: “{key}” is missing"):
        read_sop("\n".join([*lines[:4], *lines[4:]]).encode(), "cuti")


@pytest.mark.parametrize("table", ["identity", "groups"])
def test_a_missing_table_is_named(table: str) -> None:
    with pytest.raises(Refused, match=f"“{table}” is missing"):
        read_sop(SMALLEST.replace(f"[{table}]", "[added]").encode(), "cuti")


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("time_proposed = 5", "time_official = 5", r"“rows\.ajukan\.time_official” is not known here"),
        ("days = 3", "days = 3\nhours = 2", r"“clock\.hours” is not known here; .*“days”"),
        ("days = 3", "", r"“clock\.days” is missing"),
        ('starts = "f_mulai"', "starts = 3", r"“clock\.starts” must be a text"),
        ("number = 1", "number = 1.0", r"“rows\.ajukan\.number” must be a whole number"),
        ("ronde = 1", "ronde = 2026-01-01", r"“variables\.ronde” must be a value of JSON; write a date as a text"),
        ("tarif = 0.5", "tarif = inf", r"“variables\.tarif” must be a value of JSON"),
        ('nama = "a"', "nama = 10:00:00", r"“variables\.daftar” must be a value of JSON"),
        ('"manual:pegawai"', '"telepati"', r"“connectors\.lane_sistem” must be “simulator”, or “manual:” with one of"),
        (
            '"manual:pegawai"',
            '"manual:tamu"',
            r"“connectors\.lane_sistem” must be “simulator”, or “manual:” with one of",
        ),
        (
            'lane_sistem = "manual:pegawai"',
            'lane_lain = "simulator"',
            r"“connectors\.lane_lain” is a lane without a group",
        ),
        ('= "lane_pegawai"', '= "lane_x"', r"“applicant_lane” is “lane_x”, a lane without a group"),
        ("[added]", "[rows.lain]\nnumber = 1\ntext = ''\n[added]", r"“rows\.lain\.number” is 1, like that of “ajukan”"),
        ("[rows.ajukan]", "[rows]\nurutan = 1\n[rows.ajukan]", r"“rows\.urutan” must be a table"),
        ('after = ["belum"]', 'after = "belum"', r"“follow_up\.after” must be a list of texts"),
        ("[added]", "[tambahan]", r"“tambahan” is not known here"),
    ],
)
def test_what_an_sop_may_not_say_is_refused_with_its_line(written: str, instead: str, sentence: str) -> None:
    with pytest.raises(Refused, match=r"^bpmn/sop\.toml, line \d+: " + sentence):
        read_sop(WHOLE.replace(written, instead, 1).encode(), "cuti")
