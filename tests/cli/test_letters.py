"""`lajur letter`, as it is typed."""

from pathlib import Path

from click.testing import CliRunner

from app.cli import main
from tests.reports.papers import text


def typed(*words: str):
    return CliRunner().invoke(main, ["letter", *words])


def test_a_letter_is_written_as_pdf(tmp_path: Path) -> None:
    file = tmp_path / "surat.pdf"

    result = typed("izin_perluasan_magetan", "buat_bap", "--output", str(file))

    assert result.exit_code == 0
    assert result.output.startswith(
        "BERITA ACARA PEMERIKSAAN VERIFIKASI TEKNIS IZIN PERLUASAN USAHA INDUSTRI (field_visit:"
    )
    assert "CV Contoh Gamelan Lawu" in text(file.read_bytes())


def test_a_letter_that_does_not_exist_is_a_sentence(tmp_path: Path) -> None:
    result = typed("izin_perluasan_magetan", "surat", "--output", str(tmp_path / "x.pdf"))

    assert (result.exit_code, result.output[:27]) == (1, "Error: There is no letter “")
