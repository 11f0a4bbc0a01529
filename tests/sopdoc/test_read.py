"""Tables of SOPs are read as people write them."""

import pytest

from app.library.spreadsheet import read_grids
from app.model.errors import Refused
from app.sopdoc.read.draft import Asked, Draft, read_draft
from app.sopdoc.read.grid import Drawn
from app.sopdoc.read.lanes import SURE
from app.sopdoc.read.settle import Settled, settle
from app.sopdoc.table import Arrow, Note, NoteKind, Symbol
from tests.bpmn.official_table import ROWS
from tests.sopdoc.tables import ANSWERS, HEAD, LANES, grid, seed, table


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_draft(read_grids(seed().encode()))


def drafted(*rows: str, **more: object) -> Draft:
    return read_draft((table(*rows, **more),))


def settled(*rows: str, answers: dict[str, str] | None = None, **more: object) -> Settled:
    return settle(drafted(*rows, **more), answers or {})


def test_every_row_of_the_source_is_read_word_for_word_though_its_columns_drift(draft: Draft) -> None:
    parts = ("kelengkapan", "waktu", "output", "keterangan")
    said = [(row.call, row.text, *(row.bound.get(part, "") for part in parts)) for row in draft.rows]
    assert said == [(row["number"], row["text"], *(row[part] for part in parts)) for row in ROWS]


def test_the_actors_are_the_columns_between_activity_and_requirements(draft: Draft) -> None:
    assert draft.lanes == LANES


def test_slips_of_the_source_are_kept(draft: Draft) -> None:
    assert "Demohon" in draft.rows[3].text
    assert draft.rows[9].bound["kelengkapan"].startswith("'Surat Tugas")
    assert "Izin Usaha Industri" in draft.rows[19].text


def test_a_person_is_asked_for_the_rows_whose_words_do_not_say_who(draft: Draft) -> None:
    unsure = [question.key for question in draft.questions() if not question.is_sure]
    assert unsure == [*list(ANSWERS)[:2], "branches.9.Ya", "branches.9.Tidak", *list(ANSWERS)[2:6]]


def test_what_the_words_do_say_is_right(draft: Draft) -> None:
    guessed = {
        row.call: draft.lanes[guess.lane]
        for row, guess in zip(draft.rows, draft.guesses, strict=True)
        if guess.confidence >= SURE and guess.lane is not None
    }
    lanes = dict(
        zip(
            (
                "lane_pemohon",
                "lane_oss",
                "lane_siinas",
                "lane_operator",
                "lane_kasi",
                "lane_kabid",
                "lane_tim",
                "lane_kadis",
            ),
            LANES,
            strict=True,
        )
    )
    assert guessed == {row["number"]: lanes[row["lane"]] for row in ROWS if row["number"] in guessed}
    assert len(guessed) == 14


def test_the_answers_complete_the_lanes_of_the_source(draft: Draft) -> None:
    found = settle(draft, ANSWERS)
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
    assert [lanes[row.lane] for row in found.table.rows] == [row["lane"] for row in ROWS]
    assert found.guessed == ()


def test_row_nine_asks_and_the_others_follow_each_other(draft: Draft) -> None:
    found = settle(draft, ANSWERS).table
    assert found.rows[8].symbol is Symbol.DIAMOND
    assert [arrow for arrow in found.arrows if arrow.label] == [Arrow(8, 9, "Ya"), Arrow(8, 10, "Tidak")]
    assert len(found.arrows) == 20


def test_the_identity_is_read_from_above_the_table(draft: Draft) -> None:
    found = settle(draft, ANSWERS)
    identity = found.identity
    assert (identity.number, identity.title, identity.revised) == ("530 / 02 / CONTOH", "IZIN PERLUASAN", "Juli 2021")
    assert identity.agency == "PEMERINTAH PROVINSI CONTOH, DINAS PERINDUSTRIAN CONTOH"
    assert identity.approved_by == "KEPALA DINAS PERINDUSTRIAN PROVINSI CONTOH"
    assert identity.unit == "BIDANG PERINDUSTRIAN"
    assert found.lists == {
        "legal_basis": ["Undang-undang Nomor 3 Tahun 2014", "Peraturan Pemerintah Nomor 05 Tahun 2020"],
        "related": ["SOP Surat Masuk"],
    }


def test_drift_and_conditions_are_remarked(draft: Draft) -> None:
    said = [str(remark) for remark in draft.remarks]
    assert said[0] == "The cells do not stand under their headings; they were bound in their order."
    assert [text[:6] for text in said[1:]] == ["Row 19", "Row 20"]


