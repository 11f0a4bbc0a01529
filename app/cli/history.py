"""`lajur demo-history`: a history of invented cases, for demos, benchmarks and tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event

import click

from app.actions.archive.demo_history import Part, Wish, make_history
from app.cli.history_parts import interrupts, side_by_side
from app.cli.sentences import in_sentences
from app.library.demo_habits import demo_habits
from app.model.demo_plan import Period
from app.settings import Settings
from app.wiring import secret_key, stage_of_history

DAY = click.DateTime(formats=["%Y-%m-%d"])
YEAR = timedelta(days=365)


@click.command(name="demo-history")
@click.option("--cases", type=click.IntRange(1), required=True, help="How many cases.")
@click.option("--years", type=click.FloatRange(0, min_open=True), default=1, show_default=True, help="How long.")
@click.option("--from", "since", type=DAY, help="The first day, instead of --years.")
@click.option("--until", type=DAY, help="The last day; without it, now.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same history.")
@click.option("--sop", "sops", multiple=True, help="Only cases of this SOP; may be given several times.")
@click.option(
    "--running",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="Share of the cases that the last day finds on their way.",
)
@click.option("--processes", type=click.IntRange(1), default=1, help="Several at once, on PostgreSQL.")
@click.option("--yes-this-is-a-test-database", "forced", is_flag=True, help="Even where LAJUR_DEMO is not set.")
@in_sentences
def demo_history(
    cases: int,
    years: float,
    since: datetime | None,
    until: datetime | None,
    seed: int,
    sops: tuple[str, ...],
    running: float,
    processes: int,
    forced: bool,
) -> None:
    """Make a history of invented cases by the real actions and the real engine, on a clock that is set.

    Run it while no `lajur run` and no `lajur worker` works on the same database. Ctrl-C starts no more cases and leads
    those on their way to their end.
    """
    settings = Settings.from_environment()
    if not settings.demo and not forced:
        raise click.ClickException("This is not a demo: a history of invented cases would stay in it for good.")
    last = min(until.replace(tzinfo=UTC) + timedelta(days=1), datetime.now(UTC)) if until else datetime.now(UTC)
    period = Period(since.replace(tzinfo=UTC) if since else last - years * YEAR, last, running)
    if period.since >= period.until:
        raise click.BadParameter("A history begins before it ends.")
    wish = Wish(cases, period, seed, sops)
    if processes > 1 and not settings.database_url.startswith("postgresql"):
        raise click.ClickException("Several processes need PostgreSQL: SQLite has one writer at a time.")
    with click.progressbar(length=cases, label="Cases") as bar:
        count = _make(settings, wish, processes, lambda started: bar.update(started - bar.pos))
    click.echo(f"{count} cases of {period.since:%d-%m-%Y} to {period.until:%d-%m-%Y}.")


def _make(settings: Settings, wish: Wish, processes: int, told: Callable[[int], None]) -> int:
    """Make the history; answers how many cases were started."""
    stage = stage_of_history(settings, wish.period.since)
    if processes > 1:
        stage.office.store.close()
        return side_by_side(settings, wish, processes, told)
    stopped = Event()
    part = Part(in_turn=lambda _: not stopped.is_set(), started=lambda order: told(order + 1))
    with interrupts(stopped.set):
        return make_history(stage, demo_habits(), wish, secret_key(settings), part)


COMMANDS = (demo_history,)
