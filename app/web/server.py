"""The web server: waitress, stopped from outside without cutting off an answer."""

from collections.abc import Iterable
from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from flask import Flask
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.wasyncore import dispatcher

#: Seconds that requests have to be answered once the server is to end.
PATIENCE = 7
#: Seconds in which a request that was sent before may still arrive.
ARRIVAL = 0.5


def serve(app: Flask, *, host: str, port: int, threads: int, stop: Event) -> None:
    """Serve until `stop` is set. What was sent by then is answered; new connections are not taken.

    Ends at the latest PATIENCE seconds after `stop`.
    """
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
    listeners = [each for each in sockets.values() if isinstance(each, BaseWSGIServer)]
    for listener in listeners:
        listener.channel_class = _Channel
    Thread(target=_end, args=(listeners, sockets, stop), daemon=True).start()
    server.run()
    server.task_dispatcher.shutdown(timeout=1)
    # A thread that still runs would write its signal into whatever file then has the number of the closed trigger.
    if not server.task_dispatcher.threads:
        for listener in listeners:
            listener.trigger.close()


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that ends with its next answer once the server does not listen any more."""

    def service(self) -> None:
        if not self.server.accepting:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    @property
    def is_busy(self) -> bool:
        return bool(self.requests or self.total_outbufs_len)


def _end(listeners: list[Any], sockets: dict[int, Any], stop: Event) -> None:
    stop.wait()
    trigger = listeners[0].trigger
    began = monotonic()
    # Only the loop's own thread may touch its sockets; it ends when it has nothing left to listen to.
    trigger.pull_trigger(lambda: _stop_listening(listeners))
    while monotonic() - began < ARRIVAL or (_is_busy(sockets.values()) and monotonic() - began < PATIENCE):
        sleep(0.01)
    trigger.pull_trigger(lambda: _hang_up(sockets))


def _is_busy(sockets: Iterable[Any]) -> bool:
    return any(each.is_busy for each in list(sockets) if isinstance(each, _Channel))


def _stop_listening(listeners: Iterable[Any]) -> None:
    for listener in listeners:
        before = -1
        while before != len(listener.active_channels):  # whoever has connected already is let in
            before = len(listener.active_channels)
            listener.handle_accept()
        dispatcher.close(listener)  # its own close would close the trigger, too


def _hang_up(sockets: dict[int, Any]) -> None:
    for each in list(sockets.values()):
        if isinstance(each, _Channel):
            with suppress(OSError):
                each.handle_close()
    sockets.clear()
