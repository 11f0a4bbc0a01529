"""`lajur run`, `lajur web`, `lajur worker`: the processes of an installation."""

import logging
import signal
from collections.abc import Callable, Sequence
from threading import Event, Thread
from time import monotonic

import click

from app.cli.sentences import in_sentences
from app.ports import Office
from app.settings import Settings
from app.web import OidcSettings, WebSettings, create_app
from app.web.server import serve
from app.wiring import first_code, open_for_business, open_office, secret_key
from app.worker import count_until, owner_name, print_until, tell_until, toil_until, work_until

log = logging.getLogger(__name__)

#: Seconds the loops of a worker have to end.
PATIENCE = 3


@click.command()
@in_sentences
def run() -> None:
    """Web and worker in one process: all a small office needs."""
    settings = Settings.from_environment()
    office = _open(settings)
    stop = _stop_on_signal()
    threads = [_beside(work_until, stop, office, owner=owner_name()), *_other_loops(stop, office)]
    _serve(office, settings, stop)
    _wait_for(threads)


@click.command()
@in_sentences
def web() -> None:
    """The web alone; run `lajur worker` beside it."""
    settings = Settings.from_environment()
    _serve(_open(settings), settings, _stop_on_signal())


@click.command()
@in_sentences
def worker() -> None:
    """The worker alone: timers, services, reminders, e-mails, jobs, PDFs.

    Any number may run side by side on PostgreSQL."""
    office = _open(Settings.from_environment())
    log.info("The worker is at work.")
    stop = _stop_on_signal()
    beside = _other_loops(stop, office)
    work_until(stop, office, owner=owner_name())
    _wait_for(beside)


def _wait_for(threads: Sequence[Thread]) -> None:
    """They have been told to end. One that does not listen is left behind: others take over what it has leased."""
    until = monotonic() + PATIENCE
    for thread in threads:
        thread.join(timeout=max(0, until - monotonic()))


def _other_loops(stop: Event, office: Office) -> list[Thread]:
    """What a worker does beside the work: tell people, do jobs, make PDFs, count figures."""
    named = [_beside(loop, stop, office, owner=owner_name()) for loop in (tell_until, toil_until, print_until)]
    return [*named, _beside(count_until, stop, office)]


def _beside(loop: Callable[..., None], stop: Event, office: Office, **more: str) -> Thread:
    """A thread in which a loop of the worker runs until `stop`."""
    thread = Thread(target=loop, args=(stop, office), kwargs=more, daemon=True)
    thread.start()
    return thread


def _open(settings: Settings) -> Office:
    office = open_office(settings)
    open_for_business(office, settings)
    return office


def _serve(office: Office, settings: Settings, stop: Event) -> None:
    app = create_app(office, _web_settings(settings))
    if code := first_code(office, settings):
        click.echo(f"Nobody administers Lajur yet. Open /pertama and give this one-time code: {code}")
    click.echo(f"Lajur is open at http://{settings.host}:{settings.port}/  (data: {settings.data})")
    serve(app, host=settings.host, port=settings.port, threads=settings.threads, stop=stop)


def _web_settings(settings: Settings) -> WebSettings:
    oidc = OidcSettings(
        settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_mapping
    )
    return WebSettings(
        secret_key=secret_key(settings),
        demo=settings.demo,
        secure=settings.secure,
        proxies=settings.proxies,
        oidc=oidc if settings.oidc_issuer else None,
        outbox=settings.outbox,
    )


def _stop_on_signal() -> Event:
    """An event that is set when the process is asked to end."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


COMMANDS = (run, web, worker)
