"""The facts of Izin Perluasan against its source and its diagram."""

import pytest

from app.model.outline import Outline
from app.model.sop import Sop
from tests.bpmn.official_table import ROWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["element"])
def test_sop_toml_repeats_the_official_table_verbatim(row: dict[str, str], sop: Sop) -> None:
    said = sop.rows[row["element"]]
    verbatim = said.text, said.kelengkapan, said.waktu, said.output, said.keterangan
    assert said.number == int(row["number"])
    assert verbatim == (row["text"], row["kelengkapan"], row["waktu"], row["output"], row["keterangan"])


def test_the_proposed_times_of_the_agency_add_up_to_less_than_the_promise(sop: Sop) -> None:
    minutes = [row.time_proposed for row in sop.rows.values()]
    assert minutes[:3] == minutes[17:] == [None, None, None]
    assert sum(minute or 0 for minute in minutes) == 2085  # 4.63 working days of 450 minutes, of 5 promised


def test_the_service_clock_names_elements_of_the_diagram(outline: Outline, sop: Sop) -> None:
    clock = sop.clock
    assert clock is not None
    assert (clock.days, clock.starts, clock.stops) == (5, "f_lengkap", "unggah_bap")
    assert clock.pauses == {"jawab_klarifikasi"}
    assert clock.starts in outline.flows
    assert {clock.stops, *clock.pauses} <= set(outline.elements)


def test_what_was_added_to_the_source_is_marked_with_its_reason(outline: Outline, sop: Sop) -> None:
    marked = {element.id for element in outline.elements.values() if element.properties.get("basis") == "inferred"}
    assert marked == set(sop.added)
    for element in marked:
        assert outline.elements[element].documentation == f"(tambahan) {sop.added[element]}"


def test_every_text_of_the_diagram_has_an_english_one(outline: Outline, sop: Sop) -> None:
    named = (*outline.elements.values(), *outline.flows.values(), *outline.lanes.values())
    texts = {item.name for item in named if item.name} | {outline.name} | set(sop.outcomes.values())
    assert texts - set(sop.english) == set()
    assert all(sop.english[row.text] == row.text_en for row in sop.rows.values())


def test_the_identity_block_is_that_of_the_source_without_a_person(sop: Sop) -> None:
    identity = sop.identity
    assert (identity.number, identity.title) == ("530 / 02 / DPPESDM", "IZIN PERLUASAN")
    assert (identity.made, identity.revised, identity.effective) == ("1 Juli 2021", "Juli 2021", "5 Juli 2021")
    post = "KEPALA DINAS PERINDUSTRIAN, PERDAGANGAN, ENERGI DAN SUMBER DAYA MINERAL PROVINSI KALIMANTAN BARAT"
    assert identity.approved_by == post


def test_acts_that_were_overtaken_say_so_and_keep_their_words(sop: Sop) -> None:
    assert len(sop.legal_basis) == 6
    fourth = sop.legal_basis[3]
    assert "Nomor 05 Tahun 2020" in fourth.text
    assert fourth.status == "dicabut"
    assert "PP Nomor 28 Tahun 2025" in fourth.note
    assert all(act.status for act in sop.legal_basis)


def test_the_lists_of_the_first_page_are_complete(sop: Sop) -> None:
    lists = sop.qualifications, sop.related, sop.equipment, sop.warnings, sop.records
    assert [len(texts) for texts in lists] == [4, 3, 3, 1, 2]


def test_only_a_verification_that_was_not_ready_is_taken_up_again(sop: Sop) -> None:
    assert sop.follow_up is not None
    assert sop.follow_up.after == {"e2_belum_siap"}
    assert {"perusahaan_nama", "nib", "kbli", "kapasitas_sesudah"} <= sop.follow_up.carry
    assert sop.variables["kasus_asal"] == "=null"
