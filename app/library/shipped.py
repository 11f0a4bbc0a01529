"""Finds the SOPs that stand in files: those shipped in the packages, and those of a folder laid out like them."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from app.model.errors import NotFound


def shipped_sops() -> tuple[str, ...]:
    """The keys of the SOPs that come with Lajur, sorted."""
    return tuple(sorted(folder.name for folder in files("bpmn").iterdir() if (folder / "process.bpmn").is_file()))


def shipped_bundle(key: str) -> Bundle:
    """The files of a shipped SOP. Raises NotFound when there is none of this key."""
    return _bundle(key, files("bpmn"), files("forms"), files("reports") / "templates")


def bundle_from(directory: Path, key: str) -> Bundle:
    """The files of the SOP `key` in a folder with `bpmn/`, `forms/` and `reports/templates/` like the repository's.

    Raises NotFound when it holds no diagram of this key.
    """
    return _bundle(key, directory / "bpmn", directory / "forms", directory / "reports" / "templates")


def files_from(directory: Path, key: str) -> dict[str, bytes]:
    """Whatever files of the SOP `key` a folder holds, by their path inside a bundle; its diagram may be missing.

    Raises NotFound for what cannot be a key.
    """
    if not key.isidentifier():  # it is the name of a folder and nothing that leads out of it
        raise NotFound("There is no SOP “{key}”.", key=key)
    return _files(key, directory / "bpmn", directory / "forms", directory / "reports" / "templates")


def _bundle(key: str, diagrams: Traversable, forms: Traversable, templates: Traversable) -> Bundle:
    # A key is the name of a folder and nothing that leads out of it.
    if not key.isidentifier() or not (diagrams / key / "process.bpmn").is_file():
        raise NotFound("There is no SOP “{key}”.", key=key)
    return Bundle(_files(key, diagrams, forms, templates))


def _files(key: str, diagrams: Traversable, forms: Traversable, templates: Traversable) -> dict[str, bytes]:
    return {
        **dict(_named(diagrams / key, (DIAGRAM, SOP, SCENARIOS))),
        **dict(_ending(forms / key, ".form", "forms")),
        **dict(_ending(templates / key, ".md", "reports/templates")),
    }


def _named(folder: Traversable, paths: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        file = folder / path.rpartition("/")[2]
        if file.is_file():
            yield path, file.read_bytes()


def _ending(folder: Traversable, ending: str, path: str) -> Iterator[tuple[str, bytes]]:
    if folder.is_dir():
        for file in folder.iterdir():
            if file.name.endswith(ending) and file.is_file():
                yield f"{path}/{file.name}", file.read_bytes()
