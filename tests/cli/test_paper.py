"""`lajur print-case`, as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.actions.start import start
from app.cli import main
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.reports.papers import text


@pytest.fixture
def number(tmp_path: Path) -> str:
    """A case that was just started."""
    settings = Settings(data=tmp_path, demo=True)
    office = open_office(settings)
    open_for_business(office, settings)
    with office.store.reading() as reader:
        applicant = next(person for person in reader.people() if "pemohon" in person.groups)
    return start(office, "izin_perluasan", by=applicant).number


def typed(folder: Path, *words: str):
    return CliRunner().invoke(main, ["print-case", *words], env={"LAJUR_DATA": str(folder)})


@pytest.mark.parametrize(("words", "title"), [((), "BERKAS PERMOHONAN"), (("--language", "en"), "CASE FILE")])
def test_a_case_is_written_as_pdf(words: tuple[str, ...], title: str, number: str, tmp_path: Path) -> None:
    file = tmp_path / "case.pdf"
    result = typed(tmp_path, number, "--output", str(file), *words)
    assert (result.exit_code, result.output) == (0, f"{number}: {file}\n")
    assert title in text(file.read_bytes())
    assert number in text(file.read_bytes())


def test_a_case_that_does_not_exist_is_a_sentence(number: str, tmp_path: Path) -> None:
    result = typed(tmp_path, "IP-2026-09999", "--output", str(tmp_path / "x.pdf"))
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert not (tmp_path / "x.pdf").exists()
