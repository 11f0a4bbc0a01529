"""A ZIP that is made while it is read: bytes come out piece by piece, the same for the same files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.model.values import Json

#: A ZIP knows no earlier time; with a true one the same files would give other bytes every day.
NO_TIME = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class File:
    """A file of a ZIP: its name, and its bytes in pieces. One that is `packed` is not compressed again."""

    name: str
    pieces: Iterable[bytes]
    packed: bool = False


def streamed(files: Iterable[File], manifest: Callable[[Mapping[str, Json]], bytes]) -> Iterator[bytes]:
    """The bytes of a ZIP with these files and, as the last one, what `manifest` makes of SHA-256 and size of each."""
    sink, written = _Sink(), dict[str, Json]()
    with ZipFile(sink, "w") as archive:
        for file in files:
            digest, size = sha256(), 0
            with archive.open(_info(file), "w") as target:
                for piece in file.pieces:
                    digest.update(piece)
                    size += len(piece)
                    target.write(piece)
                    yield sink.take()
            written[file.name] = {"sha256": digest.hexdigest(), "size": size}
        archive.writestr(_info(File(MANIFEST, ())), manifest(written))
    yield sink.take()


def _info(file: File) -> ZipInfo:
    info = ZipInfo(file.name, NO_TIME)
    info.compress_type = ZIP_STORED if file.packed else ZIP_DEFLATED
    info.create_system = 3  # else it says on which system it was made
    info.external_attr = 0o644 << 16
    return info


class _Sink(RawIOBase):
    """Takes what a ZIP writes until it is asked for. It cannot go back, so the ZIP is one that can be streamed."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, data: Any) -> int:
        self._kept.append(bytes(data))
        return len(self._kept[-1])

    def take(self) -> bytes:
        taken, self._kept = b"".join(self._kept), []
        return taken