def test_cells_that_stand_under_their_headings_are_bound_by_them() -> None:
    found = settled("1.|Menerima berkas|X|||10 menit||catatan", "2|Setuju||X|Berkas|||")
    first, second = found.table.rows
    assert (first.kelengkapan, first.waktu, first.output, first.keterangan) == ("", "10 menit", "", "catatan")
    assert second.kelengkapan == "Berkas"


@pytest.mark.parametrize(
    ("cells", "bound"),
    [
        ("||||a|b", {"kelengkapan": "a", "output": "b"}),
        ("||||a|5 menit|b", {"kelengkapan": "a", "waktu": "5 menit", "output": "b"}),
        ("||||a|b|c", {"kelengkapan": "a", "output": "b", "keterangan": "c"}),
        ("|||||1 hari kerja|b", {"waktu": "1 hari kerja", "output": "b"}),
        ("|||a|b|2 jam|c", {"kelengkapan": "a", "waktu": "b", "output": "2 jam", "keterangan": "c"}),
        ("|||||a", {"kelengkapan": "a"}),
    ],
)
def test_adrift_cells_are_bound_in_their_order_and_a_time_says_where_it_stands(
    cells: str, bound: dict[str, str]
) -> None:
    # What stands under “Waktu” in the first row is no time: the columns have drifted.
    found = drafted("1|Menerima berkas|X||x|bukan waktu", f"2|Mengarsipkan|X|{cells}")
    assert found.rows[1].bound == bound


def test_marks_say_symbols_questions_and_where_answers_lead() -> None:
    mark = "▭\n◇ Lengkap?\nYa → 2\nTidak → +a\nBatal → selesai: Dibatalkan\nLupa → selesai"
    rows = ("1|Menerima berkas|@", "+a|Mengembalikan|▭\n→ 1", "2|Mengarsipkan||⬭")
    found = settled(*(row.replace("@", mark) for row in rows)).table
    assert [row.number for row in found.rows] == [1, None, 2]
    assert [row.symbol for row in found.rows] == [Symbol.BOX, Symbol.BOX, Symbol.CAPSULE]
    assert found.rows[0].question == "Lengkap?"
    assert found.arrows == (Arrow(0, 2, "Ya", decided=True), Arrow(0, 1, "Tidak", decided=True), Arrow(1, 0))
    assert found.notes == (
        Note(NoteKind.END, "Dibatalkan", "Batal", row=0),
        Note(NoteKind.END, "Lupa", "Lupa", row=0),
    )


def test_a_symbol_drawn_over_a_cell_says_who_and_what() -> None:
    drawn = (Drawn("1", Symbol.BOX, 4, 2), Drawn("2", Symbol.DIAMOND, 5, 3), Drawn("3", Symbol.BOX, 6, 2))
    found = drafted("1|Satu", "2|Dua", "3|Tiga", symbols=drawn)
    assert [guess.lane for guess in found.guesses] == [0, 1, 0]
    assert [found.symbol(index) for index in range(3)] == [Symbol.BOX, Symbol.DIAMOND, Symbol.BOX]
    assert [question.key for question in found.questions() if not question.is_sure] == [
        "branches.2.Ya",
        "branches.2.Tidak",
    ]


def test_connectors_say_where_a_drawn_decision_leads() -> None:
    drawn = tuple(Drawn(str(n), Symbol.DIAMOND if n == 2 else Symbol.BOX, 3 + n, 2) for n in (1, 2, 3, 4))
    found = drafted("1|Satu", "2|Dua", "3|Tiga", "4|Empat", symbols=drawn, links=(("2", "1"), ("2", "4")))
    guesses = [question.guess for question in found.questions() if question.asked is Asked.TARGET]
    assert guesses == ["4", "1"]


def test_an_activity_with_two_marks_is_asked_for() -> None:
    found = drafted("1|Satu|X|X", "2|Dua|X")
    (question,) = (question for question in found.questions() if not question.is_sure)
    assert (question.key, question.guess) == ("lanes.1", "Loket")


def test_headings_repeated_on_the_next_page_and_empty_rows_are_passed_over() -> None:
    found = drafted("1|Satu|X", "", HEAD, "|||||||", "2|Dua|X")
    assert [row.call for row in found.rows] == ["1", "2"]


