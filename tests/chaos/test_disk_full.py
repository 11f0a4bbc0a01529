"""The disk is full while people work: a plain sentence, nothing lost, and it goes on when there is room again."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from app.store.opening import open_store
from tests.chaos.books import faults
from tests.chaos.clerks import Clerk, acknowledged, at_work, statuses, until
from tests.chaos.installation import Installation

pytestmark = pytest.mark.chaos


class Disk(Protocol):
    """What lies under the data folder of a server."""

    def fill(self, server: Installation) -> None: ...
    def free(self, server: Installation) -> None: ...


class SmallDisk:
    """A file system of its own, of 12 MB."""

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"

    def fill(self, server: Installation) -> None:
        with self.ballast.open("wb", buffering=0) as file:
            for size in (65536, 512):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def free(self, server: Installation) -> None:
        self.ballast.unlink()


class Quota:
    """A limit that lets the server write nothing to any file: it works without a disk to mount."""

    def fill(self, server: Installation) -> None:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def free(self, server: Installation) -> None:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(params=["small disk", "quota"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    if request.param == "quota":
        yield Quota()
        return
    with small_disk(tmp_path / "data") as disk:
        yield disk


def test_a_full_disk_is_told_in_a_sentence_loses_nothing_and_is_forgotten_when_freed(
    disk: Disk, install: Callable[..., Installation], tmp_path: Path
) -> None:
    server = install(tmp_path / "data")
    server.start()
    clerks = [Clerk(server.port) for _ in range(4)]
    with at_work(clerks):
        until(lambda: statuses(clerks)[303] > 20)
        disk.fill(server)
        until(lambda: statuses(clerks)[503] > 20)
        assert server.is_alive
        assert server.status() == 200
        disk.free(server)
        before = statuses(clerks)[303]
        until(lambda: statuses(clerks)[303] > before + 20)
    server.stop()
    store = open_store(f"sqlite:///{server.data / 'lajur.db'}")
    assert faults(store, acknowledged(clerks)) == []
    store.close()
    assert statuses(clerks).keys() == {303, 503}
    page = next(clerk.pages[503] for clerk in clerks if 503 in clerk.pages)
    assert "tidak ada yang hilang" in page
