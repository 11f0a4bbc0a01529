"""`lajur run` as a process of its own that can be killed, stopped and started again at the same address."""

import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.server import environment, free_port

#: Seconds after which a server must be back (the issue's bound) and may take to end.
BACK_WITHIN = 5
ENDS_WITHIN = 10


@dataclass
class Installation:
    """One data folder, one address. `settings` are further variables of the environment."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: str = "run"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it; answers how many seconds it took until it showed a page.

        What it spent waiting for a processor that others used is not counted: it says nothing about the server.
        """
        began = time.monotonic()
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", self.command],
                # As installed: with the compiled modules kept, whatever the environment of the tests says.
                env=environment(self.data, LAJUR_PORT=str(self.port), PYTHONDONTWRITEBYTECODE="", **self.settings),
                stdout=log,
                stderr=log,
            )
        while self.status() != 200:
            if self.process.poll() is not None or time.monotonic() - began > 60:
                raise RuntimeError(f"the server did not start: {self.log()[-2000:]}")
            time.sleep(0.01)
        return time.monotonic() - began - self._kept_waiting()

    def status(self, path: str = "/masuk") -> int:
        """The status with which a page is answered now; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def kill(self) -> None:
        """As when the power of this one process is cut: nothing is flushed, nobody is told."""
        self.send(signal.SIGKILL)
        self.wait()

    def stop(self) -> float:
        """Ask it to end; answers how many seconds it took."""
        began = time.monotonic()
        self.send(signal.SIGTERM)
        self.wait()
        return time.monotonic() - began

    def send(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self) -> int:
        return self._running.wait(timeout=60)

    def _kept_waiting(self) -> float:
        """Seconds its main thread was ready to run and had no processor."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[1]) / 1e9

    @property
    def is_alive(self) -> bool:
        return self._running.poll() is None

    @property
    def pid(self) -> int:
        return self._running.pid

    def log(self) -> str:
        return (self.data.parent / "server.log").read_text()

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise RuntimeError("the server was not started")
        return self.process
