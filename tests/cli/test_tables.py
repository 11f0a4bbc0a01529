"""`lajur sop import`, as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.library.shipped import bundle_from
from app.library.spreadsheet import LIMIT
from tests.sopdoc.tables import ANSWERS, LANES, seed

ALL = """
[lanes]
5 = "Operator"
7 = "kasi kerjasama, pengawasan, dan promosi investasi industri"
12 = "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri"
13 = "Kepala Bidang Perindustrian"
15 = "Kepala Bidang Perindustrian"
16 = "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri"

[branches.9]
Ya = 10
Tidak = 11
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "tabel.csv"
    file.write_text(seed(), "utf-8")
    return file


def typed(table: Path, *words: object, said: str = "") -> Result:
    line = ["sop", "import", str(table), "--output", str(table.parent / "sop"), *map(str, words)]
    return CliRunner().invoke(main, line, input=said)


def answers(table: Path, text: str) -> Path:
    file = table.parent / "jawaban.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_table_with_a_file_of_answers_becomes_an_sop_without_a_question(table: Path) -> None:
    result = typed(table, "--answers", answers(table, ALL))
    assert result.exit_code == 0, result.output
    assert "who does it" not in result.output
    assert "izin_perluasan: 20 rows, 8 lanes, 0 findings." in result.output
    folder = table.parent / "sop"
    assert len(bundle_from(folder, "izin_perluasan").form_paths()) == 18
    checked = CliRunner().invoke(main, ["check", "izin_perluasan", "--from", str(folder)])
    assert checked.exit_code == 0
    assert "izin_perluasan: 0 errors, 0 warnings" in checked.output


def test_what_the_table_does_not_say_is_asked_at_the_terminal(table: Path) -> None:
    result = typed(table, said="\nOperator\n99\n10\n11\n5\n6\n\n5\n")
    assert result.exit_code == 0, result.output
    assert [line.strip() for line in result.output.splitlines() if line.startswith("   ")] == [
        f"{number} {lane}" for number, lane in enumerate(LANES, 1)
    ]
    assert "Row 5, “Membuat Surat Pengantar" in result.output
    assert "[Operator]" in result.output
    assert "to which row leads “Ya”? [10]" in result.output
    assert "“99” does not answer branches.9.Ya" in result.output
    assert "Row 12, “Melaporkan" in result.output


def test_guesses_may_be_taken_and_are_told(table: Path) -> None:
    result = typed(table, "--accept-guesses", said="5\n")
    assert result.exit_code == 0, result.output
    assert "lanes.15 was guessed: “Kepala Bidang Perindustrian” (50 %)." in result.output
    assert "branches.9.Tidak was guessed: “11” (60 %)." in result.output
    assert result.output.count("who does it?") == 1


def test_who_does_not_answer_gets_nothing(table: Path) -> None:
    assert typed(table).exit_code == 1
    assert not (table.parent / "sop").exists()


def test_a_key_may_be_given_and_must_be_one(table: Path) -> None:
    given = answers(table, ALL)
    assert typed(table, "--answers", given, "--key", "izin_lain").exit_code == 0
    assert (table.parent / "sop" / "bpmn" / "izin_lain" / "process.bpmn").is_file()
    result = typed(table, "--answers", given, "--key", "../izin")
    assert "“../izin” cannot be the key of an SOP" in result.output


def test_nothing_is_written_over(table: Path) -> None:
    given = answers(table, ALL)
    typed(table, "--answers", given)
    result = typed(table, "--answers", given)
    assert result.exit_code == 1
    assert "is there already; choose another folder or --key." in result.output


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[lanes", "jawaban.toml is not valid TOML"),
        ("[lanes]\n99 = 'x'", "The answers hold “lanes.99”, which is not asked."),
        ("[lanes]\n5 = 'Camat'", "“Camat” does not answer lanes.5"),
    ],
)
def test_answers_that_make_no_sense_are_a_sentence(text: str, sentence: str, table: Path) -> None:
    result = typed(table, "--answers", answers(table, text), "--accept-guesses", said="5\n")
    assert result.exit_code == 1
    assert sentence in result.output


def test_a_file_that_is_no_table_is_a_sentence(table: Path) -> None:
    table.write_bytes(b"PK not a workbook")
    result = typed(table)
    assert result.exit_code == 1
    assert "Error: The file is no XLSX workbook, or it is damaged" in result.output


def test_a_file_that_is_too_large_is_not_even_read(table: Path) -> None:
    with table.open("r+b") as file:
        file.truncate(LIMIT + 1)
    assert "Error: The file is larger than 10 MB." in typed(table).output


def test_the_answers_of_the_tests_are_those_of_the_file() -> None:
    assert len(ANSWERS) == ALL.count(" = ")
