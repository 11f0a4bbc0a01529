"""What stands in the way of deploying a working copy: the same rules that guard the deploy, and what mends it."""

from dataclasses import dataclass

from app.actions.deploy import check
from app.actions.studio.open_copy import opened
from app.form.misfits import misfits, told
from app.lint import Subject, lint
from app.lint.fixes import Offer, offer
from app.lint.run import reason
from app.model.bundle import DIAGRAM, Bundle
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.people import User
from app.notation.diagram import read_diagram
from app.ports import Office

#: The rule under which it is told that a file cannot even be read.
UNREADABLE = "unreadable"
#: For so many bundles it is kept how many problems they have.
KEPT = 500
_counts: dict[str, "Count"] = {}


@dataclass(frozen=True)
class Problem:
    """A finding with the reason of its rule and, where something safe mends it, the fix that is offered."""

    finding: Finding
    reason: LajurError
    offer: Offer | None = None


@dataclass(frozen=True)
class Judged:
    """What the rules say of files. `subject` is what they looked at; None when not even the diagram can be read."""

    findings: tuple[Finding, ...]
    subject: Subject | None


def problems(office: Office, copy_id: int, *, by: User, diagram: bytes = b"") -> tuple[Problem, ...]:
    """The problems of a working copy, with `diagram` in the place of the one that was saved, if it is given.

    What cannot be read is a problem, too. Raises NotFound, or Forbidden for those who have no business here.
    """
    return problems_of(office, with_diagram(opened(office, copy_id, by=by).bundle, diagram))


def problems_of(office: Office, bundle: Bundle) -> tuple[Problem, ...]:
    """The problems of files."""
    judged = judge(office, bundle)
    return tuple(
        Problem(each, _reason(each.rule), offer(judged.subject, each) if judged.subject else None)
        for each in judged.findings
    )


def judge(office: Office, bundle: Bundle) -> Judged:
    """What the rules say of files that may be unfinished or hostile; never raises on their account.

    Where another file cannot be read, the diagram is judged by itself.
    """
    try:
        checked = check(office, bundle)
    except LajurError as refused:
        return _alone(bundle, _unreadable(bundle, refused))
    return Judged(checked.findings, checked.subject)


def with_diagram(bundle: Bundle, diagram: bytes) -> Bundle:
    """The files with another diagram, unless it is empty."""
    return bundle.replacing(DIAGRAM, diagram) if diagram else bundle


def _unreadable(bundle: Bundle, refused: LajurError) -> tuple[Finding, ...]:
    """Why files cannot be read: of forms everything that would not be drawn, else what was refused."""
    wrong = [
        told(form, each) for form, path in bundle.form_paths().items() for each in misfits(bundle.files[path], form)
    ]
    return tuple(Finding(UNREADABLE, Severity.ERROR, None, each) for each in wrong or [refused])


def _alone(bundle: Bundle, unreadable: tuple[Finding, ...]) -> Judged:
    try:
        subject = Subject(read_diagram(bundle.files.get(DIAGRAM, b"")))
    except LajurError:
        return Judged(unreadable, None)
    return Judged((*unreadable, *lint(subject)), subject)


def _reason(rule: str) -> LajurError:
    if rule == UNREADABLE:
        return LajurError("What cannot be read cannot be judged, and much less be deployed.")
    if rule == "engine":
        return LajurError("A trial case was begun on this diagram, and the engine could not go on with it.")
    if rule == "scenarios":
        return LajurError("The scenarios are played before every deploy; what cannot be read cannot be played.")
    return reason(rule)


@dataclass(frozen=True, slots=True)
class Count:
    """How many problems a working copy has."""

    errors: int
    warnings: int


def count_problems(office: Office, bundle: Bundle) -> Count:
    """The problems of files as numbers, for lists; what was counted is kept by digest."""
    known = _counts.get(bundle.digest)
    if known is None:
        found = judge(office, bundle).findings
        errors = sum(each.severity is Severity.ERROR for each in found)
        known = Count(errors, len(found) - errors)
        if len(_counts) >= KEPT:
            _counts.clear()
        _counts[bundle.digest] = known
    return known
