"""SOPs kept in files: `new`, `check`, `try`, `deploy`, `export`, `diff`, in sentences and as JSON."""

from collections.abc import Callable
from json import loads
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.library.shipped import bundle_from

Lajur = Callable[..., Result]
DIAGRAM = Path("bpmn/surat/process.bpmn")
STORIES = Path("bpmn/surat/scenarios.toml")


@pytest.fixture
def lajur(tmp_path: Path) -> Lajur:
    """Types a command at an installation of its own."""

    def typed(*words: object) -> Result:
        environment = {"LAJUR_DATA": str(tmp_path / "data")}
        return CliRunner().invoke(main, [str(word) for word in words], env=environment)

    return typed


@pytest.fixture
def folder(lajur: Lajur, tmp_path: Path) -> Path:
    """A folder with a new SOP."""
    assert lajur("new", "surat", "--to", tmp_path / "sops").exit_code == 0
    return tmp_path / "sops"


def deploy(lajur: Lajur, folder: Path, note: str = "Pertama") -> Result:
    return lajur("deploy", "surat", "--from", folder, "--note", note, "--json")


def change(folder: Path, path: Path, old: str, new: str) -> None:
    text = (folder / path).read_text()
    assert old in text
    (folder / path).write_text(text.replace(old, new))


def test_a_check_knows_what_this_installation_serves_as_a_deploy_does(lajur: Lajur, tmp_path: Path) -> None:
    for folder in ("bpmn", "forms", "reports/templates"):
        copytree(Path(folder) / "izin_perluasan", tmp_path / folder / "izin_perluasan")
    change(tmp_path, Path("bpmn/izin_perluasan/process.bpmn"), '"siinas.kirim_ba"', '"siinas.entah"')
    checked = loads(lajur("check", "izin_perluasan", "--from", tmp_path, "--json").stdout)
    assert [(finding["rule"], finding["severity"]) for finding in checked["findings"]] == [("topic_unknown", "warning")]


