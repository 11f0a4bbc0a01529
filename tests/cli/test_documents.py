"""`lajur sop export` and `lajur picture`, as they are typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from openpyxl import load_workbook

from app.actions.start import start
from app.cli import main
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.reports.papers import reader, text

BENCH = Path(__file__).parents[1] / "benchmarks" / "sop"


def typed(folder: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"LAJUR_DATA": str(folder)})


@pytest.fixture
def number(tmp_path: Path) -> str:
    """A case that was just started."""
    settings = Settings(data=tmp_path, demo=True)
    office = open_office(settings)
    open_for_business(office, settings)
    with office.store.reading() as opened:
        applicant = next(person for person in opened.people() if "pemohon" in person.groups)
    return start(office, "izin_perluasan", by=applicant).number


def test_the_official_document_is_written_as_pdf(tmp_path: Path) -> None:
    file = tmp_path / "sop.pdf"
    result = typed(
        tmp_path, "sop", "export", "izin_perluasan", "--output", file, "--paper", "F4", "--date", "2026-11-22"
    )
    assert (result.exit_code, result.output) == (0, f"izin_perluasan: {file}, 22 rows\n")
    assert "OSS Menotifikasi Pemohon" in text(file.read_bytes())
    assert reader(file.read_bytes()).metadata.creation_date.date().isoformat() == "2026-11-22"


def test_the_official_document_is_written_as_workbook_of_the_source_alone(tmp_path: Path) -> None:
    file = tmp_path / "sop.XLSX"
    result = typed(tmp_path, "sop", "export", "izin_perluasan_magetan", "--output", file, "--source-only")
    assert result.output.endswith(", 5 rows\n")
    assert load_workbook(file).sheetnames == ["Identitas", "Bagan Alir"]


def test_an_sop_in_a_folder_is_exported_too(tmp_path: Path) -> None:
    result = typed(tmp_path, "sop", "export", "bench", "--from", BENCH, "--output", tmp_path / "sop.pdf")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("words", [("sop", "export", "izin_perluasan"), ("picture", "izin_perluasan")])
def test_a_file_of_another_kind_is_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    result = typed(tmp_path, *words, "--output", tmp_path / "sop.doc")
    assert result.exit_code == 1
    assert "Error: A file sop.doc cannot be made; it may end in ." in result.output


def test_an_sop_that_does_not_exist_is_a_sentence(tmp_path: Path) -> None:
    assert "There is no SOP named x" in typed(tmp_path, "sop", "export", "x", "--output", tmp_path / "a.pdf").output


def test_the_diagram_is_written_as_svg_and_as_pdf(tmp_path: Path) -> None:
    for ending in ("svg", "pdf"):
        assert typed(tmp_path, "picture", "izin_perluasan", "--output", tmp_path / f"p.{ending}").exit_code == 0
    assert len(etree.fromstring((tmp_path / "p.svg").read_bytes()).findall(".//{*}g")) > 50
    assert "Kepala Bidang Perindustrian" in text((tmp_path / "p.pdf").read_bytes())


def test_the_diagram_shows_how_far_a_case_has_come(number: str, tmp_path: Path) -> None:
    for ending in ("svg", "pdf"):
        file = tmp_path / f"p.{ending}"
        result = typed(tmp_path, "picture", "izin_perluasan", "--case", number, "--output", file)
        assert (result.exit_code, result.output) == (0, f"{number}: {file}\n")
    root = etree.fromstring((tmp_path / "p.svg").read_bytes())
    (active,) = root.xpath('//*[contains(@class, "state-active")]/@data-element')
    assert active == "ajukan_izin"
    assert number in text((tmp_path / "p.pdf").read_bytes())


def test_a_case_of_another_sop_is_a_sentence(number: str, tmp_path: Path) -> None:
    result = typed(tmp_path, "picture", "izin_perluasan_magetan", "--case", number, "--output", tmp_path / "p.svg")
    assert result.output == f"Error: The case {number} does not belong to izin_perluasan_magetan.\n"


def test_a_diagram_without_drawing_has_no_picture(tmp_path: Path) -> None:
    folder = tmp_path / "bpmn" / "bench"
    folder.mkdir(parents=True)
    for file in (BENCH / "bpmn" / "bench").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    drawn = etree.parse(folder / "process.bpmn")
    for node in drawn.getroot().findall("{*}BPMNDiagram"):
        drawn.getroot().remove(node)
    drawn.write(folder / "process.bpmn")
    (tmp_path / "forms").symlink_to(BENCH / "forms")
    result = typed(tmp_path, "picture", "bench", "--from", tmp_path, "--output", tmp_path / "p.svg")
    assert result.output == "Error: The diagram of bench has no drawing.\n"
