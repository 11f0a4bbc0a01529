"""Attach a file to a case."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import IO

import puremagic

from app.actions import _rights
from app.actions._step import keep
from app.actions._work import hold_instance
from app.model.errors import LajurError, NotFound
from app.model.event import Fact, Happening
from app.model.instance import Attachment, ProcessInstance
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office, Unit

#: Bytes one file may have.
LIMIT = 10 * 1024 * 1024
#: What may be attached: media type -> endings a file of it may have.
MEDIA_TYPES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}
SNIFFED = 4096
LONGEST_NAME = 120


class UnsupportedFile(LajurError):
    """Only PDF, JPEG and PNG files can be attached; {name} is something else."""

    status = 415


def attach(
    office: Office, instance_id: int, stream: IO[bytes], name: str, *, by: User, element: str | None = None
) -> Attachment:
    """Keep a file in the vault and note it in the history of the case.

    The type is sniffed from the content and must agree with the ending of the name. Raises UnsupportedFile, TooLarge,
    NotFound or Ended. The file is in the vault before the case names it, never the other way round.
    """
    return attach_all(office, instance_id, [(stream, name)], by=by, element=element)[0]


def attach_all(
    office: Office, instance_id: int, uploads: Sequence[tuple[IO[bytes], str]], *, by: User, element: str | None = None
) -> Sequence[Attachment]:
    """Keep several files, all of them or none. Raises what `attach` raises."""
    with office.store.reading() as reader:
        if reader.instance(instance_id) is None:
            raise NotFound
    files = [stored(office, instance_id, stream, name, by=by, element=element) for stream, name in uploads]
    with office.store.writing() as unit:
        before, process = hold_instance(office, unit, instance_id)
        _rights.must_see(process, before, by)
        now = office.clock()
        attachments = [unit.add_attachment(replace(file, added_at=now)) for file in files]
        keep(office, unit, before, before, map(_added, files), by.actor, now=now)
        unit.commit()
        return attachments


def stored(
    office: Office, instance_id: int, stream: IO[bytes], name: str, *, by: User, element: str | None
) -> Attachment:
    """The file in the vault, as an attachment that the case, which is there, does not name yet (its `id` is 0).

    Raises UnsupportedFile or TooLarge.
    """
    safe = safe_name(name)
    media_type = sniff(stream, safe)
    digest, size = office.vault.put(stream, limit=LIMIT)
    return Attachment(0, instance_id, digest, safe, media_type, size, element, by.id, office.clock())


def noted(
    office: Office, unit: Unit, before: ProcessInstance, file: Attachment, *, by: User, seen: Variables | None = None
) -> Attachment:
    """Note a stored file in the held case and its history; `seen` is what else the event shall say of it."""
    now = office.clock()
    attachment = unit.add_attachment(replace(file, added_at=now))
    keep(office, unit, before, before, [_added(file, seen)], by.actor, now=now)
    return attachment


def _added(file: Attachment, seen: Variables | None = None) -> Fact:
    payload: dict[str, Json] = {
        "digest": file.digest,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        **(seen or {}),
    }
    return Fact(Happening.ATTACHMENT_ADDED, file.element, payload=payload)


def sniff(stream: IO[bytes], name: str) -> str:
    """The media type of what the stream holds; the stream is rewound. Raises UnsupportedFile."""
    start = stream.read(SNIFFED)
    stream.seek(0)
    for media_type, endings in MEDIA_TYPES.items():
        if name.lower().endswith(endings) and media_type in _types(start):
            return media_type
    raise UnsupportedFile(name=name)


@lru_cache(maxsize=64)
def _types(start: bytes) -> frozenset[str]:
    """The media types a file can have that begins so; remembered, for it takes a millisecond and samples come again."""
    try:
        return frozenset(match.mime_type for match in puremagic.magic_string(start))
    except (puremagic.PureError, ValueError):
        return frozenset()


def safe_name(name: str) -> str:
    """A file name without folders, control characters or anything a file system or header might misread."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*;%').strip(" .")
    stem, dot, ending = clean.rpartition(".")
    return f"{(stem or ending)[:LONGEST_NAME]}{dot if stem else ''}{ending[:10] if stem else ''}" or "berkas"
