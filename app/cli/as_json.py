"""What commands print with `--json`, for programs: one object, its keys documented where it is made."""

from json import dumps

import click

from app.actions.deploy import Checked
from app.model.finding import Finding, Severity
from app.model.story import StoryTold
from app.model.values import Json

JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")


def print_json(value: Json) -> None:
    """Print one JSON document, with typographic signs as they are."""
    click.echo(dumps(value, ensure_ascii=False, indent=2))


def finding_json(finding: Finding) -> Json:
    """`{rule, severity, element, line, sentence}`; element and line may be null."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "element": finding.element,
        "line": finding.line,
        "sentence": finding.sentence,
    }


def checked_json(sop: str, checked: Checked) -> Json:
    """`{sop, digest, errors, warnings, findings: [...]}`; the first two numbers count the findings."""
    errors = sum(finding.severity is Severity.ERROR for finding in checked.findings)
    return {
        "sop": sop,
        "digest": checked.definition.digest,
        "errors": errors,
        "warnings": len(checked.findings) - errors,
        "findings": [finding_json(finding) for finding in checked.findings],
    }


def story_json(told: StoryTold) -> Json:
    """`{name, title, ends, events, held, failure}`; `failure` is a sentence or null."""
    return {
        "name": told.name,
        "title": told.title,
        "ends": told.ends,
        "events": told.events,
        "held": told.failure is None,
        "failure": told.failure,
    }
