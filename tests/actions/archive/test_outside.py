"""The verifier that goes out with a case: as a script under a bare interpreter, and against all a forger may try."""

import ast
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from json import dumps, loads
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.actions.archive.export_case import export_case
from app.actions.archive.outside import lajur_verify_case
from app.actions.archive.outside.lajur_verify_case import WORDS, main
from app.actions.archive.seal import seal
from app.actions.attach import attach
from app.actions.erase import erase
from app.store.seal_folder import FileNotary, FolderSeals
from tests.actions.archive.town import PDF
from tests.actions.conftest import Desk

SCRIPT = Path(lajur_verify_case.__file__)
Files = dict[str, bytes]


@dataclass
class Outsider:
    """Somebody who was given a case: its files, the folder they lie in, and the public key of the office."""

    folder: Path
    files: Files
    key: str
    said: Callable[[], str]

    def verify(self, *more: str) -> tuple[int, list[str]]:
        """Pack the files, verify them; answers the status and the codes of what was said."""
        path = self.folder / "case.zip"
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, data in self.files.items():
                archive.writestr(name, data)
        return self.run(str(path), "--key", self.key, *more)

    def run(self, *words: str) -> tuple[int, list[str]]:
        status = main(list(words))
        return status, [line.rpartition("[")[2].rstrip("]") for line in self.said().splitlines()]

    def codes(self) -> list[str]:
        """What is wrong, without the notes."""
        _, codes = self.verify()
        return [code for code in codes if code not in ("sealed-until", "findings")]

    def events(self) -> list[dict[str, object]]:
        return [loads(line) for line in self.files["events.jsonl"].splitlines()]

    def forge(self, events: list[dict[str, object]], *, manifest: bool = True) -> None:
        """Put other events in the place of the true ones, and the manifest right."""
        lines = [dumps(it, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for it in events]
        self.files["events.jsonl"] = b"".join(lines)
        if manifest:
            self.amend(events=events[-1]["number"], head=events[-1]["digest"])

    def amend(self, **facts: object) -> None:
        """A manifest that agrees with the files as they are now."""
        manifest = loads(self.files["manifest.json"]) | facts
        for name, data in self.files.items():
            if name != "manifest.json":
                manifest["files"][name] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
        manifest["files"] = {name: it for name, it in manifest["files"].items() if name in self.files}
        self.files["manifest.json"] = dumps(manifest).encode()


@pytest.fixture
def outsider(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Outsider:
    notary = FileNotary(tmp_path / "seal.pem", make=True)
    desk = replace(desk, office=replace(desk.office, seals=FolderSeals(tmp_path / "seals"), notary=notary))
    case = desk.started()
    attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=desk.people["siti"])
    erase(desk.office, case.id, 5, "UU 27/2022", by=desk.people["awas"])
    desk.go_on(days=1)
    desk.do(case, "periksa", "opi", hasil="tutup")
    seal(desk.office)
    archive = ZipFile(BytesIO(b"".join(export_case(desk.office, case.number, by=None).pieces)))
    files = {name: archive.read(name) for name in archive.namelist()}
    return Outsider(tmp_path, files, notary.public_key(), lambda: capsys.readouterr().out)


def rehash(events: list[dict[str, object]]) -> None:
    """Make the chain anew."""
    head = bytes(32)
    for it in events:
        payload, salt = it["payload"], bytes.fromhex(str(it["salt"]))
        covered = sha256(salt + str(payload).encode()).digest() if payload else bytes.fromhex(str(it["payload_digest"]))
        row = [it[name] for name in ("instance", "number", "at", "kind", "actor", "element", "flow")]
        header = dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        head = sha256(head + header + covered).digest()
        it |= {"payload_digest": covered.hex(), "digest": head.hex()}


def script(outsider: Outsider, *words: str) -> tuple[int, str]:
    """Run the verifier as an outsider does."""
    outsider.verify()
    command = [sys.executable, "-I", str(SCRIPT), "case.zip", *words]
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=outsider.folder, timeout=60)
    return run.returncode, run.stdout + run.stderr


