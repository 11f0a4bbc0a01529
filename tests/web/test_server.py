"""The server ends when it is told to, and not in the middle of an answer."""

import socket
from http.client import HTTPConnection
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from flask import Flask

from app.web.server import serve
from app.web.shared.entrance import EVERYONE, entrance

#: More words than fit into the buffers of a connection.
MANY = 2_000_000


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def connected(port: int) -> HTTPConnection:
    until = monotonic() + 5
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.connect()
        except OSError:
            assert monotonic() < until
            sleep(0.01)
        else:
            return connection


def test_a_running_answer_is_finished_before_the_server_ends(app: Flask, port: int) -> None:
    begun, stop = Event(), Event()

    @entrance(EVERYONE)
    def slow() -> str:
        begun.set()
        sleep(0.3)
        return "whole " * MANY

    app.view_functions["session.sign_in"] = slow
    options = {"host": "127.0.0.1", "port": port, "threads": 2, "stop": stop}
    server = Thread(target=serve, args=(app,), kwargs=options)
    server.start()
    idle, connection = connected(port), connected(port)
    connection.request("GET", "/masuk")
    assert begun.wait(5)
    stop.set()
    answer = connection.getresponse()
    sleep(0.3)
    assert answer.read() == b"whole " * MANY
    assert "Server" not in answer.headers
    connection.close()
    server.join(5)
    assert not server.is_alive()
    assert idle.sock.recv(1) == b""  # hung up
    idle.close()
