"""Style, script and pictures. Their address holds a digest of all of them, so browsers may keep them for ever."""

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory, url_for

from app.web.shared.compression import TYPES, compressed_file, takes_gzip
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.headers import ONE_YEAR

FOLDER = Path(__file__).parents[1] / "static"
room = Blueprint("assets", __name__)
#: Where a script, ours or one that was bundled, says what it imports.
_IMPORT = re.compile(r'\bfrom ?"(\.{1,2}/[^"]+)"')


@cache
def digest() -> str:
    """Twelve hexadecimal digits that change when any asset changes."""
    total = sha256()
    for path in sorted(filter(Path.is_file, FOLDER.rglob("*"))):
        total.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of an asset."""
    return url_for("assets.send", version=digest(), name=name)


@cache
def modules(name: str) -> tuple[str, ...]:
    """The scripts that a script imports, directly or not: a page that names them gets all of them at the same time."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        folder, text = posixpath.dirname(waiting[0]), (FOLDER / waiting.pop(0)).read_text("utf-8")
        near = [posixpath.normpath(posixpath.join(folder, path)) for path in _IMPORT.findall(text)]
        waiting += [each for each in near if each not in found]
        found |= dict.fromkeys(near)
    return tuple(found)


@room.get("/static/<version>/<path:name>")
@entrance(EVERYONE)
def send(version: str, name: str) -> Response:
    packed = name in packable() and takes_gzip() and not request.range
    response = _packed(name) if packed else send_from_directory(FOLDER, name)
    # A page of an older release may still ask by its old address: answer, but do not let it be kept.
    current = version == digest()
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable" if current else "no-cache"
    return response


@cache
def packable() -> Mapping[str, str]:
    """The assets that shrink, with their media types."""
    found = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
    return {name: kind for name in found if (kind := guess_type(name)[0]) in TYPES}


def _packed(name: str) -> Response:
    response = Response(compressed_file(FOLDER / name, digest()), mimetype=packable()[name])
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{digest()}-{sha256(name.encode()).hexdigest()[:12]}")
    response.make_conditional(request)
    return response
