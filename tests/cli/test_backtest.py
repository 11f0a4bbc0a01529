"""`lajur backtest`, as it is typed."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main

SOP = "izin_perluasan"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with eight cases, all of which have ended by now."""
    folder = tmp_path_factory.mktemp("office")
    words = ["demo-history", "--cases", "8", "--from", "2026-03-02", "--until", "2026-10-30", "--running", "0"]
    made = CliRunner().invoke(main, [*words, "--sop", SOP], env={"LAJUR_DATA": str(folder), "LAJUR_DEMO": "1"})
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped SOP in a folder, with a field more that must be filled in where files are forwarded."""
    folder = tmp_path_factory.mktemp("sops")
    for room in ("bpmn", "forms"):
        shutil.copytree(str(files(room) / SOP), folder / room / SOP)
    form = folder / "forms" / SOP / "surat_pengantar.form"
    told = json.loads(form.read_text())
    field = {"id": "baru", "type": "textfield", "key": "sifat", "label": "Sifat surat", "validate": {"required": True}}
    form.write_text(json.dumps({**told, "components": [*told["components"], field]}))
    return folder


def lajur(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["backtest", *words], env={"LAJUR_DATA": str(data)})


PERIOD = ("--since", "2026-03-02", "--until", "2026-10-31")


def test_the_shipped_sop_leaves_every_case_the_same(data: Path) -> None:
    said = lajur(data, SOP, *PERIOD)
    assert said.exit_code == 0
    count = int(said.stdout.splitlines()[-1].split()[0])
    assert count > 0
    assert said.stdout.splitlines()[-1] == f"{count} cases: {count} the same."


def test_a_changed_sop_tells_of_each_case_that_does_not_stay_the_same(data: Path, draft: Path) -> None:
    said = lajur(data, SOP, "--from", str(draft), *PERIOD)
    assert said.exit_code == 0
    assert "stop for want of an answer: It would stop at “Membuat Surat Pengantar" in said.stdout
    assert "the recorded answers lack Sifat surat." in said.stdout


def test_a_standing_answer_can_be_given(data: Path, draft: Path) -> None:
    said = lajur(data, SOP, "--from", str(draft), *PERIOD, "--answer", "surat_pengantar:sifat=Biasa", "--json")
    told = json.loads(said.stdout)
    assert told["plan"]["standing"] == {"surat_pengantar": {"sifat": "Biasa"}}
    assert told["outcomes"]["same"] == told["cases"] > 0
    assert told["changed"] == []
    assert told["places"]["surat_pengantar"]["then"] == told["places"]["surat_pengantar"]["now"]


def test_as_json_every_changed_case_has_its_reason(data: Path, draft: Path) -> None:
    told = json.loads(lajur(data, SOP, "--from", str(draft), *PERIOD, "--version", "1", "--json").stdout)
    assert {it["outcome"] for it in told["changed"]} == {"wants_answer"}
    assert {it["stopped_at"] for it in told["changed"]} == {"surat_pengantar"}
    assert len(told["changed"]) == told["outcomes"]["wants_answer"] == told["places"]["surat_pengantar"]["stops"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--answer", "surat_pengantar:sifat"), "is not of the form ELEMENT:FIELD=VALUE"),
        (("--answer", "g1_kelengkapan"), "Nobody is asked anything at “g1_kelengkapan”."),
        (
            ("--answer", "surat_pengantar:jumlah=3", "--since", "2027-01-01", "--until", "2027-02-01"),
            "No case has ended",
        ),
        (("--until", "2020-01-01"), "No case has ended in this period."),
    ],
)
def test_what_cannot_be_done_is_said_and_the_exit_status_is_1(
    data: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = lajur(data, SOP, *words)
    assert (said.exit_code, sentence in said.output) == (1, True)


def test_files_that_cannot_be_read_are_refused(data: Path, draft: Path, tmp_path: Path) -> None:
    shutil.copytree(draft, tmp_path / "x")
    (tmp_path / "x" / "bpmn" / SOP / "process.bpmn").write_text("<nothing/>")
    assert lajur(data, SOP, "--from", str(tmp_path / "x")).exit_code == 1
