"""A bundle is the set of files that make one process; its digest is its identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

DIAGRAM = "bpmn/process.bpmn"
SOP = "bpmn/sop.toml"
SCENARIOS = "bpmn/scenarios.toml"
TEMPLATES = "reports/templates/"


@dataclass(frozen=True)
class Bundle:
    """The files of a process by their path inside the bundle.

    Paths are `bpmn/process.bpmn`, `bpmn/sop.toml`, `bpmn/scenarios.toml`, `forms/<element>.form` and
    `reports/templates/<element>.md` or `<element>.<variant>.md`. Same bytes, same digest, same version: deploying a
    bundle twice does nothing.
    """

    files: Mapping[str, bytes]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the sorted list of paths and the SHA-256 of each file, as 64 hexadecimal digits."""
        lines = (f"{sha256(data).hexdigest()}  {path}\n" for path, data in sorted(self.files.items()))
        return sha256("".join(lines).encode()).hexdigest()

    @cached_property
    def ground(self) -> str:
        """The digest of what scenarios are played on: of all files but the scenarios themselves."""
        return Bundle({path: data for path, data in self.files.items() if path != SCENARIOS}).digest

    def replacing(self, path: str, data: bytes) -> "Bundle":
        """The same bundle with one file changed or added."""
        return Bundle({**self.files, path: data})

    def form_paths(self) -> Mapping[str, str]:
        """Form id (the file's name without ending) -> path of its file."""
        return {
            path.removeprefix("forms/").removesuffix(".form"): path
            for path in sorted(self.files)
            if path.startswith("forms/") and path.endswith(".form")
        }
