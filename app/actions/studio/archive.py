"""The files of an SOP as one ZIP, laid out like a folder of SOPs: `bpmn/<sop>/`, `forms/<sop>/`,
`reports/templates/<sop>/`. One that comes back is read as if an enemy had made it."""

import stat
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as bad_stream

from app.model.bundle import Bundle
from app.model.errors import LajurError, Refused, TooLarge
from app.model.studio import FILE_LIMIT, FILES_LIMIT, is_place

#: How large the ZIP may be, and all its files together, in bytes.
ZIP_LIMIT = 10 * 2**20
ALL_LIMIT = 40 * 2**20
#: A ZIP knows no earlier time; with a true one the same files would give other bytes every day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_ROOMS = ("bpmn", "forms", "reports")
#: What other programs leave in archives.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class BadArchive(Refused):
    """The ZIP cannot be read, or it is damaged."""


def zipped(sop: str, bundle: Bundle) -> bytes:
    """The files of an SOP; the same files give the same bytes."""
    sink = BytesIO()
    with ZipFile(sink, "w") as archive:
        for path, data in sorted(bundle.files.items()):
            info = ZipInfo(laid_out(path, sop), _NO_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return sink.getvalue()


def laid_out(path: str, sop: str) -> str:
    """Where a file of a bundle stands in a folder of SOPs: `bpmn/sop.toml` -> `bpmn/<sop>/sop.toml`."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{sop}/{name}"


def unzipped(data: bytes) -> Mapping[str, Bundle]:
    """The files of a ZIP by the key of their SOP. Raises Refused or TooLarge, with a sentence, for what is no such ZIP:
    damaged, encrypted, with links, with paths that lead elsewhere or stand twice, or that unfolds beyond all measure.
    """
    if len(data) > ZIP_LIMIT:
        raise TooLarge(None, limit=f"{ZIP_LIMIT // 2**20} MB")
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _sorted(dict(_files(archive)))
    except (BadZipFile, LargeZipFile, bad_stream, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise BadArchive from None


def _files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = [each for each in archive.infolist() if not each.is_dir() and not _is_litter(each.filename)]
    if len(entries) > 4 * FILES_LIMIT:
        raise Refused("The ZIP holds {count} files; an SOP has some tens.", count=len(entries))
    seen: set[str] = set()
    left = ALL_LIMIT
    for entry in entries:
        _must_be_plain(entry, seen)
        seen.add(entry.filename.casefold())
        data = _read(archive, entry, min(left, FILE_LIMIT))
        left -= len(data)
        yield entry.filename, data


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or name.rpartition("/")[2] in _LITTER


def _must_be_plain(entry: ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    parts = name.split("/")
    if "\\" in entry.orig_filename or "\0" in entry.orig_filename or ":" in name or {"", ".", ".."} & set(parts):
        raise Refused("The ZIP holds the path “{path}”, which leads elsewhere.", path=name[:100])
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Refused("“{path}” in the ZIP is a link or no file at all.", path=name[:100])
    if name.casefold() in seen:
        raise Refused("“{path}” stands twice in the ZIP.", path=name[:100])


def _read(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """The bytes of a file, and never more than are allowed: what a ZIP says of sizes may be a lie."""
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge("“{path}” in the ZIP is larger than is allowed.", path=entry.filename[:100])
    return data


def _sorted(files: Mapping[str, bytes]) -> Mapping[str, Bundle]:
    found: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        sop, path = _place(name.split("/"))
        if not is_place(path):
            raise Refused("An SOP has no file “{path}”.", path=name[:100])
        if path in found.setdefault(sop, {}):
            raise Refused("“{path}” stands twice in the ZIP.", path=name[:100])
        found[sop][path] = data
    if not found:
        raise Refused("The ZIP is empty.")
    return {sop: Bundle(bundle) for sop, bundle in found.items()}


def _place(parts: list[str]) -> tuple[str, str]:
    """The SOP of a file and its path in the bundle. All may stand in one folder more, named after the archive."""
    if len(parts) > 1 and parts[0] not in _ROOMS and parts[1] in _ROOMS:
        parts = parts[1:]
    if len(parts) < 3:
        return "", "/".join(parts)
    return parts[-2], "/".join([*parts[:-2], parts[-1]])


def only_one(bundles: Mapping[str, Bundle], wanted: str = "") -> tuple[str, Bundle]:
    """The SOP that is wanted, or the only one there is. Raises LajurError when that cannot be told."""
    if wanted in bundles:
        return wanted, bundles[wanted]
    if len(bundles) > 1:
        names = ", ".join(sorted(bundles))
        raise LajurError("The ZIP holds several SOPs ({names}); bring one of them.", names=names[:200])
    return next(iter(bundles.items()))
