"""Files that an enemy has put into a folder of SOPs: every command that reads it says so, and nothing comes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from tests.hostile.archives import DIAGRAMS, FILES, HUGE

PLACES = {
    "process.bpmn": "bpmn/surat/process.bpmn",
    "sop.toml": "bpmn/surat/sop.toml",
    "scenarios.toml": "bpmn/surat/scenarios.toml",
    "ajukan.form": "forms/surat/ajukan.form",
    "ajukan.md": "reports/templates/surat/ajukan.md",
}
HOSTILE = {"process.bpmn": (*DIAGRAMS.values(), HUGE), **FILES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an SOP whose first version is in force."""
    sops = tmp_path / "sops"
    for words in (("new", "surat", "--to"), ("deploy", "surat", "--note", "Pertama", "--from")):
        assert lajur(tmp_path, *words, sops).exit_code == 0
    return sops


def lajur(data: Path, *words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"LAJUR_DATA": str(data / "data")})


def commands(folder: Path) -> Iterator[tuple[object, ...]]:
    """Every command that reads a folder."""
    yield "check", "surat", "--from", folder
    yield "try", "surat", "--from", folder
    yield "deploy", "surat", "--note", "Kedua", "--from", folder
    yield "backtest", "surat", "--from", folder
    yield "diff", "surat", f"{folder}:surat"


@pytest.mark.parametrize("name", HOSTILE)
def test_every_command_refuses_them_with_a_sentence(folder: Path, tmp_path: Path, name: str) -> None:
    place = folder / PLACES[name]
    place.parent.mkdir(parents=True, exist_ok=True)
    for data in HOSTILE[name]:
        place.write_bytes(data)
        for words in commands(folder):
            said = lajur(tmp_path, *words)
            assert said.exception is None or isinstance(said.exception, SystemExit), (words, data[:99])
            assert said.exit_code in {1, 2}, (words, data[:99])
            assert "root:x:" not in said.output
