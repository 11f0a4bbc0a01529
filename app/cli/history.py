"""`lajur demo-history`: a history of invented cases, for demos, benchmarks and tests."""

from datetime import UTC, datetime, timedelta

import click

from app.actions.archive.demo_history import Part, Wish, make_history
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
    forced: bool,
) -> None:
    """Make a history of invented cases by the real actions and the real engine, on a clock that is set.

    Run it while no `lajur run` and no `lajur worker` works on the same database.
    """
    settings = Settings.from_environment()
    if not settings.demo and not forced:
        raise click.ClickException("This is not a demo: a history of invented cases would stay in it for good.")
    last = min(until.replace(tzinfo=UTC) + timedelta(days=1), datetime.now(UTC)) if until else datetime.now(UTC)
    period = Period(since.replace(tzinfo=UTC) if since else last - years * YEAR, last, running)
    wish = Wish(cases, period, seed, sops)
    with click.progressbar(length=cases, label="Cases") as bar:
        part = Part(started=lambda _: bar.update(1))
        stage = stage_of_history(settings, period.since)
        make_history(stage, demo_habits(), wish, secret_key(settings), part)


COMMANDS = (demo_history,)
