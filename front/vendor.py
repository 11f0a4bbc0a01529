"""Brings the browser libraries that Lajur ships into `app/web/static/vendor`: for maintainers, who need node and npm.

    make vendor

The viewer is the file that its authors publish, unchanged; the editors of the studio are bundled from the packages that
`package-lock.json` names. `vendor.json` says what is there and with which SHA-256; two runs give the same bytes. They
are committed, so nobody else needs node or a network. To take a newer release, change `package.json`, run
`npm install` here and `make vendor`.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VENDOR = HERE.parent / "app/web/static/vendor"
MANIFEST = VENDOR / "vendor.json"
#: Library -> its licence by SPDX (or in words, where it is none of theirs) and what is taken from its package.
WANTED = {
    "bpmn-js": (
        "bpmn.io (MIT, and the bpmn.io logo stays visible)",
        (
            "dist/bpmn-navigated-viewer.production.min.js",
            "dist/assets/diagram-js.css",
            "dist/assets/bpmn-js.css",
            "LICENSE",
        ),
    ),
}
#: The texts of all licences of what the published files and the bundles are made of.
NOTICES = "THIRD_PARTY_LICENSES.txt"


def main() -> None:
    subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)  # noqa: S607  # npm is where the maintainer has it
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    manifest = {name: _copy(name, licence, files) for name, (licence, files) in WANTED.items()}
    manifest["studio"] = _bundle(VENDOR / "studio")
    (VENDOR / NOTICES).write_text(_notices(manifest["studio"]["packages"]), "utf-8")
    manifest["notices"] = {"files": {NOTICES: _digest(VENDOR / NOTICES)}}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def _copy(name: str, licence: str, files: tuple[str, ...]) -> dict[str, Any]:
    folder = VENDOR / name
    folder.mkdir()
    copies = [Path(shutil.copyfile(MODULES / name / file, folder / Path(file).name)) for file in files]
    digests = {copy.relative_to(VENDOR).as_posix(): _digest(copy) for copy in copies}
    return {"version": _package(MODULES / name)["version"], "licence": licence, "files": digests}


def _bundle(folder: Path) -> dict[str, Any]:
    """Bundle the modules of the studio; answers what they are made of."""
    subprocess.run(["node", "build.js"], cwd=HERE, check=True)  # noqa: S607  # as above
    inputs = json.loads((MODULES / ".inputs.json").read_text("utf-8"))
    inside = {path.rpartition("node_modules/") for path in inputs if "node_modules/" in path}
    packages = sorted({before + divider + _owner(path) for before, divider, path in inside})
    return {
        "licence": "bpmn.io (MIT, and the bpmn.io logo stays visible); see the notices",
        "packages": {path: _package(HERE / path)["version"] for path in packages},
        "files": {file.relative_to(VENDOR).as_posix(): _digest(file) for file in sorted(folder.iterdir())},
    }


def _owner(path: str) -> str:
    """The package that a path below `node_modules` belongs to."""
    return "/".join(path.split("/")[: 2 if path.startswith("@") else 1])


def _notices(packages: Iterable[str]) -> str:
    """The licences of what is bundled. The published viewer holds no library that is not among them."""
    return "\n".join(_notice(HERE / path) for path in packages)


def _notice(folder: Path) -> str:
    package = _package(folder)
    told = next((path for path in sorted(folder.iterdir()) if path.name.lower().startswith("licen")), None)
    text = told.read_text("utf-8").strip() if told else "The package names its licence and brings no text of it."
    return f"{package['name']} {package['version']} ({package['license']})\n\n{text}\n\n{'-' * 80}\n"


def _package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "package.json").read_text("utf-8"))
    return found


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
