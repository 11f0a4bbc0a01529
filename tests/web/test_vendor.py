"""The libraries of others that we ship are the published ones, byte for byte; checked without node or network."""

import json
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "app/web/static/vendor"
LOCK = Path(__file__).parents[2] / "front/package-lock.json"
MANIFEST = json.loads((VENDOR / "vendor.json").read_text())


def test_every_file_is_the_one_the_manifest_names_and_there_is_no_other():
    named = {name: digest for library in MANIFEST.values() for name, digest in library["files"].items()}
    found = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    del found["vendor.json"]
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == named


def test_the_shipped_version_is_the_locked_one():
    locked = json.loads(LOCK.read_text())["packages"]
    assert MANIFEST["bpmn-js"]["version"] == locked["node_modules/bpmn-js"]["version"]


def test_the_licence_of_every_library_inside_is_told():
    told = (VENDOR / "THIRD_PARTY_LICENSES.txt").read_text()
    locked = json.loads(LOCK.read_text())["packages"]
    assert all(
        f"{path.removeprefix('node_modules/')} {one['version']} (" in told for path, one in locked.items() if path
    )


def test_the_lock_names_no_registry():
    assert '"resolved"' not in LOCK.read_text()
