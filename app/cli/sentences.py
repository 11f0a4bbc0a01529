"""What goes wrong on the command line is told in a sentence; the exit status is 1."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from app.actions.deploy import NotDeployable
from app.model.errors import Invalid, LajurError
from app.model.finding import Finding
from app.settings import BadSetting

Params = ParamSpec("Params")
Result = TypeVar("Result")


def in_sentences(command: Callable[Params, Result]) -> Callable[Params, Result]:
    """Tell what an action or a setting raises as a sentence."""

    @wraps(command)
    def told(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except NotDeployable as refused:
            print_findings(refused.findings)
            raise click.ClickException(str(refused)) from refused
        except Invalid as refused:
            raise click.ClickException(" ".join(map(str, refused.problems.values())) or str(refused)) from refused
        except (LajurError, BadSetting) as error:
            raise click.ClickException(str(error)) from error

    return told


def print_findings(findings: Iterable[Finding]) -> None:
    """One finding a line: severity, element, sentence, rule."""
    for finding in findings:
        place = f" {finding.element}" if finding.element else ""
        click.echo(f"{finding.severity}{place}: {finding.sentence} [{finding.rule}]")
