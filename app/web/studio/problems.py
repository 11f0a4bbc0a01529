"""The problems of a working copy, for the editor that asks while somebody draws."""

from time import perf_counter

from flask import request
from flask.typing import ResponseReturnValue

from app.actions.studio.problems import problems
from app.model.finding import Finding
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.values import Json
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.studio.room import room


@room.post("/<int:copy_id>/masalah")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def find_problems(copy_id: int) -> ResponseReturnValue:
    """Judges the diagram in the body, not yet saved; without a body the one that was saved."""
    began = perf_counter()
    found = problems(office(), copy_id, by=user(), diagram=request.get_data())
    return {"findings": [told(finding) for finding in found], "ms": round((perf_counter() - began) * 1000)}


def told(finding: Finding) -> dict[str, Json]:
    """A finding in the reader's language."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "element": finding.element,
        "line": finding.line,
        "sentence": finding.sentence,
        "reason": "",
        "fix": None,
    }
