"""Brings the browser libraries that Lajur ships into `app/web/static/vendor`: for maintainers, who need node and npm.

    make vendor

The files are those that their authors publish, unchanged; `vendor.json` says which and with which SHA-256. They are
committed, so nobody else needs node or a network. To take a newer release, change `package.json`, run `npm install`
here and `make vendor`.
"""

import json
import shutil
import subprocess
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
#: The texts of all licences: the published files hold the libraries that theirs are made of.
NOTICES = "THIRD_PARTY_LICENSES.txt"


def main() -> None:
    subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)  # noqa: S607  # npm is where the maintainer has it
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    (VENDOR / NOTICES).write_text(_notices(), "utf-8")
    manifest = {name: _copy(name, licence, files) for name, (licence, files) in WANTED.items()}
    manifest["notices"] = {"files": {NOTICES: _digest(VENDOR / NOTICES)}}
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def _copy(name: str, licence: str, files: tuple[str, ...]) -> dict[str, Any]:
    folder = VENDOR / name
    folder.mkdir()
    copies = [Path(shutil.copyfile(MODULES / name / file, folder / Path(file).name)) for file in files]
    digests = {copy.relative_to(VENDOR).as_posix(): _digest(copy) for copy in copies}
    return {"version": _package(MODULES / name)["version"], "licence": licence, "files": digests}


def _notices() -> str:
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    folders = [HERE / path for path in locked if path]
    return "\n".join(_notice(folder) for folder in folders)


def _notice(folder: Path) -> str:
    package = _package(folder)
    text = next(path for path in sorted(folder.iterdir()) if path.name.lower().startswith("licen")).read_text("utf-8")
    return f"{package['name']} {package['version']} ({package['license']})\n\n{text.strip()}\n\n{'-' * 80}\n"


def _package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "package.json").read_text("utf-8"))
    return found


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
