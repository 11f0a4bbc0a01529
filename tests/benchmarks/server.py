"""A real `lajur run` in a folder of its own, with the SOP of the benchmarks deployed."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOP = Path(__file__).parent / "sop"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server. `started` are the seconds from its start to its first page."""

    port: int
    pid: int
    data: Path
    started: float

    def cpu(self) -> float:
        """Seconds of CPU it has used so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Resident memory now, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def environment(data: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "LAJUR_DATA": str(data), "LAJUR_DEMO": "1", **more}


def deploy_bench(data: Path, **more: str) -> None:
    """Deploy the SOP of the benchmarks into the installation at `data`."""
    command = [sys.executable, "-m", "app", "deploy", "bench", "--from", str(SOP), "--note", "bench"]
    subprocess.run(command, check=True, env=environment(data, **more), stdout=subprocess.DEVNULL)


@contextmanager
def running(data: Path, **more: str) -> Iterator[Server]:
    """`lajur run` on a free port until the block is left."""
    port = free_port()
    began = time.perf_counter()
    with (data.parent / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "run"],
            env=environment(data, LAJUR_PORT=str(port), **more),
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/masuk")
        yield Server(port, process.pid, data, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, seconds: float = 30) -> None:
    until = time.perf_counter() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server on loopback
                return
        except OSError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.02)
