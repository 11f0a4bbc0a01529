"""Deploy a bundle as the next version of its SOP."""

from dataclasses import dataclass

from app.actions.start import first_variables
from app.lint import Subject, lint
from app.model.bundle import DIAGRAM, Bundle
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import Conflict, Forbidden, LajurError, Refused, StepFailed
from app.model.finding import Finding, Severity
from app.model.people import ADMINISTRATOR, RELEASER, User
from app.notation.diagram import read_diagram
from app.ports import Office


class NotDeployable(Refused):
    """The definition cannot be deployed: {count} problems."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(None, count=len(findings))
        self.findings = findings


@dataclass(frozen=True)
class Checked:
    """A definition that was read, with everything there is to say about it."""

    definition: ProcessDefinition
    findings: tuple[Finding, ...]


def check(office: Office, bundle: Bundle) -> Checked:
    """Read a bundle, lint it and try whether the engine can begin with it.

    Raises Refused when it cannot even be read.
    """
    definition = office.read(bundle)
    diagram = read_diagram(bundle.files[DIAGRAM])
    findings = lint(Subject(diagram, definition.sop, definition.forms, definition.templates, office.house))
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings = (*findings, *_dry_run(office, definition))
    return Checked(definition, findings)


def deploy(office: Office, bundle: Bundle, *, by: User | None, note: str = "") -> Deployment:
    """Make the bundle the newest version of its SOP. The same bytes as the newest version change nothing.

    `by` None is the house itself (first start, command line). Raises Refused or NotDeployable with the findings,
    Forbidden unless `by` is a releaser or an administrator. Running cases stay on their version.
    """
    if by is not None and not by.groups & {RELEASER, ADMINISTRATOR}:
        raise Forbidden("Only a releaser may deploy.")
    checked = check(office, bundle)
    errors = tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)
    if errors:
        raise NotDeployable(errors)
    try:
        return _enter(office, checked.definition.key, bundle, by, note)
    except Conflict:  # somebody has deployed at the same moment: look what, and go on from there
        return _enter(office, checked.definition.key, bundle, by, note)


def _enter(office: Office, key: str, bundle: Bundle, by: User | None, note: str) -> Deployment:
    with office.store.writing() as unit:
        newest = unit.deployment(key)
        if newest is not None and newest.digest == bundle.digest:
            return newest
        version = newest.version + 1 if newest else 1
        deployment = Deployment(key, version, bundle.digest, by.actor if by else "system", office.clock(), note)
        unit.add_bundle(bundle)
        unit.add_deployment(deployment)
        unit.commit()
        return deployment


def _dry_run(office: Office, definition: ProcessDefinition) -> tuple[Finding, ...]:
    now = office.clock()
    try:
        office.engine.start(definition, first_variables(definition, "-", None, now, office.calendar.zone), now=now)
    except (Refused, StepFailed) as failure:
        return (_finding(failure),)
    return ()


def _finding(failure: LajurError) -> Finding:
    element = failure.element if isinstance(failure, StepFailed) else None
    return Finding("engine", Severity.ERROR, element, str(failure))
