"""The server is asked to end under load: everybody who has asked gets an answer, and it ends soon."""

import http.client
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask

from app.store.opening import open_store
from app.web.server import serve
from tests.benchmarks.server import free_port
from tests.chaos.books import faults
from tests.chaos.clerks import Clerk, acknowledged, at_work, statuses
from tests.chaos.installation import ENDS_WITHIN, Installation

pytestmark = pytest.mark.chaos


def test_a_server_asked_to_end_under_load_answers_what_it_was_asked_and_ends_soon(
    install: Callable[..., Installation], rounds: Callable[[int], int], tmp_path: Path
) -> None:
    server = install(tmp_path / "data", LAJUR_THREADS="2")
    clerks = [Clerk(server.port) for _ in range(8)]
    took = []
    with at_work(clerks):
        for _ in range(rounds(2)):
            server.start()
            time.sleep(1)
            took.append(server.stop())
            assert server.wait() == 0
    store = open_store(f"sqlite:///{server.data / 'lajur.db'}")
    assert faults(store, acknowledged(clerks)) == []
    store.close()
    assert statuses(clerks).keys() <= {303, 0}
    assert statuses(clerks)[303] > 0
    assert [clerk.cut_off for clerk in clerks if clerk.cut_off] == []
    assert max(took) < ENDS_WITHIN


@pytest.fixture
def slow() -> Flask:
    """An app whose only page takes its time."""
    app = Flask("slow")
    app.config["MAX_CONTENT_LENGTH"] = 1000

    @app.get("/")
    def page() -> str:
        time.sleep(0.2)
        return "here"

    return app


@pytest.fixture(params=["127.0.0.1", "localhost"])
def served(request: pytest.FixtureRequest, slow: Flask) -> Iterator[tuple[str, int, Event]]:
    """The slow app, served with two threads; its host, its port and the event that ends it."""
    stop, port = Event(), free_port()
    given = {"host": request.param, "port": port, "threads": 2, "stop": stop}
    thread = Thread(target=serve, args=(slow,), kwargs=given)
    thread.start()
    yield request.param, port, stop
    stop.set()
    thread.join(timeout=ENDS_WITHIN)
    assert not thread.is_alive()


def test_requests_that_wait_for_a_free_thread_are_answered_before_the_end(served: tuple[str, int, Event]) -> None:
    host, port, stop = served
    connections = [http.client.HTTPConnection(host, port, timeout=20) for _ in range(8)]

    def ask(connection: http.client.HTTPConnection) -> tuple[int, str | None]:
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Connection")

    _until_open(host, port)
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, connection) for connection in connections]
        time.sleep(0.1)
        stop.set()
        got = [answer.result() for answer in answers]
    assert [status for status, _ in got] == [200] * 8
    assert (200, "close") in got
    with pytest.raises(ConnectionRefusedError):
        ask(http.client.HTTPConnection(host, port, timeout=20))


def test_somebody_who_only_holds_a_connection_does_not_delay_the_end(served: tuple[str, int, Event]) -> None:
    host, port, stop = served
    _until_open(host, port)
    idle = http.client.HTTPConnection(host, port, timeout=20)
    idle.connect()
    stop.set()
    assert idle.sock.recv(1) == b""
    idle.close()


def _until_open(host: str, port: int) -> None:
    until = time.monotonic() + 20
    while True:
        connection = http.client.HTTPConnection(host, port, timeout=20)
        try:
            return connection.connect()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.01)
        finally:
            connection.close()
