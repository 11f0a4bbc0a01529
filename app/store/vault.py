"""The vault: files by their SHA-256, in a directory or in memory."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from app.model.errors import NotFound, TooLarge, Unavailable

_CHUNK = 1 << 16
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileVault:
    """`app.ports.Vault` in a directory: `ab/cd/abcd...` holds the file whose digest begins so.

    A file is written under a passing name, flushed to the disk and then given its own: a kill or a full disk leaves
    nothing half-written under a digest. Raises Unavailable when the disk cannot take or give it.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def put(self, stream: IO[bytes], *, limit: int) -> tuple[str, int]:
        with _disk_errors(), self._incoming() as path:
            with path.open("wb") as file:
                digest, size = _copy(stream, file, limit)
                file.flush()
                os.fsync(file.fileno())
            self._name(path, digest)
        return digest, size

    def open(self, digest: str) -> IO[bytes]:
        if not self.has(digest):
            raise NotFound
        with _disk_errors():
            return self._path(digest).open("rb")

    def has(self, digest: str) -> bool:
        return _DIGEST.fullmatch(digest) is not None and self._path(digest).is_file()

    def remove(self, digest: str) -> None:
        if self.has(digest):
            with _disk_errors():
                self._path(digest).unlink(missing_ok=True)
                _flush(self._path(digest).parent)

    def _path(self, digest: str) -> Path:
        return self._directory / digest[:2] / digest[2:4] / digest

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        """An empty file with a passing name, gone afterwards unless it was given another."""
        directory = self._directory / "incoming"
        directory.mkdir(parents=True, exist_ok=True)
        descriptor, name = mkstemp(dir=directory)
        os.close(descriptor)
        try:
            yield Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def _name(self, path: Path, digest: str) -> None:
        """Replaces a file of that digest, should there be one: its bytes are the same, or were damaged."""
        final = self._path(digest)
        final.parent.mkdir(parents=True, exist_ok=True)
        path.replace(final)
        for directory in (final.parent, final.parent.parent, self._directory):
            _flush(directory)


class HastyVault(FileVault):
    """A vault for samples, which come again and again: what it was given before it does not write again.

    It holds a file in memory while it is put. Nobody may remove from it what may be put once more.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self._written: set[str] = set()

    def put(self, stream: IO[bytes], *, limit: int) -> tuple[str, int]:
        file = BytesIO()
        digest, size = _copy(stream, file, limit)
        if digest not in self._written:
            file.seek(0)
            super().put(file, limit=limit)
            self._written.add(digest)
        return digest, size


class MemoryVault:
    """`app.ports.Vault` that keeps nothing beyond the process."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def put(self, stream: IO[bytes], *, limit: int) -> tuple[str, int]:
        file = BytesIO()
        digest, size = _copy(stream, file, limit)
        self._files[digest] = file.getvalue()
        return digest, size

    def open(self, digest: str) -> IO[bytes]:
        if digest not in self._files:
            raise NotFound
        return BytesIO(self._files[digest])

    def has(self, digest: str) -> bool:
        return digest in self._files

    def remove(self, digest: str) -> None:
        self._files.pop(digest, None)


def _copy(source: IO[bytes], target: IO[bytes], limit: int) -> tuple[str, int]:
    """Copy in small pieces; answers digest and size. Raises TooLarge as soon as there are more bytes than `limit`."""
    digest, size = sha256(), 0
    while piece := source.read(_CHUNK):
        size += len(piece)
        if size > limit:
            raise TooLarge(limit=_in_words(limit))
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest(), size


def _in_words(size: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:.4g} {unit}"
    return f"{size} B"


def _flush(directory: Path) -> None:
    """Without it a new name may be lost with the power."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable from error
