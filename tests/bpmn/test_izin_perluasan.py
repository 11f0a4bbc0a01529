"""The diagram of Izin Perluasan against the source and against the names that forms, stories and rules rely on."""

from importlib.resources import files

from app.model.outline import Outline
from app.model.sop import Sop
from app.notation.diagram import Diagram
from app.notation.read import properties
from tests.bpmn.official_table import ROWS

LANES = (
    ("lane_pemohon", "Pemohon", "pemohon"),
    ("lane_oss", "OSS", "oss"),
    ("lane_siinas", "SIINAS", "siinas"),
    ("lane_operator", "Operator", "operator"),
    ("lane_kasi", "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri", "kasi"),
    ("lane_kabid", "Kepala Bidang Perindustrian", "kabid"),
    ("lane_tim", "Tim Teknis", "tim_teknis"),
    ("lane_kadis", "Kepala Dinas", "kadis"),
)

ENDS = {
    "e1_efektif": "IP berlaku efektif",
    "e2_belum_siap": "IP belum berlaku efektif: verifikasi teknis belum siap",
    "e3_komitmen_lain": "IP belum berlaku efektif: komitmen lain belum terpenuhi",
    "e4_ditarik": "Ditarik pemohon",
    "e5_lewat_masa": "Lewat masa perbaikan",
    "e6_bukan_kewenangan": "Diteruskan: bukan kewenangan provinsi",
}

#: Decisions: flow -> gateway, name, condition (None: the default flow), next element.
DECISIONS = {
    "f_lanjutan": ("g0_lanjutan", "Ya", "=kasus_asal != null", "ajukan_verifikasi"),
    "f_baru": ("g0_lanjutan", "Tidak", None, "ajukan_izin"),
    "f_lengkap": ("g1_kelengkapan", "Lengkap", '=hasil_kelengkapan = "lengkap"', "surat_pengantar"),
    "f_bukan_kewenangan": (
        "g1_kelengkapan",
        "Bukan kewenangan provinsi",
        '=hasil_kelengkapan = "bukan_kewenangan"',
        "e6_bukan_kewenangan",
    ),
    "f_tidak_lengkap": ("g1_kelengkapan", "Tidak lengkap", None, "kembalikan_berkas"),
    "f_klarifikasi": ("g1c_klarifikasi", "Ya", '=kesimpulan_dokumen = "klarifikasi"', "jawab_klarifikasi"),
    "f_lanjut": ("g1c_klarifikasi", "Tidak", None, "putuskan_lapangan"),
    "f_lapangan": ("g2_lapangan", "Ya", '=perlu_lapangan = "ya"', "periksa_lapangan"),
    "f_tanpa_lapangan": ("g2_lapangan", "Tidak", None, "m1"),
    "f_jadwal_ulang": ("g2b_terlaksana", "Dijadwal ulang", '=status_lapangan = "dijadwal_ulang"', "periksa_lapangan"),
    "f_terlaksana": ("g2b_terlaksana", "Selesai", None, "m1"),
    "f_hasil_lengkap": ("g4_hasil", "Lengkap", '=hasil_periksa = "lengkap"', "persetujuan"),
    "f_kembali_bap": ("g4_hasil", "BAP keliru", '=hasil_periksa = "kembalikan" and kembali_ke = "bap"', "buat_bap"),
    "f_kembali_laporan": ("g4_hasil", "Surat/laporan keliru", None, "laporan_hasil"),
    "f_setuju": ("g5_persetujuan", "Setuju", '=hasil_persetujuan = "setuju"', "perintah_unggah"),
    "f_kembali_kabid": ("g5_persetujuan", "Kembalikan", None, "periksa_hasil"),
    "f_efektif": (
        "g6_komitmen",
        "SIAP dan seluruh komitmen terpenuhi",
        '=kesimpulan_bap = "SIAP" and komitmen_terpenuhi',
        "e1_efektif",
    ),
    "f_komitmen_lain": (
        "g6_komitmen",
        "SIAP, komitmen lain belum",
        '=kesimpulan_bap = "SIAP" and not(komitmen_terpenuhi)',
        "e3_komitmen_lain",
    ),
    "f_belum_siap": ("g6_komitmen", "BELUM SIAP", None, "e2_belum_siap"),
}

