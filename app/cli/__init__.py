"""The command `lajur`, one file for each group of commands."""

import logging

import click

from app.cli import (
    backtest,
    cases,
    documents,
    history,
    letters,
    logs,
    measure,
    migrating,
    paper,
    people,
    serving,
    sops,
    tables,
    verifying,
    versions,
)

__all__ = ["main"]


@click.group()
@click.version_option(package_name="lajur")
@click.pass_context
def main(context: click.Context) -> None:
    """Lajur runs a government SOP from the BPMN diagram that describes it."""
    # What serves tells how it fares; of other commands cron mails whatever is said.
    serves = context.invoked_subcommand in {command.name for command in serving.COMMANDS}
    level = logging.INFO if serves else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # SpiffWorkflow tells of every change of every token; the history tells it better.
    logging.getLogger("spiff").setLevel(logging.WARNING)


_ROOMS = (
    serving,
    sops,
    versions,
    backtest,
    documents,
    tables,
    letters,
    cases,
    people,
    paper,
    verifying,
    history,
    logs,
    measure,
    migrating,
)
for _room in _ROOMS:
    for _command in _room.COMMANDS:
        main.add_command(_command)