def test_a_bare_interpreter_finds_that_all_is_well(outsider: Outsider) -> None:
    status, said = script(outsider, "--key", outsider.key, "--lang", "en")
    assert status == 0
    assert said.splitlines() == [
        "Note: the seal covers the events 1 to 15. [sealed-until]",
        "Case P-2026-00001: 15 events, all is well. [well]",
    ]


def test_a_bare_interpreter_finds_what_is_wrong_in_both_languages(outsider: Outsider) -> None:
    events = outsider.events()
    events[5]["actor"] = "user:lain"
    outsider.forge(events)
    status, said = script(outsider)
    assert status == 1
    sentence = "Peristiwa 6 tidak cocok dengan rantai. / Event 6 does not fit into the chain. [chain-broken]"
    assert sentence in said.splitlines()


def test_a_folder_is_verified_as_well(outsider: Outsider, tmp_path: Path) -> None:
    for name, data in outsider.files.items():
        path = tmp_path / "case" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    before = sorted(tmp_path.rglob("*"))
    assert outsider.run(str(tmp_path / "case"), "--key", outsider.key) == (0, ["sealed-until", "well"])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_out_of_the_folder_is_not_followed(outsider: Outsider, tmp_path: Path) -> None:
    test_a_folder_is_verified_as_well(outsider, tmp_path)
    (tmp_path / "case" / "attachments" / "x").symlink_to("/etc/hostname")
    (tmp_path / "case" / "loop").symlink_to(tmp_path)
    _, codes = outsider.run(str(tmp_path / "case"), "--key", outsider.key)
    assert codes[:4] == ["bad-name", "file-unlisted"] * 2


def test_without_a_known_key_it_says_whose_key_it_has_used(outsider: Outsider) -> None:
    outsider.verify()
    status, codes = outsider.run(str(outsider.folder / "case.zip"), "--lang", "id")
    assert (status, codes) == (0, ["key-inside", "sealed-until", "well"])


