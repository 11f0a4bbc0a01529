"""How facts become columns: times are microseconds since 1970 (UTC), digests bytes, variables JSON text."""

from collections.abc import Sequence
from datetime import datetime
from json import dumps, loads
from typing import Any
from unicodedata import normalize
from zlib import compress, decompress

import orjson

from app.model.event import microseconds, moment
from app.model.register import RegisterEntry
from app.model.values import Json, Variables

#: Texts to search in are cut here: a B-tree of PostgreSQL takes no more than 2.7 kB.
SEARCHED = 600
#: Enough of a title to sort by it.
COMPANY = 80
#: Shorter payloads would hardly shrink.
WORTH_COMPRESSING = 200


def stamp(at: datetime | None) -> int | None:
    """A time as it is stored: microseconds since 1970."""
    return None if at is None else microseconds(at)


def when(value: int | None) -> datetime | None:
    """The time of a stored number, in UTC."""
    return None if value is None else moment(value)


def to_json(value: Variables | Sequence[Json]) -> str:
    """JSON text. What orjson refuses (integers beyond 64 bits) is written by the standard library, after a blank."""
    try:
        return orjson.dumps(value, default=dict).decode()
    except TypeError:
        return " " + dumps(value, default=dict, separators=(",", ":"))


def from_json(text: str) -> Any:
    """The value of a JSON text, exactly as it was: the blank in front says that orjson would round it."""
    return loads(text) if text.startswith(" ") else orjson.loads(text)


def pack(payload: bytes | None) -> bytes | None:
    """A long payload compressed. JSON objects begin with `{`, zlib's bytes with `x`: so they can be told apart."""
    if payload is None or len(payload) <= WORTH_COMPRESSING:
        return payload
    return compress(payload)


def unpack(stored: bytes | None) -> bytes | None:
    return decompress(stored) if stored is not None and stored.startswith(b"x") else stored


def searchable(text: str) -> str:
    """Text in which, and for which, one can search without regard to upper and lower case."""
    return normalize("NFKC", text).casefold().replace("\0", "")[:SEARCHED]


def register_text(entry: RegisterEntry) -> str:
    """What of a line in a book of letters can be searched for."""
    return searchable("\n".join((entry.case, *entry.columns.values())))


def pattern(text: str) -> str:
    """The LIKE pattern (escaped by a backslash) for texts that contain `text`."""
    escaped = searchable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
