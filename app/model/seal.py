"""Seals: signed lists of how far every case has come. **This is a public format**: add, never rename.

A chain of hashes shows every change but two: whoever can write in the database may cut off its end, or make all of it
anew. A seal that lies elsewhere shows these as well. It is a file of JSON Lines (UTF-8, each line ends in a line
feed):

1. the header `{"format": "lajur-seal-1", "number": n, "at": time, "previous": digest or null, "key": key}`: `number`
   counts the seals 1, 2, 3, ...; `at` is ISO 8601 in UTC; `previous` is the SHA-256 of all bytes of the seal before,
   so that seals form a chain as well; `key` is the public key (Ed25519, 32 bytes). Digests and keys are hexadecimal.
2. for each version of each SOP `{"sop": key, "version": n, "digest": digest, "by": actor, "at": microseconds}`.
3. for each case by its internal number `{"id": n, "case": number, "events": count, "head": digest}`; `head` is the
   digest of the last event (`app.model.event`).
4. `{"signature": signature}`: Ed25519 over the text `lajur-seal-1`, a line feed, and the SHA-256 (32 bytes) of all
   lines before this one.

A seal is named `seal-000001.jsonl` after its number. It is never changed; a seal without its last line was not written
to its end and proves nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import dumps, loads
from typing import IO

from app.model.dossier import Deployed, Head
from app.model.values import Json

FORMAT = "lajur-seal-1"
NAME = re.compile(r"seal-(\d{6,})\.jsonl")
#: Bytes of the longest line there may be.
LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a seal. `previous` is the digest of the seal before it."""

    number: int
    at: datetime
    previous: str | None
    key: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What can be said of a seal without knowing the database. `digest` is that of all its bytes, `sealed` that of the
    lines before the signature."""

    header: Header
    digest: str
    sealed: bytes
    signature: bytes


class NotASeal(ValueError):
    """The bytes are no seal."""


class Unfinished(NotASeal):
    """A seal without its last line."""


def name_of(number: int) -> str:
    """The name of a seal's file."""
    return f"seal-{number:06d}.jsonl"


def number_of(name: str) -> int | None:
    """The number in the name of a seal's file; None for any other file."""
    found = NAME.fullmatch(name)
    return int(found[1]) if found else None


def signed(sealed: bytes) -> bytes:
    """What the signature covers, from the digest of the lines before it."""
    return f"{FORMAT}\n".encode() + sealed


def line(row: Mapping[str, Json]) -> bytes:
    """A line of a seal."""
    return dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def header_line(it: Header) -> bytes:
    """The first line of a seal."""
    at = it.at.isoformat()
    return line({"format": FORMAT, "number": it.number, "at": at, "previous": it.previous, "key": it.key})


def deployed_line(it: Deployed) -> bytes:
    """What a seal says of a version of an SOP."""
    return line({"sop": it.sop, "version": it.version, "digest": it.digest, "by": it.by, "at": it.at})


def head_line(it: Head) -> bytes:
    """What a seal says of a case: how far its history has come."""
    return line({"id": it.id, "case": it.number, "events": it.events, "head": it.digest.hex()})


def read_seal(stream: IO[bytes]) -> Seal:
    """Read a seal to its end, line by line. Raises Unfinished or NotASeal."""
    whole, sealed, lines, first, last = sha256(), sha256(), 0, b"", b""
    while text := stream.readline(LONGEST):
        if len(text) == LONGEST:
            raise NotASeal
        first = first or text
        sealed.update(last)
        whole.update(text)
        last = text
        lines += 1
    if lines < 2 or not last.endswith(b"\n"):
        raise Unfinished
    header, signature = read_header(first), _object(last).get("signature")
    if not isinstance(signature, str):
        raise Unfinished
    try:
        return Seal(header, whole.hexdigest(), sealed.digest(), bytes.fromhex(signature))
    except ValueError as error:
        raise NotASeal from error


def read_header(text: bytes) -> Header:
    """The first line of a seal. Raises NotASeal."""
    row = _object(text)
    number, at, previous, key = (row.get(name) for name in ("number", "at", "previous", "key"))
    if row.get("format") != FORMAT or not isinstance(number, int) or not isinstance(key, str):
        raise NotASeal
    try:
        time = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise NotASeal from error
    if time.tzinfo is None:
        raise NotASeal
    return Header(number, time, previous if isinstance(previous, str) else None, key)


def read_rows(stream: IO[bytes]) -> Iterator[Deployed | Head]:
    """What a seal says of deployments and cases, in its order. Raises NotASeal for a line that says anything else.

    Read the seal whole first (`read_seal`), and believe it only when its signature is right.
    """
    stream.readline(LONGEST)
    while "signature" not in (row := _object(stream.readline(LONGEST))):
        try:
            yield _deployed(row) if "sop" in row else _head(row)
        except (KeyError, TypeError, ValueError) as error:
            raise NotASeal from error


def _deployed(row: Mapping[str, Json]) -> Deployed:
    return Deployed(str(row["sop"]), _number(row["version"]), str(row["digest"]), str(row["by"]), _number(row["at"]))


def _head(row: Mapping[str, Json]) -> Head:
    digest = bytes.fromhex(str(row["head"]))
    return Head(_number(row["id"]), str(row["case"]), _number(row["events"]), digest, 0)


def _number(value: Json) -> int:
    if not isinstance(value, int):
        raise TypeError
    return value


def _object(text: bytes) -> dict[str, Json]:
    try:
        row = loads(text)
    except (ValueError, RecursionError) as error:
        raise NotASeal from error
    if not isinstance(row, dict):
        raise NotASeal
    return row
