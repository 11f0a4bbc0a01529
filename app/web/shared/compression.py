"""Answers are compressed when the browser takes that: pages each time, assets once.

A page holds the reader's CSRF token, and a page that repeats what an address says might give it away by its compressed
size (BREACH). That needs another site to make the reader's browser fetch such pages many times, which our cookies do
not allow (SameSite); and the token is of no use without the cookie it is signed for. Besides, every compressed page is
longer by a random number of bytes, so that its size tells little.
"""

import gzip
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from secrets import choice, randbelow
from string import ascii_letters

from flask import Flask, Response, request

TYPES = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}
)
#: What is shorter fits into a packet or two anyway.
WORTH_IT = 1000
#: Pages are compressed while somebody waits; the next levels take longer and hardly save anything.
QUICK = 5
#: Up to so many bytes are added to a page.
PADDING = 64


def compress_pages(app: Flask) -> None:
    """Compress what views answer. Streams and files pass as they are."""
    app.after_request(_compressed)


@lru_cache(maxsize=256)
def compressed_file(path: Path, _: str) -> bytes:
    """The bytes of a file, compressed as well as can be; read once for each digest of the assets."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def takes_gzip() -> bool:
    """Whether the browser that asks can read it."""
    return request.accept_encodings.quality("gzip") > 0


def _compressed(response: Response) -> Response:
    if response.mimetype not in TYPES or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    plain = response.get_data()
    if len(plain) < WORTH_IT or not takes_gzip() or "Content-Encoding" in response.headers:
        return response
    response.set_data(_padded(plain))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _padded(plain: bytes) -> bytes:
    """Compressed, with a name of random length in the header: browsers read over it."""
    packed = BytesIO()
    name = "".join(choice(ascii_letters) for _ in range(randbelow(PADDING)))
    with gzip.GzipFile(name, "wb", QUICK, packed, mtime=0) as file:
        file.write(plain)
    return packed.getvalue()
