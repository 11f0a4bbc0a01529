"""The web server: waitress, stopped from outside without cutting off an answer."""

from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from flask import Flask
from waitress import create_server

#: Seconds that running requests have to end, and then for their answers to leave.
PATIENCE = 10
FLUSH = 2


def serve(app: Flask, *, host: str, port: int, threads: int, stop: Event) -> None:
    """Serve until `stop` is set. What is being answered then is answered; new connections are not taken."""
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=threads,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        # Forwarded headers are read, or not, by the app itself, which knows how many proxies to trust.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    Thread(target=_end, args=(server, sockets, stop), daemon=True).start()
    server.run()


def _end(server: Any, sockets: dict[int, Any], stop: Event) -> None:
    stop.wait()
    server.task_dispatcher.shutdown(cancel_pending=False, timeout=PATIENCE)
    until = monotonic() + FLUSH
    while monotonic() < until and any(channel.total_outbufs_len for channel in list(server.active_channels.values())):
        sleep(0.01)
    # The loop of the server ends when it has nothing left to listen to; only its own thread may close its sockets.
    server.trigger.pull_trigger(lambda: _close(server, sockets))


def _close(server: Any, sockets: dict[int, Any]) -> None:
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    for listener in list(sockets.values()):
        with suppress(OSError):
            listener.close()
