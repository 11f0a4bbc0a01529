"""The one-time code of the first administrator, in a file that only the owner of the installation can read."""

import os
import secrets
from hmac import compare_digest
from pathlib import Path

CODE_BYTES = 10


class FileCode:
    """`app.ports.OneTimeCode` in a file (mode 600)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> str:
        """The code that waits: the one that is there already, or a new one."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self._read()
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(CODE_BYTES))
        return self._read()

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