def test_without_the_package_it_says_that_the_signature_was_not_checked(
    outsider: Outsider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert outsider.verify() == (0, ["no-cryptography", "sealed-until", "well"])


def change(place: int, /, **values: object) -> Callable[[Outsider], None]:
    def does(outsider: Outsider) -> None:
        events = outsider.events()
        events[place - 1] |= values
        outsider.forge(events)

    return does


def without(*numbers: int) -> Callable[[Outsider], None]:
    return lambda outsider: outsider.forge([it for it in outsider.events() if it["number"] not in numbers])


def swapped(one: int, other: int, *names: str) -> Callable[[Outsider], None]:
    def does(outsider: Outsider) -> None:
        events = outsider.events()
        a, b = events[one - 1], events[other - 1]
        for name in names:
            a[name], b[name] = b[name], a[name]
        outsider.forge(events)

    return does


def anew(outsider: Outsider) -> None:
    events = outsider.events()
    events[9]["actor"] = "user:lain"
    rehash(events)
    outsider.forge(events)


def moved(outsider: Outsider) -> None:
    events = outsider.events()
    for it in events:
        it["instance"] = "P-2026-00099"
    rehash(events)
    outsider.forge(events)


def reordered(outsider: Outsider) -> None:
    events = outsider.events()
    events[3], events[5] = events[5], events[3]
    outsider.forge(events)


FORGERIES: Mapping[str, tuple[Callable[[Outsider], None], list[str]]] = {
    "at": (change(6, at=1), ["chain-broken", "clock-backwards"]),
    "kind": (change(6, kind="x"), ["chain-broken"]),
    "actor": (change(6, actor="x"), ["chain-broken"]),
    "element": (change(6, element="x"), ["chain-broken"]),
    "flow": (change(6, flow="x"), ["chain-broken"]),
    "case": (change(6, instance="x"), ["chain-broken", "case-differs"]),
    "payload": (change(6, payload="{}"), ["payload-changed"]),
    "erased": (change(6, payload=None, salt=""), ["payload-gone"]),
    "salt": (change(6, salt="00"), ["payload-changed"]),
    "payload digest": (change(6, payload_digest="00"), ["chain-broken", "payload-changed"]),
    "digest": (change(6, digest="00" * 32), ["chain-broken", "chain-broken"]),
    "number": (change(6, number=99), ["number-gap", "number-gap"]),
    "no digest": (change(6, digest=None), ["chain-broken", "event-unreadable", "file-unlogged"]),
    "nonsense": (change(6, at="x"), ["chain-broken", "event-unreadable"]),
    "payload no object": (change(6, payload="[]"), ["payload-changed"]),
    "swapped payloads": (swapped(6, 7, "payload"), ["payload-changed", "payload-changed"]),
    "swapped salts": (swapped(6, 7, "salt"), ["payload-changed", "payload-changed"]),
    "swapped whole": (swapped(6, 7, "payload", "salt", "payload_digest"), ["chain-broken", "chain-broken"]),
    "deleted": (without(6), ["number-gap"]),
    "truncated": (without(14, 15), ["sealed-truncated"]),
    "rewritten": (anew, ["sealed-head"]),
    "moved": (moved, ["case-differs"] * 15 + ["sealed-head"]),
    "reordered": (reordered, ["number-gap"] * 4),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_every_forgery_is_found_though_the_manifest_was_put_right(outsider: Outsider, name: str) -> None:
    commit, expected = FORGERIES[name]
    commit(outsider)
    assert outsider.codes()[: len(expected)] == expected
    assert outsider.verify()[0] == 1


def test_a_forgery_that_leaves_the_manifest_alone_is_found_twice(outsider: Outsider) -> None:
    events = outsider.events()[:-1]
    outsider.forge(events, manifest=False)
    assert outsider.codes() == ["file-changed", "head-differs", "sealed-truncated"]


def test_without_a_seal_a_rewritten_history_cannot_be_told(outsider: Outsider) -> None:
    anew(outsider)
    outsider.files = {name: data for name, data in outsider.files.items() if not name.startswith("seal/")}
    outsider.amend()
    assert outsider.verify() == (0, ["no-seal", "well"])


ATTACHED, FORM = "attachments/00008-akta.pdf", "definition/forms/tarik.form"


def test_a_changed_attachment_is_found(outsider: Outsider) -> None:
    outsider.files[ATTACHED] += b"x"
    assert outsider.codes() == ["file-changed", "attachment-missing", "file-unlogged"]
    outsider.amend()
    assert outsider.codes() == ["attachment-missing", "file-unlogged"]


def test_a_missing_attachment_is_found(outsider: Outsider) -> None:
    del outsider.files[ATTACHED]
    assert outsider.codes() == ["file-missing", "attachment-missing"]
    outsider.amend()
    assert outsider.codes() == ["attachment-missing"]


def test_a_changed_definition_is_found(outsider: Outsider) -> None:
    outsider.files[FORM] = b"{}"
    assert outsider.codes() == ["file-changed", "definition-differs"]
    outsider.amend()
    assert outsider.codes() == ["definition-differs"]


def test_a_file_that_was_slipped_in_is_found(outsider: Outsider) -> None:
    outsider.files["attachments/00009-x.pdf"] = PDF
    assert outsider.codes() == ["file-unlisted"]
    outsider.files["lain.txt"] = b""
    assert outsider.codes() == ["file-unlisted", "file-unlisted"]


def test_a_seal_that_was_changed_cut_off_or_signed_by_another_is_found(outsider: Outsider, tmp_path: Path) -> None:
    name = "seal/seal-000001.jsonl"
    true = outsider.files[name]
    for forged, expected in (
        (true.replace(b'"events":15', b'"events":14'), ["seal-signature", "sealed-head"]),
        (true[: true.rindex(b"{")], ["seal-unfinished"]),
        (true[:-1], ["seal-unfinished"]),
        (true[: len(true) // 2], ["unreadable"]),
        (b"", ["seal-unfinished"]),
        (true.replace(outsider.key.encode(), b"zz"), ["seal-key", "seal-signature"]),
    ):
        outsider.files[name] = forged
        outsider.amend()
        assert outsider.codes() == expected, forged
    outsider.files[name] = true
    outsider.amend()
    outsider.key = FileNotary(tmp_path / "other.pem", make=True).public_key()
    assert outsider.codes() == ["seal-key"]


def test_a_case_that_began_after_the_seal_is_a_note(outsider: Outsider) -> None:
    outsider.files["seal/seal-000001.jsonl"] = b"".join(
        line for line in outsider.files["seal/seal-000001.jsonl"].splitlines(keepends=True) if b'"case"' not in line
    )
    outsider.amend()
    assert outsider.verify()[1] == ["seal-signature", "not-in-seal", "findings"]


def test_a_line_or_file_too_large_for_anything_honest_ends_that_part(
    outsider: Outsider, monkeypatch: pytest.MonkeyPatch
) -> None:
    outsider.files["bom.txt"] = b"0" * 300_000
    monkeypatch.setattr(lajur_verify_case, "FILE", 200_000)
    assert outsider.codes() == ["too-large", "file-unlisted"]
    monkeypatch.setattr(lajur_verify_case, "ALL", 1_000)
    assert outsider.verify()[0] == 2
    monkeypatch.undo()
    monkeypatch.setattr(lajur_verify_case, "LINE", 70_000)
    outsider.files["manifest.json"] = outsider.files["manifest.json"].strip() + b" " * 200_000
    assert outsider.verify()[0] == 2
    outsider.amend()
    monkeypatch.setattr(lajur_verify_case, "LINE", 500)
    assert outsider.verify()[0] == 2
    monkeypatch.setattr(lajur_verify_case, "LINE", 10_000)
    outsider.files["events.jsonl"] = b"1" * 20_000
    outsider.amend()
    assert "too-large" in outsider.codes()
    monkeypatch.setattr(lajur_verify_case, "FILES", 3)
    assert outsider.verify()[0] == 2


@pytest.mark.parametrize("name", ["../keluar.txt", "/mutlak.txt", "C:x", "a\\b", "a\u202eb"])
def test_a_name_that_leads_elsewhere_is_a_finding(outsider: Outsider, name: str) -> None:
    outsider.files[name] = b"x"
    assert outsider.codes() == ["bad-name", "file-unlisted"]
    assert not (outsider.folder.parent / "keluar.txt").exists()


def test_a_name_that_stands_twice_is_a_finding(outsider: Outsider, recwarn: pytest.WarningsRecorder) -> None:
    outsider.verify()
    with ZipFile(outsider.folder / "case.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("events.jsonl", b"")
    status, codes = outsider.run(str(outsider.folder / "case.zip"), "--key", outsider.key)
    assert status == 1
    assert "bad-name" in codes


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{", b"[" * 100_000, b"\xff"])
def test_a_case_without_a_manifest_cannot_be_verified(outsider: Outsider, manifest: bytes) -> None:
    outsider.files["manifest.json"] = manifest
    assert outsider.verify()[0] == 2
    del outsider.files["manifest.json"]
    assert outsider.verify()[0] == 2


def test_a_manifest_that_says_nothing_is_a_finding(outsider: Outsider) -> None:
    outsider.files["manifest.json"] = b'{"files":[]}'
    status, codes = outsider.verify()
    assert status == 1
    assert {"file-unlisted", "case-differs", "head-differs"} <= set(codes)


def test_what_is_no_zip_cannot_be_verified(outsider: Outsider, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    assert outsider.run(str(tmp_path / "x.zip"))[0] == 2
    assert outsider.run(str(tmp_path / "nowhere.zip"))[0] == 2


def test_a_zip_with_a_damaged_file_is_a_finding(outsider: Outsider) -> None:
    outsider.verify()
    path = outsider.folder / "case.zip"
    data = bytearray(path.read_bytes())
    place = data.index(b"README.txt") + 200
    data[place : place + 50] = b"\0" * 50
    path.write_bytes(data)
    assert outsider.run(str(path), "--key", outsider.key)[1][0] == "unreadable"


def test_what_a_file_is_called_cannot_write_on_the_terminal(
    outsider: Outsider, capsys: pytest.CaptureFixture[str]
) -> None:
    outsider.files["\x1b[31mmerah"] = b""
    outsider.said = lambda: ""
    outsider.verify()
    assert "\x1b" not in capsys.readouterr().out


def test_it_is_written_in_the_python_of_older_machines() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 9))
    imports = [each for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)]
    imported = {each.module if isinstance(each, ast.ImportFrom) else each.names[0].name for each in imports}
    assert {str(name).partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_every_finding_has_words_in_both_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in WORDS.values())
