"""`lajur export-log`, as it is typed."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.actions.archive import export_log as module
from app.cli import main


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with six cases."""
    folder = tmp_path_factory.mktemp("office")
    words = ["demo-history", "--cases", "6", "--from", "2026-03-02", "--until", "2026-10-30"]
    assert CliRunner().invoke(main, words, env={"LAJUR_DATA": str(folder), "LAJUR_DEMO": "1"}).exit_code == 0
    return folder


def lajur(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["export-log", *words], env={"LAJUR_DATA": str(data)})


def test_xes_is_written_and_the_number_of_cases_told(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.xes"
    said = lajur(data, "--format", "xes", "--output", str(file))
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, f"6 cases in {file}.")
    assert file.read_bytes().count(b"<trace>") == 6
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_that_ends_in_gz_is_packed(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.ocel.json.gz"
    said = lajur(
        data,
        "--format",
        "ocel",
        "--output",
        str(file),
        "--sop",
        "izin_perluasan",
        "--since",
        "2026-03-02",
        "--until",
        "2026-10-30",
    )
    assert said.exit_code == 0
    found = json.loads(gzip.decompress(file.read_bytes()))
    assert {it["id"][:3] for it in found["objects"] if it["type"] == "permohonan"} == {"IP-"}


def test_an_unknown_version_is_refused_with_a_sentence(data: Path, tmp_path: Path) -> None:
    said = lajur(data, "--format", "xes", "--output", str(tmp_path / "x"), "--version", "7")
    assert said.exit_code == 1
    assert "There is no version 7 of it." in said.output


def test_what_breaks_off_leaves_nothing_that_looks_like_a_log(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise OSError("the disk is full")

    monkeypatch.setattr(module.xes, "trace", broken)
    said = lajur(data, "--format", "xes", "--output", str(tmp_path / "log.xes"))
    assert said.exit_code == 1
    assert list(tmp_path.iterdir()) == []
