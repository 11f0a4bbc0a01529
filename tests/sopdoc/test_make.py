"""What is made of a table runs, is well drawn, and says what the table says."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from app.actions.deploy import check
from app.actions.play import play
from app.library.definition import read_definition
from app.library.sop_toml import read_sop
from app.library.spreadsheet import read_grids
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.definition import ProcessDefinition
from app.model.sop import Identity
from app.model.story import Deed, Story, StoryStep
from app.sopdoc.fold import sop_table
from app.sopdoc.make.bundle import make_bundle
from app.sopdoc.make.facts import prefix, quoted
from app.sopdoc.make.plan import Plan, slug
from app.sopdoc.read.draft import read_draft
from app.sopdoc.read.settle import Settled, settle
from app.sopdoc.table import Arrow, Note, NoteKind, SopTable, Symbol, TableRow
from app.web.sops.paper import SopDocument
from app.wiring import rehearsal_office, stage_for
from tests.bpmn import layout
from tests.bpmn.drawing import not_drawn, read_drawing
from tests.bpmn.official_table import ROWS
from tests.sopdoc.diagrams import shipped, shipped_table
from tests.sopdoc.tables import ANSWERS, LANES, seed

DATED = datetime(2026, 11, 22, tzinfo=UTC)
WELL_DRAWN = (
    layout.slanting_edges,
    layout.edges_through_shapes,
    layout.loose_ends,
    layout.overlapping_shapes,
    layout.outside_of_lanes,
    layout.hidden_labels,
    layout.missing_labels,
    layout.cramped_texts,
    layout.coincident_edges,
)


def plain(lanes: tuple[str, ...], rows: tuple[TableRow, ...], arrows: tuple[Arrow, ...], *notes: Note) -> Settled:
    identity = Identity("1", 'Izin <b> "Kecil"', "Dinas Contoh")
    return Settled(SopTable(lanes, rows, arrows, notes), identity, {}, ())


def hostile() -> Settled:
    """Names that are no ids, texts that are markup, words that fit nowhere, and all of them twice."""
    texts = (
        "<script>alert(1)</script>",
        "日本語の手続き",
        "日本語の手続き",
        "=1+1",
        "End",
        "mulai",
        "x" * 30,
        "{{nama}} ]]>&amp;",
    )
    last = len(texts)
    rows = tuple(
        TableRow("", number, text, number % 3, Symbol.CAPSULE if number in (1, last) else Symbol.BOX)
        for number, text in enumerate(texts, 1)
    )
    return plain(("Pemohon", "部署", "部署"), rows, tuple(Arrow(n, n + 1) for n in range(len(rows) - 1)))


def tangled() -> Settled:
    """Every row asks, and leads on, back and out."""
    rows = tuple(TableRow("", n + 1, f"Memeriksa berkas {n}", n % 3, question="Lengkap dan benar?") for n in range(8))
    rows = (replace(rows[0], symbol=Symbol.CAPSULE), *rows[1:])
    onward = [Arrow(n, n + 1, "Ya", decided=True) for n in range(7)]
    back = [Arrow(n, max(0, n - 2), "Tidak lengkap", decided=True) for n in range(1, 8)]
    ends = (Note(NoteKind.END, f"Ditutup {n}", "Ditutup", row=n) for n in (0, 3, 7))
    return plain(("Loket", "Sistem OSS", "Kepala"), rows, (*onward, *back), *ends)


def lonely() -> Settled:
    return plain(("Sistem",), (TableRow("", 1, "Mencatat", 0, Symbol.CAPSULE),), ())


def imported(key: str) -> Settled:
    return settle(read_draft(read_grids(SopDocument(shipped(key), DATED).xlsx())), {})


def source() -> Settled:
    return settle(read_draft(read_grids(seed().encode())), ANSWERS)


MADE = {
    "source": source,
    "izin_perluasan": lambda: imported("izin_perluasan"),
    "magetan": lambda: imported("izin_perluasan_magetan"),
    "hostile": hostile,
    "tangled": tangled,
    "lonely": lonely,
}


@cache
def table_of(name: str) -> Settled:
    return MADE[name]()


@cache
def bundle_of(name: str) -> Bundle:
    return make_bundle(table_of(name))[1]


@pytest.fixture(params=MADE)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def settled(name: str) -> Settled:
    return table_of(name)


@pytest.fixture
def bundle(name: str) -> Bundle:
    return bundle_of(name)


@pytest.fixture
def definition(bundle: Bundle) -> ProcessDefinition:
    return read_definition(bundle)


def nameless(table: SopTable) -> tuple[object, ...]:
    """A table without the ids of its elements, which are ours."""
    rows = [replace(row, element="") for row in table.rows]
    return table.lanes, rows, sorted(table.arrows, key=repr)


def test_the_lint_has_nothing_to_say_and_the_engine_can_begin(bundle: Bundle) -> None:
    told = [finding for finding in check(rehearsal_office(), bundle).findings if finding.rule != "service_standard"]
    assert told == []


@pytest.mark.parametrize("fault", WELL_DRAWN, ids=lambda fault: fault.__name__)
def test_it_is_well_drawn(fault, bundle: Bundle) -> None:
    assert list(fault(read_drawing(bundle.files[DIAGRAM]))) == []


def test_every_element_is_drawn(bundle: Bundle) -> None:
    assert list(not_drawn(bundle.files[DIAGRAM])) == []


def test_the_table_of_the_diagram_is_the_table_it_was_made_of(settled: Settled, definition: ProcessDefinition) -> None:
    assert nameless(sop_table(definition.outline, definition.sop)) == nameless(settled.table)


def test_it_runs_from_the_first_row_to_an_end(settled: Settled, bundle: Bundle, definition: ProcessDefinition) -> None:
    plan = Plan(definition.key, "", settled.table)
    steps, index, end = [], 0, ""
    while not end:
        choice = plan.choices.get(index)
        ways = [arrow for arrow in settled.table.arrows if arrow.source == index and arrow.target > index]
        ahead = max(ways, key=lambda arrow: arrow.target, default=None)
        label = ahead.label if ahead else choice.options[-1][1] if choice else ""
        value = next((value for value, name in choice.options if name == label), "") if choice else ""
        steps.append(StoryStep(Deed.TASK, plan.ids[index], {choice.variable: value} if choice else {}))
        index, end = (ahead.target, "") if ahead else (index, "end")
    ends = {element.id for element in definition.outline.elements.values() if element.type == "endEvent"}
    story = Story("lurus", "Lurus", "Straight", tuple(steps), max(ends), DATED)
    played = play(stage_for(bundle, story), bundle, story, {})
    assert played.failure is None or played.failure.startswith("ended at e_")
    assert ends & played.elements
    assert {step.subject for step in steps} <= played.elements


def test_the_main_line_is_straight_within_a_lane() -> None:
    drawn = read_drawing(bundle_of("source").files[DIAGRAM])
    for edge in drawn.edges.values():
        one, other = drawn.shapes[edge.source], drawn.shapes[edge.target]
        if one.inside == other.inside and edge.name != "Tidak":
            assert len(edge.points) == 2, edge.id


def test_nothing_of_the_source_is_lost_on_the_way_there_and_back() -> None:
    """The shipped SOP as a workbook, read, made into files, and folded again."""
    made = bundle_of("izin_perluasan")
    back, ours = read_definition(made), shipped_table("izin_perluasan")
    again = sop_table(back.outline, back.sop)
    assert nameless(again) == nameless(ours)
    lanes = (
        "lane_pemohon",
        "lane_oss",
        "lane_siinas",
        "lane_operator",
        "lane_kasi",
        "lane_kabid",
        "lane_tim",
        "lane_kadis",
    )
    numbered = [row for row in again.rows if row.number]
    assert again.lanes == LANES
    assert [(str(row.number), row.text, lanes[row.lane]) for row in numbered] == [
        (row["number"], row["text"], row["lane"]) for row in ROWS
    ]


def test_the_identity_and_its_lists_come_back_word_for_word() -> None:
    made = bundle_of("izin_perluasan")
    back, ours = read_sop(made.files[SOP], "izin_perluasan"), shipped("izin_perluasan").sop
    assert replace(back.identity, title_en=ours.identity.title_en) == ours.identity
    for name in ("qualifications", "related", "equipment", "warnings", "records"):
        assert getattr(back, name) == getattr(ours, name)
    assert [act.text for act in back.legal_basis] == [act.text for act in ours.legal_basis]


def test_what_was_an_addition_is_marked_as_one() -> None:
    made = bundle_of("izin_perluasan")
    definition = read_definition(made)
    inferred = {e.id for e in definition.outline.elements.values() if e.properties.get("basis") == "inferred"}
    assert inferred == set(definition.sop.added)
    assert len([name for name in inferred if definition.outline.elements[name].is_human]) == 2


def test_systems_are_proved_by_people_of_the_office() -> None:
    made = bundle_of("source")
    sop = read_sop(made.files[SOP], "izin_perluasan")
    assert sop.connectors == {"lane_oss": "manual:operator", "lane_siinas": "manual:operator"}
    assert sop.applicant_lane == "lane_pemohon"
    assert "forms/bukti_manual.form" in made.files


def test_a_decision_of_a_system_is_asked_in_its_proof() -> None:
    made = bundle_of("tangled")
    assert [path for path in made.files if "bukti_" in path] == [
        "forms/bukti_memeriksa_berkas_1.form",
        "forms/bukti_memeriksa_berkas_4.form",
        "forms/bukti_memeriksa_berkas_7.form",
        "forms/bukti_manual.form",
    ]


def test_an_answer_without_words_gets_some() -> None:
    rows = (TableRow("", 1, "Memilih", 0, Symbol.DIAMOND), TableRow("", 2, "Mencatat", 0), TableRow("", 3, "Tutup?", 0))
    settled = plain(("Loket",), rows, (Arrow(0, 1), Arrow(0, 2), Arrow(1, 2)))
    choice = Plan("p", "", settled.table).choices[0]
    assert (choice.question, choice.options) == ("Memilih?", (("jalan_1", "Jalan 1"), ("jalan_2", "Jalan 2")))


def test_a_title_without_letters_and_a_given_key() -> None:
    settled = lonely()
    bare = replace(settled, identity=replace(settled.identity, title="手続き"))
    assert make_bundle(bare)[0] == "sop"
    assert make_bundle(bare, "izin_baru")[0] == "izin_baru"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Membuat Surat", "membuat_surat"),
        ("7 hari", ""),
        ("Café", "cafe"),
        ("x" * 60, "x" * 40),
        ("a " * 30 + "z", "_".join("a" * 20)),
    ],
)
def test_an_id_is_made_of_the_first_words(text: str, name: str) -> None:
    assert slug(text) == name


def test_case_numbers_begin_with_the_letters_of_the_title() -> None:
    assert (prefix("Izin Perluasan"), prefix("Izin"), prefix("手続き")) == ("IP", "SOP", "SOP")


def test_any_text_can_stand_in_sop_toml() -> None:
    assert quoted('a"\\\n\t\x7f\x1bé') == '"a\\"\\\\\\n\\t\\u007f\\u001bé"'