def test_where_to_is_the_folder_one_is_in_unless_one_says_so(
    lajur: Lajur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert lajur("new", "surat").exit_code == 0
    assert (tmp_path / DIAGRAM).is_file()
    assert deploy(lajur, tmp_path).exit_code == 0
    (tmp_path / DIAGRAM).unlink()
    assert lajur("export", "surat").exit_code == 0
    assert (tmp_path / DIAGRAM).is_file()


def test_a_new_sop_can_be_checked_tried_and_deployed_as_it_is(lajur: Lajur, folder: Path) -> None:
    checked = loads(lajur("check", "surat", "--from", folder, "--json").stdout)
    assert (checked["errors"], checked["warnings"], checked["findings"]) == (0, 0, [])
    tried = lajur("try", "surat", "--from", folder, "--json")
    told = loads(tried.stdout)
    assert (tried.exit_code, told["held"], told["failed"], told["digest"]) == (0, 2, 0, checked["digest"])
    assert told["stories"][0] == {
        "name": "complete",
        "title": "Permohonan lengkap",
        "ends": "e_menyampaikan_hasil_1",
        "events": told["stories"][0]["events"],
        "held": True,
        "failure": None,
    }
    done = deploy(lajur, folder)
    assert (done.exit_code, loads(done.stdout)) == (
        0,
        {"sop": "surat", "version": 1, "digest": checked["digest"], "new": True, "note": "Pertama"},
    )
    assert loads(deploy(lajur, folder).stdout)["new"] is False


def test_new_writes_over_nothing_and_takes_only_a_key(lajur: Lajur, folder: Path) -> None:
    assert lajur("new", "surat", "--to", folder).exit_code == 0  # the same files
    (folder / DIAGRAM).write_text("mine")
    again = lajur("new", "surat", "--to", folder)
    assert (again.exit_code, "process.bpmn is there already" in again.output) == (1, True)
    assert (folder / DIAGRAM).read_text() == "mine"
    assert lajur("new", "../surat", "--to", folder).exit_code == 1
    assert len(loads(lajur("new", "lain", "--to", folder, "--json").stdout)["files"]) == 6


def test_findings_are_told_to_programs(lajur: Lajur, folder: Path) -> None:
    change(folder, DIAGRAM, ' default="f_memeriksa_permohonan_2"', "")
    checked = lajur("check", "surat", "--from", folder, "--json")
    told = loads(checked.stdout)
    assert (checked.exit_code, told["errors"] > 0) == (1, True)
    assert told["findings"][0].keys() == {"rule", "severity", "element", "line", "sentence"}
    refused = deploy(lajur, folder)
    assert (refused.exit_code, loads(refused.stdout).keys()) == (1, {"error", "findings"})


def test_a_story_that_does_not_hold_stops_the_deploy(lajur: Lajur, folder: Path) -> None:
    change(folder, STORIES, 'ends = "e_menyampaikan_hasil_1"', 'ends = "mulai"')
    assert lajur("try", "surat", "--from", folder, "--json").exit_code == 1
    refused = deploy(lajur, folder)
    told = loads(refused.stdout)
    assert (refused.exit_code, told["error"]) == (1, "2 scenarios do not hold: complete, sent_back.")
    assert [story["held"] for story in told["stories"]] == [False, False]
    plain = lajur("deploy", "surat", "--from", folder, "--note", "x")
    assert "complete: ended at" in plain.output
    assert lajur("export", "surat", "--to", folder).exit_code == 1  # nothing was deployed


def test_a_deploy_needs_a_note(lajur: Lajur, folder: Path) -> None:
    assert lajur("deploy", "surat", "--from", folder).exit_code == 2
    assert "what has changed" in deploy(lajur, folder, " ").output


def test_what_cannot_be_read_is_told_to_programs_as_an_error(lajur: Lajur, folder: Path) -> None:
    (folder / DIAGRAM).write_text("<definitions")
    for command in ("check", "try"):
        result = lajur(command, "surat", "--from", folder, "--json")
        assert result.exit_code == 1
        assert loads(result.stdout)["error"]


def test_an_export_is_read_back_as_the_same_files(lajur: Lajur, folder: Path, tmp_path: Path) -> None:
    deploy(lajur, folder)
    change(folder, DIAGRAM, "Memeriksa permohonan", "Memeriksa berkas")
    assert loads(deploy(lajur, folder, "Kedua").stdout)["version"] == 2
    old, new = tmp_path / "old", tmp_path / "new"
    assert lajur("export", "surat", "--version", 1, "--to", old).exit_code == 0
    written = loads(lajur("export", "surat", "--to", new, "--json").stdout)
    assert written["digest"] == bundle_from(new, "surat").digest == bundle_from(folder, "surat").digest
    assert bundle_from(old, "surat").digest != written["digest"]
    assert lajur("export", "surat", "--version", 9, "--to", old).exit_code == 1
    assert lajur("export", "tiada", "--to", old).exit_code == 1


def test_an_export_replaces_nothing_unless_it_is_forced(lajur: Lajur, folder: Path) -> None:
    deploy(lajur, folder)
    same = bundle_from(folder, "surat").digest
    (folder / "forms/surat/tambahan.form").write_text("{}")
    refused = lajur("export", "surat", "--to", folder)
    assert (refused.exit_code, "tambahan.form is there already" in refused.output) == (1, True)
    (folder / DIAGRAM).unlink()
    (folder / "forms/surat/lain.txt").write_text("a note beside it")
    assert lajur("export", "surat", "--to", folder, "--force").exit_code == 0
    assert bundle_from(folder, "surat").digest == same
    assert (folder / "forms/surat/lain.txt").exists()


def test_a_difference_is_told_in_lines_and_by_the_exit_status(lajur: Lajur, folder: Path) -> None:
    deploy(lajur, folder)
    same = lajur("diff", "surat", f"{folder}:surat")
    assert (same.exit_code, same.output) == (0, "No difference.\n")
    change(folder, DIAGRAM, "Memeriksa permohonan", "Memeriksa berkas")
    change(folder, STORIES, "Sent back once", "Returned once")
    result = lajur("diff", "surat@1", f"{folder}:surat")
    assert result.exit_code == 1
    assert "~ diagram userTask memeriksa_permohonan “Memeriksa berkas”" in result.output
    assert "    name: Memeriksa permohonan -> Memeriksa berkas" in result.output
    assert '    + title_en = "Returned once"' in result.output
    assert result.output.endswith("2 changed\n")


def test_a_difference_is_told_to_programs(lajur: Lajur, folder: Path) -> None:
    deploy(lajur, folder)
    change(folder, DIAGRAM, "Memeriksa permohonan", "Memeriksa berkas")
    told = loads(lajur("diff", "surat", f"{folder}:surat", "--json").stdout)
    assert (told["old"], told["counts"]) == ("surat", {"changed": 1})
    assert told["changes"][0] == {
        "part": "diagram",
        "kind": "changed",
        "id": "memeriksa_permohonan",
        "type": "userTask",
        "name": "Memeriksa berkas",
        "place": "",
        "details": [{"what": "name", "old": "Memeriksa permohonan", "new": "Memeriksa berkas"}],
        "lines": [],
    }


def test_other_blanks_are_a_difference_without_values(lajur: Lajur, folder: Path) -> None:
    deploy(lajur, folder)
    (folder / DIAGRAM).write_text((folder / DIAGRAM).read_text() + "\n")
    assert "    written\n" in lajur("diff", "surat", f"{folder}:surat").output


@pytest.mark.parametrize("operand", ["tiada", "surat@9", "surat@x", "/nowhere:surat"])
def test_what_cannot_be_compared_has_a_status_of_its_own(lajur: Lajur, folder: Path, operand: str) -> None:
    deploy(lajur, folder)
    result = lajur("diff", "surat", operand)
    assert (result.exit_code, result.stderr.splitlines()[-1].startswith("Error: ")) == (2, True)
    assert loads(lajur("diff", operand, "surat", "--json").stdout)["error"]
