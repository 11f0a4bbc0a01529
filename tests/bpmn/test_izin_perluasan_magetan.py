"""The Magetan variant says what its service standard says, word for word, and marks what is ours."""

import pytest

from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.lint import Subject, lint
from app.model.bundle import DIAGRAM, SCENARIOS
from app.model.definition import ProcessDefinition
from app.notation.diagram import read_diagram

KEY = "izin_perluasan_magetan"
STAFF = ("Bagian pendaftaran", "Bagian verifikasi", "Bagian pemrosesan", "Bagian validasi", "Penerbitan izin")
REQUIREMENTS = (
    "Nomor Induk Berusaha (NIB).",
    "Scan AKTA pendirian dan perubahan (kalau ada).",
    "Fc. KTP Direktur dan Persero / Penanggungjawab.",
    "Fc. Perubahan Dokumen Lingkungan.",
    "Data Perluasan Usaha Industri.",
    "Fc. IMB.",
    "Fc. NPWP.",
    "Pas Foto 4 X 6 2lb.",
)
STEPS = (
    "Pemohon Login ke halaman https://siinas.kemenperin.go.id/ menggunakan akun SIINAS;",
    "Pemohon Menyampaikan data perluasan industri;",
    "Dinas Perindustrian melakukan Verifikasi teknis Dokumen dan atau Verifikasi lapangan;",
    "Hasil verifikasi teknis dituangkan dalam Berita Acara Pemeriksaan dan di notifikasi ke dalam sistem OSS",
    "Sistem OSS Menerbitkan Izin / Sertifikat Standar Terverifikasi",
)


@pytest.fixture(scope="module")
def magetan() -> ProcessDefinition:
    return read_definition(shipped_bundle(KEY))


def test_five_parts_of_the_staff_and_the_applicant_have_a_lane_each(magetan: ProcessDefinition) -> None:
    assert [lane.name for lane in magetan.outline.lanes.values()] == ["Pemohon", *STAFF]
    groups = magetan.sop.groups
    assert groups["lane_pemohon"] == "pemohon"
    assert all(group.startswith("magetan_") for lane, group in groups.items() if lane != "lane_pemohon")


def test_the_eight_requirements_and_the_five_steps_are_verbatim(magetan: ProcessDefinition) -> None:
    assert tuple(document.name for document in magetan.sop.required_documents) == REQUIREMENTS
    rows = sorted(magetan.sop.rows.values(), key=lambda row: row.number)
    assert tuple(row.text for row in rows) == STEPS


def test_five_days_free_of_charge_are_what_the_clock_counts(magetan: ProcessDefinition) -> None:
    assert (magetan.sop.service.days, magetan.sop.service.fee) == (5, 0)
    assert magetan.sop.clock is not None
    assert magetan.sop.clock.days == 5


def test_the_eight_acts_stand_as_in_the_source_with_the_one_that_stands_twice_marked(
    magetan: ProcessDefinition,
) -> None:
    acts = magetan.sop.legal_basis
    assert len(acts) == 8
    assert acts[7].text.rstrip(".") == acts[3].text
    assert "dua kali" in acts[7].note


def test_the_misspelt_domain_is_kept_and_marked(magetan: ProcessDefinition) -> None:
    slips = [channel for channel in magetan.sop.complaints.channels if "dpmpstsp" in channel.text]
    assert len(magetan.sop.complaints.channels) == 6
    assert len(slips) == 2
    assert all(channel.note for channel in slips)


def test_whatever_is_no_step_of_the_source_is_marked_as_added(magetan: ProcessDefinition) -> None:
    sop, elements = magetan.sop, magetan.outline.elements
    ours = elements.keys() - sop.rows.keys() - {"mulai", "e1_terbit"}
    assert ours == sop.added.keys()
    for name in ours:
        assert elements[name].properties["basis"] == "inferred"
        assert elements[name].documentation == f"(tambahan) {sop.added[name]}"


def test_every_text_of_the_diagram_and_the_standard_has_its_english(magetan: ProcessDefinition) -> None:
    sop, outline = magetan.sop, magetan.outline
    named = (*outline.elements.values(), *outline.flows.values(), *outline.lanes.values())
    standard = sop.service
    clauses = (
        *(standard.time + standard.cost + standard.product + standard.facilities + standard.supervision),
        *(standard.staff + standard.guarantees + standard.safety + standard.evaluation + sop.complaints.channels),
    )
    texts = {node.name for node in named if node.name} | {*sop.outcomes.values(), *sop.qualifications}
    texts |= {text for clause in clauses for text in (clause.text, *clause.items, clause.note) if text}
    texts |= {text for act in sop.legal_basis for text in (act.status, act.note) if text}
    assert texts - sop.english.keys() == set()


def test_lint_has_nothing_to_say(magetan: ProcessDefinition) -> None:
    diagram = read_diagram(magetan.bundle.files[DIAGRAM])
    assert lint(Subject(diagram, magetan.sop, magetan.forms)) == ()


def test_its_stories_take_every_flow_and_reach_every_end(magetan: ProcessDefinition) -> None:
    stories = read_stories(magetan.bundle.files[SCENARIOS]).values()
    ends = {node.id for node in magetan.outline.elements.values() if node.type == "endEvent"}
    assert {story.ends for story in stories} == ends
    assert len(stories) >= 6


def test_every_form_speaks_both_languages(magetan: ProcessDefinition) -> None:
    for form in magetan.forms.values():
        for part in level(form.components):
            assert bool(part.label) == bool(part.label_en), (form.id, part.id)
            assert not part.description or part.description_en, (form.id, part.id)


def level(components):
    for part in components:
        yield part
        yield from level(part.components)