#: The sequence without decisions: what follows what.
SEQUENCE = (
    ("mulai", "g0_lanjutan"),
    ("ajukan_izin", "ajukan_verifikasi"),
    ("ajukan_verifikasi", "data_industri"),
    ("data_industri", "periksa_kelengkapan"),
    ("masa_lewat", "e5_lewat_masa"),
    ("periksa_kelengkapan", "g1_kelengkapan"),
    ("kembalikan_berkas", "data_industri"),
    ("surat_pengantar", "disposisi_kabid"),
    ("disposisi_kabid", "penugasan_tim"),
    ("penugasan_tim", "periksa_dokumen"),
    ("periksa_dokumen", "g1c_klarifikasi"),
    ("jawab_klarifikasi", "periksa_dokumen"),
    ("putuskan_lapangan", "g2_lapangan"),
    ("periksa_lapangan", "g2b_terlaksana"),
    ("m1", "buat_bap"),
    ("buat_bap", "laporan_hasil"),
    ("laporan_hasil", "periksa_hasil"),
    ("periksa_hasil", "g4_hasil"),
    ("persetujuan", "g5_persetujuan"),
    ("perintah_unggah", "penugasan_unggah"),
    ("penugasan_unggah", "unggah_bap"),
    ("unggah_bap", "kirim_ba"),
    ("kirim_ba", "notifikasi_oss"),
    ("notifikasi_oss", "notifikasi_pemohon"),
    ("notifikasi_pemohon", "g6_komitmen"),
    ("tarik", "e4_ditarik"),
)

#: What does not stand in the source.
ADDED = {
    *("g0_lanjutan", "masa_lewat", "e5_lewat_masa", "g1_kelengkapan", "kembalikan_berkas", "e6_bukan_kewenangan"),
    *("g1c_klarifikasi", "jawab_klarifikasi", "g2b_terlaksana", "m1", "g4_hasil", "g5_persetujuan"),
    *("e3_komitmen_lain", "penarikan", "tarik", "e4_ditarik"),
}


ADDED_FLOWS = {
    *("f_lanjutan", "f_lewat_masa", "f_bukan_kewenangan", "f_tidak_lengkap", "f_perbaikan", "f_klarifikasi"),
    *("f_jawaban", "f_jadwal_ulang", "f_kembali_bap", "f_kembali_laporan", "f_kembali_kabid", "f_komitmen_lain"),
    "f_ditarik",
}


def test_the_process_and_its_pool_are_called_izin_perluasan(outline: Outline) -> None:
    assert (outline.process, outline.name) == ("izin_perluasan", "Izin Perluasan")


def test_the_lanes_stand_in_the_order_of_the_official_table(outline: Outline) -> None:
    assert [(lane.id, lane.name) for lane in outline.lanes.values()] == [(lane, name) for lane, name, _ in LANES]


def test_every_lane_has_its_group(sop: Sop) -> None:
    assert dict(sop.groups) == {lane: group for lane, _, group in LANES}
    assert sop.applicant_lane == "lane_pemohon"


def test_each_of_the_20_rows_is_one_element_in_its_lane_with_the_words_of_the_source(outline: Outline) -> None:
    drawn = [
        (element.properties["row"], element.id, element.lane, element.name)
        for element in outline.elements.values()
        if "row" in element.properties
    ]
    assert sorted(drawn) == sorted((row["number"], row["element"], row["lane"], row["text"]) for row in ROWS)
    assert [int(row["number"]) for row in ROWS] == list(range(1, 21))


def test_people_work_in_the_lanes_of_people_and_systems_in_theirs(outline: Outline, sop: Sop) -> None:
    for element in outline.human_tasks():
        form = {"formRef": element.id, "formRefBinding": "deployment"}
        assert element.attributes == {**form, "candidateGroups": sop.groups[element.lane or ""]}
    topics = {element.id: dict(element.attributes) for element in outline.elements.values() if element.is_service}
    assert topics == {
        "kirim_ba": {"type": "external", "topic": "siinas.kirim_ba"},
        "notifikasi_oss": {"type": "external", "topic": "siinas.notifikasi_oss"},
        "notifikasi_pemohon": {"type": "external", "topic": "oss.notifikasi_pemohon"},
    }
    assert {outline.elements[element].lane for element in topics} == set(sop.connectors) == {"lane_oss", "lane_siinas"}


