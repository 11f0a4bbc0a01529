"""The worker seals the books once a day, beside its jobs."""

from dataclasses import replace
from pathlib import Path
from threading import Event

from app.store.memory import MemoryStore
from app.store.seal_folder import FileNotary, FolderSeals
from app.worker import toil_until
from tests.office import office_on


class Rounds(Event):
    """Is set after so many rounds, none of which waits."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.left = count

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left <= 0:
            self.set()
        return self.is_set()


def test_the_seal_of_the_day_is_written_at_once_and_only_once(tmp_path: Path) -> None:
    folder = tmp_path / "seals"
    notary = FileNotary(tmp_path / "keys" / "seal.pem", make=True)
    office = replace(office_on(MemoryStore()), seals=FolderSeals(folder), notary=notary)
    toil_until(Rounds(130), office, owner="w", idle=0)
    assert [path.name for path in folder.iterdir()] == ["seal-000001.jsonl"]
