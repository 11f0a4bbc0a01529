"""SOPs are found in files: those that come with Lajur and those of a folder laid out alike."""

from pathlib import Path

import pytest

from app.library.shipped import bundle_from, shipped_bundle, shipped_sops
from app.model.errors import NotFound


def test_izin_perluasan_is_shipped() -> None:
    assert "izin_perluasan" in shipped_sops()
    assert {"bpmn/process.bpmn", "bpmn/sop.toml"} <= set(shipped_bundle("izin_perluasan").files)


def test_a_bundle_holds_the_diagram_the_facts_the_forms_and_the_templates(tmp_path: Path) -> None:
    for path in (
        *("bpmn/cuti/process.bpmn", "bpmn/cuti/sop.toml", "bpmn/cuti/scenarios.toml"),
        *("forms/cuti/ajukan.form", "reports/templates/cuti/surat.md", "bpmn/cuti/notes.txt", "forms/cuti/readme.md"),
        "forms/lain/ajukan.form",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    assert bundle_from(tmp_path, "cuti").files == {
        "bpmn/process.bpmn": b"bpmn/cuti/process.bpmn",
        "bpmn/sop.toml": b"bpmn/cuti/sop.toml",
        "bpmn/scenarios.toml": b"bpmn/cuti/scenarios.toml",
        "forms/ajukan.form": b"forms/cuti/ajukan.form",
        "reports/templates/surat.md": b"reports/templates/cuti/surat.md",
    }


def test_a_diagram_alone_is_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "bpmn" / "cuti").mkdir(parents=True)
    (tmp_path / "bpmn" / "cuti" / "process.bpmn").write_bytes(b"<xml/>")
    assert bundle_from(tmp_path, "cuti").files == {"bpmn/process.bpmn": b"<xml/>"}


@pytest.mark.parametrize("key", ["cuti", "../bpmn/izin_perluasan", "", "izin_perluasan/."])
def test_a_key_that_names_no_sop_is_not_found(key: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no SOP"):
        shipped_bundle(key)
    with pytest.raises(NotFound, match="There is no SOP"):
        bundle_from(tmp_path, key)
