"""The one-time code of the first administrator, in a file that only the owner of the installation can read."""

import secrets
from hmac import compare_digest
from pathlib import Path

from app.store.once import made_once

CODE_BYTES = 10


class FileCode:
    """`app.ports.OneTimeCode` in a file (mode 600)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> str:
        """The code that waits: the one that is there already, or a new one."""
        return made_once(self._path, secrets.token_hex(CODE_BYTES))

    def is_waiting(self) -> bool:
        return self._path.exists()

    def matches(self, code: str) -> bool:
        waiting = self._read()
        return bool(waiting) and compare_digest(waiting.encode(), code.encode())

    def spend(self) -> None:
        self._path.unlink(missing_ok=True)

    def _read(self) -> str:
        try:
            return self._path.read_text()
        except FileNotFoundError:
            return ""
