"""One case to take away: what the ZIP holds, and that it is made in pieces."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from json import dumps, loads
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.actions.archive import export_case as exporting
from app.actions.archive.export_case import export_case
from app.actions.archive.seal import seal
from app.actions.attach import attach
from app.actions.erase import erase
from app.model.errors import NotFound
from app.model.instance import ProcessInstance
from app.model.reading import Reading, ReadingQuery
from app.store.seal_folder import FileNotary, FolderSeals
from tests.actions.archive.town import PDF
from tests.actions.conftest import Desk
from tests.chain import first_break


def zipped(desk: Desk, case: ProcessInstance) -> ZipFile:
    return ZipFile(BytesIO(b"".join(export_case(desk.office, case.number, by=None).pieces)))


@pytest.fixture
def case(desk: Desk) -> ProcessInstance:
    """A case with a file, an erased answer and a decision."""
    case = desk.started()
    attach(desk.office, case.id, BytesIO(PDF), "akta notaris.pdf", by=desk.people["siti"])
    erase(desk.office, case.id, 5, "UU 27/2022", by=desk.people["awas"])
    return desk.now(case)


def test_it_holds_everything_of_the_case(desk: Desk, case: ProcessInstance) -> None:
    archive = zipped(desk, case)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "README.txt",
        "lajur_verify_case.py",
        "events.jsonl",
        "definition/bpmn/process.bpmn",
        "definition/bpmn/sop.toml",
        *(f"definition/forms/{name}.form" for name in ("ajukan", "bayar", "bukti_manual", "jawab", "periksa", "tarik")),
        "attachments/00008-akta notaris.pdf",
        "manifest.json",
    ]
    assert archive.read("attachments/00008-akta notaris.pdf") == PDF


def test_the_manifest_names_every_file_with_its_digest(desk: Desk, case: ProcessInstance) -> None:
    archive = zipped(desk, case)
    manifest = loads(archive.read("manifest.json"))
    assert (manifest["format"], manifest["case"], manifest["events"]) == ("lajur-case-1", case.number, case.events)
    assert (manifest["head"], manifest["definition"], manifest["missing"]) == (case.head.hex(), case.digest, [])
    assert manifest["files"].keys() == {*archive.namelist()} - {"manifest.json"}
    for name, facts in manifest["files"].items():
        data = archive.read(name)
        assert facts == {"sha256": sha256(data).hexdigest(), "size": len(data)}


def test_the_history_can_be_computed_anew_and_what_was_erased_is_null(desk: Desk, case: ProcessInstance) -> None:
    rows = [loads(line) for line in zipped(desk, case).read("events.jsonl").splitlines()]
    assert [row["number"] for row in rows] == list(range(1, case.events + 1))
    assert [row["number"] for row in rows if row["payload"] is None] == [5]
    events = desk.history(case)
    assert first_break(events) is None
    for row, event in zip(rows, events, strict=True):
        assert row["payload"] is None or row["payload"].encode() == event.payload
        assert (row["salt"], row["digest"]) == (event.salt.hex(), event.digest.hex())


def test_the_same_case_gives_the_same_bytes(desk: Desk, case: ProcessInstance) -> None:
    first = b"".join(export_case(desk.office, case.number, by=None).pieces)
    desk.go_on(days=3)
    assert b"".join(export_case(desk.office, case.number, by=None).pieces) == first


def test_a_case_that_goes_on_meanwhile_is_taken_as_it_was(desk: Desk, case: ProcessInstance) -> None:
    pieces = export_case(desk.office, case.number, by=None).pieces
    desk.do(case, "periksa", "opi", hasil="tutup")
    archive = ZipFile(BytesIO(b"".join(pieces)))
    assert len(archive.read("events.jsonl").splitlines()) == case.events


def test_it_comes_in_pieces_and_in_pages(desk: Desk, case: ProcessInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = zipped(desk, case).read("events.jsonl")
    monkeypatch.setattr(exporting, "PAGE", 2)
    monkeypatch.setattr(exporting, "PIECE", 10)
    pieces = list(export_case(desk.office, case.number, by=None).pieces)
    assert len(pieces) > 10
    assert ZipFile(BytesIO(b"".join(pieces))).read("events.jsonl") == whole


def test_the_newest_seal_and_the_public_key_go_along(desk: Desk, case: ProcessInstance, folder: Path) -> None:
    notary = FileNotary(folder.parent / "seal.pem", make=True)
    desk = replace(desk, office=replace(desk.office, seals=FolderSeals(folder), notary=notary))
    assert "seal/public-key.txt" not in zipped(desk, case).namelist()
    seal(desk.office)
    name = seal(desk.office)
    archive = zipped(desk, case)
    assert archive.read(f"seal/{name}") == (folder / name).read_bytes()
    assert archive.read("seal/public-key.txt").decode() == f"{notary.public_key()}\n"


def test_what_is_missing_is_told_and_the_rest_goes_out(desk: Desk, case: ProcessInstance) -> None:
    desk.office.vault._files.clear()
    desk.office.store._shelf.bundles.clear()
    manifest = loads(zipped(desk, case).read("manifest.json"))
    assert manifest["missing"] == ["definition/", "attachments/00008-akta notaris.pdf"]
    assert manifest["events"] == case.events


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x\\y.pdf", "a\u202eb.pdf", "..", "x" * 300])
def test_no_name_of_a_file_leads_out_of_the_zip(desk: Desk, forge: Callable[..., None], name: str) -> None:
    case = desk.started()
    attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=desk.people["siti"])
    forge(8, dumps({"digest": sha256(PDF).hexdigest(), "name": name}).encode())
    (found,) = [each for each in zipped(desk, case).namelist() if each.startswith("attachments/")]
    assert found.count("/") == 1
    assert not {"\\", ":", "\u202e"} & set(found)
    assert len(found) < 160


@pytest.fixture
def forge(desk: Desk) -> Callable[..., None]:
    """Writes another payload into an event of case 1."""

    def write(number: int, payload: bytes) -> None:
        events = list(desk.office.store._shelf.events[1])
        events[number - 1] = replace(events[number - 1], payload=payload)
        desk.office.store._shelf.events[1] = tuple(events)

    return write


@pytest.mark.parametrize("payload", [b"{", b"[]", b"\xff\xfe", b"{}", b'{"digest":5,"name":7,"definition":"../x"}'])
def test_a_case_that_was_tampered_with_can_still_be_taken_away(
    desk: Desk, case: ProcessInstance, forge: Callable[..., None], payload: bytes
) -> None:
    forge(1, payload)
    forge(8, payload)
    manifest = loads(zipped(desk, case).read("manifest.json"))
    assert "definition/" in manifest["missing"]
    assert manifest["events"] == case.events


def test_who_takes_a_case_away_is_noted_first(desk: Desk, case: ProcessInstance) -> None:
    found = export_case(desk.office, case.number, by=desk.people["audi"])
    assert found.name == f"{case.number}.zip"
    with desk.office.store.reading() as reader:
        (noted,) = reader.readings(ReadingQuery())
    assert (noted.login, noted.number, noted.what) == ("audi", case.number, Reading.ZIP)


def test_a_case_that_is_not_there_cannot_be_taken_away(desk: Desk) -> None:
    with pytest.raises(NotFound, match="There is no case P-1"):
        export_case(desk.office, "P-1", by=desk.people["audi"])
