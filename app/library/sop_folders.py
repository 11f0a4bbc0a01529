"""Puts the files of an SOP into a folder laid out like those that `app.library.shipped` reads."""

from pathlib import Path

from app.library.shipped import files_from
from app.model.bundle import Bundle
from app.model.errors import Conflict


class WouldOverwrite(Conflict):
    """{path} is there already and says something else; with --force it is replaced."""


def write_bundle(bundle: Bundle, key: str, directory: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write a bundle as the SOP `key` into a folder; answers the paths of its files.

    Reading the folder gives the same bundle. Raises WouldOverwrite, and writes nothing, when the folder holds other
    files of this SOP; with `replace` they are replaced, and those that the bundle does not have are removed.
    """
    here = {path: place(directory, key, path) for path in sorted(bundle.files)}
    there = files_from(directory, key)
    strange = [path for path in there if bundle.files.get(path) != there[path]]
    if strange and not replace:
        raise WouldOverwrite(None, path=place(directory, key, strange[0]))
    for path in there.keys() - here.keys():
        place(directory, key, path).unlink()
    for path, file in here.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bundle.files[path])
    return tuple(here.values())


def place(directory: Path, key: str, path: str) -> Path:
    """Where a file of a bundle stands in a folder: `bpmn/<key>/`, `forms/<key>/`, `reports/templates/<key>/`."""
    folder, _, name = path.rpartition("/")
    return directory / folder / key / name
