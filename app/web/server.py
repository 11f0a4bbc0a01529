"""Serves the web over HTTP with waitress and ends in good order: what has begun is finished, nothing new is taken."""

import logging
from threading import Event, Thread

from flask import Flask
from waitress.server import create_server

log = logging.getLogger(__name__)


def serve(app: Flask, *, host: str, port: int, threads: int, stop: Event) -> None:
    """Serve until `stop` is set, then let running requests end and return."""
    server = create_server(app, host=host, port=port, threads=threads, ident="Lajur", max_request_body_size=64 * 2**20)
    Thread(target=_close_when, args=(stop, server), daemon=True).start()
    try:
        server.run()
    finally:
        server.task_dispatcher.shutdown(cancel_pending=False, timeout=10)
        log.info("The web is closed.")


def _close_when(stop: Event, server: "create_server") -> None:
    stop.wait()
    server.close()