def test_a_row_whose_number_is_merged_over_several_lines_is_one() -> None:
    found = drafted("1|Satu|X||Berkas", "|lanjutan|Y||Kartu|5 menit", "2|Dua|X", below=frozenset({(5, 0)}))
    assert found.rows[0].text == "Satu\nlanjutan"
    assert found.rows[0].bound == {"kelengkapan": "Berkas\nKartu", "waktu": "5 menit"}


def test_what_stands_below_without_number_or_activity_is_left_out_and_told() -> None:
    found = drafted("1|Satu|X", "2|Dua|X", "||Pontianak, 1 Juli 2021")
    assert [str(remark) for remark in found.remarks] == ["Row 7 of the sheet has no number and was left out."]


def test_formulas_are_told_and_never_computed() -> None:
    found = drafted("1|Satu|X", "2|Dua|X", formulas=("A6", "A7"))
    assert str(found.remarks[0]) == "Formulas are not computed; the values they had were taken: A6, A7."


def test_a_table_in_the_middle_of_other_sheets_is_found() -> None:
    assert len(read_draft((grid("Sampul"), table("1|Satu|X", "2|Dua|X"))).rows) == 2


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("Bukan tabel",), "There is no SOP table in the file"),
        (("No|Catatan",), "There is no SOP table in the file"),
        ((HEAD, "a|b"), "there is no row with a number"),
        (("No|Kegiatan|Loket", "1|Satu"), "have no “Kelengkapan”"),
        (("No|Kegiatan|Pelaksana|Kelengkapan|Output", "1|Satu"), "name nobody"),
        ((HEAD, "1|Satu|X", "3|Tiga|X"), "In row 3 of the sheet stands the number 3 where 2 is expected."),
        ((HEAD, "2|Dua|X"), "stands the number 2 where 1 is expected."),
        ((HEAD, "1|Satu|X", "1|Satu|X"), "stands the number 1 where 2 is expected."),
        ((HEAD, "1|Satu|X", "+a|A|X", "+a|B|X"), "Two rows are called “+a”."),
        ((HEAD, "1|Satu|X", "|A. PERSIAPAN"), "Row 3 of the sheet has no number: “A. PERSIAPAN”."),
        ((HEAD, "1||X"), "Row 2 of the sheet says no activity."),
        ((HEAD, "1|Satu|X||a|b|c|d|e"), "has 5 cells to the right of the actors"),
        ((HEAD, *(f"{n}|Tugas|X" for n in range(1, 502))), "more than 500 rows"),
    ],
)
def test_what_is_no_table_of_an_sop_is_refused_with_a_sentence(rows: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_draft((grid(*rows),))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"lanes.9": "Loket"}, "The answers hold “lanes.9”, which is not asked."),
        ({"lanes.1": "Camat"}, "“Camat” does not answer lanes.1; it may be “Loket”, “Kepala”."),
        ({"identity.title": " "}, "it may be any text"),
        ({}, "Nothing says “lanes.2” (Melamun); answer it."),
    ],
)
def test_answers_that_answer_nothing_are_refused(answers: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        settled("1|Satu|X", "2|Melamun", answers=answers)
    assert sentence in str(refused.value)


def test_an_arrow_to_no_row_is_refused() -> None:
    with pytest.raises(Refused, match="Row 1 leads to “9”"):
        settled("1|Satu|▭\n→ 9".replace("@", ""), "2|Dua|X")


def test_guesses_that_nobody_confirmed_are_told() -> None:
    found = settled("1|Membuat surat tugas", "2|Mengarsipkan|X")
    assert [str(guess) for guess in found.guessed] == ["lanes.1 was guessed: “Loket” (70 %)."]


def test_what_the_identity_lacks_is_asked() -> None:
    found = read_draft((grid(HEAD, "1|Satu|X", "2|Dua|X"),))
    assert [question.key for question in found.questions() if not question.is_sure] == [
        "identity.title",
        "identity.number",
        "identity.agency",
    ]


def test_an_identity_in_two_columns_is_read() -> None:
    sheet = grid(
        "DINAS CONTOH|Nomor SOP|: 7 / 2026",
        "|Judul SOP|Izin Kecil",
        "Dasar Hukum|Kualifikasi Pelaksana",
        "1. UU 3/2014|- Cermat",
        "Peringatan|",
        "Jangan lupa|",
    )
    found = settle(read_draft((sheet, grid(HEAD, "1|Satu|X", "2|Dua|X"))), {})
    assert (found.identity.number, found.identity.title) == ("7 / 2026", "Izin Kecil")
    assert found.lists == {
        "legal_basis": ["UU 3/2014"],
        "qualifications": ["Cermat"],
        "warnings": ["Jangan lupa"],
    }
