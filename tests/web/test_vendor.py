"""The libraries of others that we ship are those that the manifest names; checked without node or network."""

import json
import re
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "app/web/static/vendor"
LOCK = Path(__file__).parents[2] / "front/package-lock.json"
MANIFEST = json.loads((VENDOR / "vendor.json").read_text())
LOCKED = json.loads(LOCK.read_text())["packages"]
#: Path in the lock -> version of every library that the bundles are made of.
INSIDE: dict[str, str] = MANIFEST["studio"]["packages"]


def test_every_file_is_the_one_the_manifest_names_and_there_is_no_other():
    named = {name: digest for library in MANIFEST.values() for name, digest in library["files"].items()}
    found = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    del found["vendor.json"]
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == named


def test_every_shipped_version_is_the_locked_one():
    assert MANIFEST["bpmn-js"]["version"] == LOCKED["node_modules/bpmn-js"]["version"]
    assert {path: LOCKED[path]["version"] for path in INSIDE} == INSIDE


def test_the_licence_of_every_library_inside_is_told():
    told = (VENDOR / "THIRD_PARTY_LICENSES.txt").read_text()
    names = [(path.rpartition("node_modules/")[2], version) for path, version in INSIDE.items()]
    assert all(f"{name} {version} (" in told for name, version in names)


def test_what_the_published_viewer_is_made_of_is_among_them():
    def needed(path: str) -> set[str]:
        names = (f"node_modules/{name}" for name in LOCKED[path].get("dependencies", ()))
        return {path}.union(*map(needed, names))

    assert needed("node_modules/bpmn-js") <= set(INSIDE)


def test_the_bundles_load_only_what_is_shipped():
    folder = VENDOR / "studio"
    asked = {
        (file.name, name)
        for file in folder.glob("*.js")
        for name in re.findall(r'(?:from|import\(?)"(\./[^"]+)"', file.read_text())
    }
    assert {"modeler.js", "form-editor.js", "differ.js"} <= {file for file, _ in asked}
    assert all((folder / name).is_file() for _, name in asked)


def test_the_styles_of_the_editors_load_nothing_from_elsewhere():
    styles = "".join(file.read_text() for file in (VENDOR / "studio").glob("*.css"))
    assert not re.search(r"@import|url\([\"']?(https?:|//)", styles)


def test_the_lock_names_no_registry():
    assert '"resolved"' not in LOCK.read_text()
