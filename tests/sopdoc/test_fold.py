"""The official table of an SOP says what the source says, and marks what is ours."""

import pytest

from app.model.outline import Element
from app.sopdoc.fold import NOWHERE, sop_table
from app.sopdoc.table import Arrow, Note, NoteKind, Symbol
from tests.bpmn.official_table import ROWS
from tests.sopdoc.diagrams import exits, outline, shipped_table, sop

LANES = (
    "Pemohon",
    "OSS",
    "SIINAS",
    "Operator",
    "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri",
    "Kepala Bidang Perindustrian",
    "Tim Teknis",
    "Kepala Dinas",
)
OURS = ["kembalikan_berkas", "jawab_klarifikasi"]


@pytest.mark.parametrize("additions", [True, False])
def test_the_twenty_rows_are_those_of_the_source_word_for_word(additions: bool) -> None:
    rows = [row for row in shipped_table("izin_perluasan", additions=additions).rows if row.number is not None]
    said = [(str(row.number), row.text, row.kelengkapan, row.waktu, row.output, row.keterangan) for row in rows]
    keys = ("number", "text", "kelengkapan", "waktu", "output", "keterangan")
    assert said == [tuple(row[key] for key in keys) for row in ROWS]
    assert len(said) == 20


def test_the_columns_stand_in_the_order_of_the_source() -> None:
    assert shipped_table("izin_perluasan").lanes == LANES


def test_times_that_are_empty_in_the_source_are_empty() -> None:
    assert {row.waktu for row in shipped_table("izin_perluasan").rows} == {""}


def test_what_does_not_stand_in_the_source_has_no_number() -> None:
    table = shipped_table("izin_perluasan")
    assert [row.element for row in table.rows if row.number is None] == OURS
    asked = {row.element: row.question for row in table.rows if row.question}
    assert asked == {
        "periksa_kelengkapan": "Data lengkap dan benar?",
        "periksa_dokumen": "Perlu klarifikasi?",
        "periksa_lapangan": "Terlaksana?",
        "periksa_hasil": "Hasil dan surat lengkap?",
        "persetujuan": "Disetujui?",
    }


def test_an_addition_stands_right_after_the_row_it_is_reached_from() -> None:
    order = [row.element for row in shipped_table("izin_perluasan").rows]
    assert order[order.index("kembalikan_berkas") - 1] == "periksa_kelengkapan"
    assert order[order.index("jawab_klarifikasi") - 1] == "periksa_dokumen"


def test_only_row_nine_is_a_diamond_and_both_ends_are_capsules() -> None:
    symbols = {row.number: row.symbol for row in shipped_table("izin_perluasan").rows}
    assert {number for number, symbol in symbols.items() if symbol is Symbol.DIAMOND} == {9}
    assert {number for number, symbol in symbols.items() if symbol is Symbol.CAPSULE} == {1, 20}


def test_arrows_carry_the_answers_and_go_back_from_decisions() -> None:
    table = shipped_table("izin_perluasan")
    assert exits(table, "putuskan_lapangan") == [("periksa_lapangan", "Ya", False), ("buat_bap", "Tidak", False)]
    assert exits(table, "periksa_hasil") == [
        ("persetujuan", "Lengkap", True),
        ("buat_bap", "BAP keliru", True),
        ("laporan_hasil", "Surat/laporan keliru", True),
    ]
    assert exits(table, "kembalikan_berkas") == [("data_industri", "", False)]


def test_the_source_alone_is_a_plain_sequence_but_for_row_nine() -> None:
    table = shipped_table("izin_perluasan", additions=False)
    onward = {Arrow(index, index + 1) for index in range(19)} - {Arrow(8, 9)}
    assert set(table.arrows) == onward | {Arrow(8, 9, "Ya"), Arrow(8, 10, "Tidak")}
    assert table.notes == ()


