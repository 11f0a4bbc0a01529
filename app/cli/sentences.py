"""What goes wrong on the command line is told in a sentence; the exit status is 1."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from app.actions.deploy import NotDeployable
from app.actions.rehearsal import StoriesFailed
from app.cli.as_json import finding_json, print_json, story_json
from app.model.errors import Invalid, LajurError
from app.model.finding import Finding
from app.model.values import Json
from app.settings import BadSetting

Params = ParamSpec("Params")
Result = TypeVar("Result")


def in_sentences(command: Callable[Params, Result]) -> Callable[Params, Result]:
    """Tell what an action or a setting raises as a sentence; with `--json` as `{"error": sentence}`, and the `findings`
    or `stories` that it is about."""

    @wraps(command)
    def told(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except (LajurError, BadSetting) as error:
            if kwargs.get("as_json"):
                print_json({"error": _sentence(error), **_about(error)})
                sys.exit(1)
            _print_about(error)
            raise click.ClickException(_sentence(error)) from error

    return told


def print_findings(findings: Iterable[Finding]) -> None:
    """One finding a line: severity, element, sentence, rule."""
    for finding in findings:
        place = f" {finding.element}" if finding.element else ""
        click.echo(f"{finding.severity}{place}: {finding.sentence} [{finding.rule}]")


def _sentence(error: Exception) -> str:
    if isinstance(error, Invalid):
        return " ".join(map(str, error.problems.values())) or str(error)
    return str(error)


def _about(error: Exception) -> dict[str, Json]:
    if isinstance(error, NotDeployable):
        return {"findings": [finding_json(finding) for finding in error.findings]}
    return {"stories": [story_json(told) for told in error.told]} if isinstance(error, StoriesFailed) else {}


def _print_about(error: Exception) -> None:
    if isinstance(error, NotDeployable):
        print_findings(error.findings)
    if isinstance(error, StoriesFailed):
        for told in error.told:
            click.echo(f"{told.name}: {told.failure}")
