"""A signed file is read in a process of its own, with bounds of time and memory: it may be anybody's.

Run as `python -m app.connectors.signing.apart` it reads a question from its input and writes the answer; it opens no
file and no connection.
"""

import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from json import dumps, loads
from pathlib import Path
from typing import BinaryIO, Final

from app.connectors.signing.trust import Trust
from app.model.errors import LajurError
from app.model.signature import FoundSignature, Soundness

_HOME = Path(__file__).resolve().parents[3]
#: What every signed file says as it stands, never packed: which bytes the signature covers.
SIGNED: Final = b"/ByteRange"
#: Seconds of computing, seconds of waiting, bytes of memory.
_CPU: Final = 15
_PATIENCE: Final = 30
_MEMORY: Final = 2**30


class CannotCheck(LajurError):
    """The signatures in this file cannot be checked: it takes too long, or the file is damaged."""

    status = 422


def check_apart(pdf: bytes, trust: Trust, now: datetime) -> Sequence[FoundSignature]:
    """`found.found_in` in a process of its own. Raises CannotCheck when that does not come to an end."""
    if SIGNED not in pdf:
        return ()
    question = {
        "now": now.isoformat(),
        "authorities": [b64encode(der).decode() for der in trust.authorities],
        "revoked": [b64encode(der).decode() for der in trust.revoked],
    }
    command = [sys.executable, "-m", "app.connectors.signing.apart"]
    asked = dumps(question).encode() + b"\n" + pdf
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and nothing of the file is in the command
            command, input=asked, capture_output=True, timeout=_PATIENCE, check=True, cwd=_HOME, env={}
        )
        return [_read(row) for row in loads(done.stdout)]
    except (subprocess.SubprocessError, ValueError) as error:
        raise CannotCheck from error


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer one question."""
    # Here, for whoever only asks needs none of it.
    from app.connectors.signing.found import found_in  # noqa: PLC0415 - as said

    question = loads(asked.readline())
    lists = ([b64decode(text) for text in question[key]] for key in ("authorities", "revoked"))
    found = found_in(asked.read(), Trust(*lists), datetime.fromisoformat(question["now"]))
    told.write(dumps([_row(each) for each in found]).encode())


def _row(found: FoundSignature) -> list[object]:
    at = found.at.isoformat() if found.at else None
    return [found.signer, found.issuer, found.soundness, at, found.stamped]


def _read(row: list[str]) -> FoundSignature:
    signer, issuer, soundness, at, stamped = row
    return FoundSignature(
        signer, issuer, Soundness(soundness), datetime.fromisoformat(at) if at else None, bool(stamped)
    )


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    _bound()
    answer(sys.stdin.buffer, sys.stdout.buffer)