def test_what_has_no_symbol_is_told_in_notes() -> None:
    notes = shipped_table("izin_perluasan").notes
    kinds = [note.kind for note in notes]
    assert kinds.count(NoteKind.ENTRY) == 2
    assert kinds.count(NoteKind.END) == 4
    assert [note.name for note in notes if note.kind is NoteKind.EVENT] == ["Masa habis"]
    assert [note.name for note in notes if note.kind is NoteKind.ANY_TIME] == ["Penarikan permohonan"]
    assert {note.name for note in notes if note.kind is NoteKind.END and not note.added} == {
        "IP berlaku efektif",
        "IP belum berlaku efektif: verifikasi teknis belum siap",
    }


def test_the_magetan_standard_has_its_five_steps_and_empty_quality_standards() -> None:
    table = shipped_table("izin_perluasan_magetan")
    assert [row.number for row in table.rows] == [1, 2, None, 3, None, 4, None, None, 5]
    assert {row.kelengkapan + row.waktu + row.output + row.keterangan for row in table.rows} == {""}
    assert table.rows[7].question == "Siap?"
    assert [row.number for row in shipped_table("izin_perluasan_magetan", additions=False).rows] == [1, 2, 3, 4, 5]


def test_an_sop_without_rows_is_numbered_in_order_of_time() -> None:
    found = outline("S:s T:b T:a T:ours E:e", "s>a a>ours ours>b b>e")
    table = sop_table(found, sop(added=("ours",)))
    assert [(row.element, row.number) for row in table.rows] == [("a", 1), ("ours", None), ("b", 2)]
    bare = sop_table(found, sop(added=("ours",)), additions=False)
    assert [(row.element, row.number) for row in bare.rows] == [("a", 1), ("b", 2)]
    assert bare.arrows == (Arrow(0, 1),)


def test_a_decision_that_is_no_addition_makes_its_row_the_diamond() -> None:
    found = outline("S:s T:a X:g T:b E:e", "s>a a>g g>b=Ya g>e=Tidak b>e")
    assert [row.symbol for row in sop_table(found, sop("a", "b")).rows] == [Symbol.DIAMOND, Symbol.CAPSULE]
    ours = sop_table(found, sop("a", "b", added=("g",)))
    assert (ours.rows[0].symbol, ours.rows[0].question) == (Symbol.CAPSULE, "g")
    assert ours.notes == (Note(NoteKind.END, "e", "Tidak", row=0),)


def test_a_decision_without_a_name_is_asked_with_a_question_mark() -> None:
    nameless = Element("g", "exclusiveGateway", "", "l", "p")
    found = outline("S:s T:a T:b T:c E:e", "s>a b>e c>e", nameless)
    flows = outline("S:s T:a T:b T:c X:g E:e", "s>a a>g g>b=Ya g>c=Tidak b>e c>e").flows
    table = sop_table(type(found)("p", "", found.elements, flows, found.lanes), sop("a", "b", "c", added=("g",)))
    assert table.rows[0].question == "?"


def test_answers_of_decisions_that_follow_each_other_are_told_together() -> None:
    found = outline("S:s T:a X:g X:h T:b T:c E:e", "s>a a>g g>h=Ya g>c=Tidak h>b=Murah h>c=Mahal b>e c>e")
    labels = {label for _, label, _ in exits(sop_table(found, sop("a", "b", "c")), "a")}
    assert labels == {"Ya, Murah", "Ya, Mahal", "Tidak"}


def test_gateways_in_a_circle_do_not_hold_up_the_table() -> None:
    found = outline("S:s T:a X:g X:h E:e", "s>a a>g g>h=Ya h>g g>e=Tidak")
    assert [row.element for row in sop_table(found, sop("a")).rows] == ["a"]
    joined = outline("S:s T:a X:g X:h E:e", "s>a a>g g>h h>g")
    assert sop_table(joined, sop("a")).arrows == ()


def test_many_decisions_in_a_row_are_looked_at_once_each() -> None:
    """Were every path told, there would be 2 to the power of 40 of them."""
    gates = [f"g{number}" for number in range(40)]
    pairs = zip(gates, [*gates[1:], "b"], strict=True)
    flows = " ".join(f"{here}>{there}=Ya {here}>{there}=Tidak" for here, there in pairs)
    found = outline(f"S:s T:a {' '.join(f'X:{gate}' for gate in gates)} T:b E:e", f"s>a a>g0 {flows} b>e")
    assert {target for target, _, _ in exits(sop_table(found, sop("a", "b")), "a")} == {"b"}