def test_the_decisions_have_their_names_conditions_and_targets(outline: Outline) -> None:
    gateways = {element.id for element in outline.elements.values() if element.type == "exclusiveGateway"} - {"m1"}
    decisions = {
        flow.id: (flow.source, flow.name, flow.condition, flow.target)
        for flow in outline.flows.values()
        if flow.source in gateways
    }
    assert decisions == DECISIONS
    defaults = {(source, flow) for flow, (source, _, condition, _) in DECISIONS.items() if condition is None}
    assert {(gateway, outline.elements[gateway].default_flow) for gateway in gateways} == defaults


def test_the_rest_of_the_flow_is_a_plain_sequence(outline: Outline) -> None:
    plain = [flow for flow in outline.flows.values() if flow.id not in DECISIONS]
    assert sorted((flow.source, flow.target) for flow in plain) == sorted(SEQUENCE)
    assert not any(flow.condition for flow in plain)


def test_the_rows_follow_each_other_as_in_the_source(diagram: Diagram) -> None:
    def rows_after(element: str) -> set[int]:
        found: set[int] = set()
        for flow in diagram.outline.outgoing(element):
            row = diagram.outline.elements[flow.target].properties.get("row")
            if flow.id not in _added_flows(diagram):
                found |= {int(row)} if row else rows_after(flow.target)
        return found

    steps = {int(row["number"]): rows_after(row["element"]) for row in ROWS}
    assert steps == {**{number: {number + 1} for number in range(1, 20)}, 9: {10, 11}, 20: set()}


def test_elements_that_do_not_stand_in_the_source_are_marked(outline: Outline) -> None:
    marked = {element.id for element in outline.elements.values() if element.properties.get("basis") == "inferred"}
    assert marked == ADDED


def test_flows_that_only_the_additions_need_are_marked(diagram: Diagram) -> None:
    assert _added_flows(diagram) == ADDED_FLOWS


def test_the_six_ends_never_speak_of_a_refusal(outline: Outline, sop: Sop) -> None:
    ends = {element.id: element.name for element in outline.elements.values() if element.type == "endEvent"}
    assert ends == ENDS
    assert set(sop.outcomes) == set(ENDS)
    shipped = files("bpmn") / "izin_perluasan"
    assert not any("ditolak" in (shipped / name).read_text("utf-8").lower() for name in ("process.bpmn", "sop.toml"))


def test_the_applicant_has_a_year_and_after_a_return_thirty_days(outline: Outline, sop: Sop) -> None:
    lapse = outline.elements["masa_lewat"]
    assert (lapse.type, lapse.attached_to, lapse.interrupting) == ("boundaryEvent", "data_industri", True)
    assert lapse.timer is not None
    assert (lapse.timer.kind, lapse.timer.text) == (
        "timeDuration",
        "=if ronde > 1 then masa_perbaikan else masa_pengajuan",
    )
    variables = {"ronde": 1, "masa_perbaikan": "P30D", "masa_pengajuan": "P365D"}
    assert variables.items() <= sop.variables.items()


def test_the_applicant_may_withdraw_until_there_is_a_bap(outline: Outline) -> None:
    start, process = outline.elements["tarik"], outline.elements["penarikan"]
    assert (process.type, process.triggered_by_event, process.lane) == ("subProcess", True, "lane_pemohon")
    assert (start.type, start.event, start.message) == ("startEvent", "message", "tarik_permohonan")
    assert (start.scope, start.interrupting, start.lane, start.form) == ("penarikan", True, "lane_pemohon", "tarik")
    assert start.properties["available"] == "=nomor_bap = null"
    assert outline.elements["e4_ditarik"].scope == "penarikan"


def _added_flows(diagram: Diagram) -> set[str]:
    marked = {"basis": "inferred"}
    return {flow for flow in diagram.outline.flows if dict(properties(diagram.nodes[flow])) == marked}