def test_a_sub_process_is_looked_through() -> None:
    inside = (
        Element("box", "subProcess", "Kotak", "l", "p"),
        Element("in", "startEvent", "", "l", "box"),
        Element("kerja", "userTask", "kerja", "l", "box"),
        Element("out", "endEvent", "", "l", "box"),
    )
    found = outline("S:s T:a T:b E:e", "s>a a>box in>kerja kerja>out box>b b>e", *inside)
    table = sop_table(found, sop("a", "kerja", "b"))
    assert table.arrows == (Arrow(0, 1), Arrow(1, 2))


def test_a_sub_process_that_does_not_show_its_inside_is_an_activity() -> None:
    found = outline("S:s T:a E:e", "s>a a>box box>e", Element("box", "subProcess", "Kotak", "l", "p"))
    assert [row.text for row in sop_table(found, sop()).rows] == ["a", "Kotak"]


def test_an_event_on_the_border_leads_on_with_its_name() -> None:
    late = Element("lewat", "boundaryEvent", "Lewat waktu", "l", "p", "timer", "a")
    found = outline("S:s T:a T:b E:e", "s>a a>e lewat>b=Ya b>e", late)
    assert exits(sop_table(found, sop("a", "b")), "a") == [("b", "Lewat waktu, Ya", False)]


def test_an_event_on_the_way_gives_its_name_to_the_arrow() -> None:
    wait = Element("tunggu", "intermediateCatchEvent", "Tiga hari", "l", "p", "timer")
    found = outline("S:s T:a T:b E:e", "s>a a>tunggu tunggu>b b>e", wait)
    assert exits(sop_table(found, sop("a", "b")), "a") == [("b", "Tiga hari", False)]


def test_what_is_done_at_the_same_time_is_noted() -> None:
    found = outline("S:s T:a P:g T:b T:c P:j E:e", "s>a a>g g>b g>c b>j c>j j>e")
    assert Note(NoteKind.TOGETHER, row=0) in sop_table(found, sop("a", "b", "c")).notes


def test_what_stands_in_no_lane_has_a_column_of_its_own() -> None:
    astray = Element("b", "userTask", "b", None, "p")
    table = sop_table(outline("S:s T:a E:e", "s>a a>b b>e", astray), sop("a", "b"))
    assert table.lanes == ("L", NOWHERE)
    assert [row.lane for row in table.rows] == [0, 1]


def test_a_flow_to_nowhere_and_a_process_without_start_are_borne() -> None:
    found = outline("S:s T:a", "s>a a>gone")
    assert sop_table(found, sop("a", "unknown")).arrows == ()
    assert sop_table(outline("T:a E:e", "a>e"), sop()).rows == ()


def test_a_start_that_may_end_at_once_tells_only_where_work_begins() -> None:
    found = outline("S:s X:g T:a E:e", "s>g g>a=Ya g>e=Tidak a>e")
    assert sop_table(found, sop("a", added=("g",))).notes == (Note(NoteKind.ENTRY, "g", "Ya", target=0, added=True),)


def test_the_source_alone_goes_on_past_circles_of_ours() -> None:
    found = outline("S:s T:a X:g T:x T:y T:b E:e", "s>a a>g g>x=Tidak g>b=Ya x>y y>x b>e")
    table = sop_table(found, sop("a", "b", added=("g", "x", "y")), additions=False)
    assert table.arrows == (Arrow(0, 1),)


def test_a_row_that_nothing_leads_to_is_shown_all_the_same() -> None:
    found = outline("S:s T:a T:lost T:after E:e", "s>a a>e lost>after after>e")
    table = sop_table(found, sop("a", "lost"))
    assert [row.element for row in table.rows] == ["a", "lost"]
    assert table.notes == ()
