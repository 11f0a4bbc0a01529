"""Deploy a bundle as the next version of its SOP."""

from dataclasses import dataclass

from app.actions._enter import Wish, actor_of, enter
from app.actions.rehearsal import StoriesFailed, rehearsal
from app.actions.start import first_variables
from app.lint import Subject, lint
from app.model.bundle import DIAGRAM, SCENARIOS, Bundle
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


class AnotherSop(Refused):
    """These are the files of the SOP “{key}”, not of “{sop}”."""


@dataclass(frozen=True)
class Checked:
    """A definition that was read, with everything there is to say about it; `subject` is what the rules looked at."""

    definition: ProcessDefinition
    findings: tuple[Finding, ...]
    subject: Subject


def check(office: Office, bundle: Bundle) -> Checked:
    """Read a bundle, lint it, try whether the engine can begin with it, and read its scenarios.

    Raises Refused when it cannot even be read.
    """
    definition = office.read(bundle)
    diagram = read_diagram(bundle.files[DIAGRAM])
    topics = office.connectors.keys() or None
    subject = Subject(diagram, definition.sop, definition.forms, definition.templates, office.house, topics)
    findings = lint(subject)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings = (*findings, *_dry_run(office, definition))
    findings = (*findings, *_stories(office, bundle))
    return Checked(definition, findings, subject)


def without_errors(office: Office, bundle: Bundle) -> Checked:
    """What `check` answers of a bundle that can be played. Raises Refused, or NotDeployable with the findings."""
    checked = check(office, bundle)
    errors = tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)
    if errors:
        raise NotDeployable(errors)
    return checked


def pass_gate(office: Office, bundle: Bundle, sop: str | None = None) -> Checked:
    """Everything that must hold before a deploy: no findings that are errors, and all stories end as they say.

    `sop` is the key that the bundle must have, if it is known beforehand. Raises Refused, NotDeployable with the
    findings, or StoriesFailed with what came of the stories. Takes seconds; nothing is kept.
    """
    checked = without_errors(office, bundle)
    if sop is not None and checked.definition.key != sop:
        raise AnotherSop(None, key=checked.definition.key, sop=sop)
    told = rehearsal(office, bundle)
    if any(each.failure is not None for each in told):
        raise StoriesFailed(told)
    return checked


def deploy(office: Office, bundle: Bundle, *, by: User | None, note: str = "") -> Deployment:
    """Make the bundle the newest version of its SOP. The same bytes as the newest version change nothing.

    `by` None is the house itself (first start, command line). Raises Forbidden unless `by` is a releaser or an
    administrator, and what `pass_gate` raises. Running cases stay on their version.
    """
    if by is not None and not by.groups & {RELEASER, ADMINISTRATOR}:
        raise Forbidden("Only a releaser may deploy.")
    wish = Wish(pass_gate(office, bundle).definition.key, bundle, actor_of(by), note, office.clock())
    try:
        return _entered(office, wish)
    except Conflict:  # somebody has deployed at the same moment: look what, and go on from there
        return _entered(office, wish)


def _entered(office: Office, wish: Wish) -> Deployment:
    with office.store.writing() as unit:
        deployment = enter(unit, wish)
        unit.commit()
    return deployment


def _dry_run(office: Office, definition: ProcessDefinition) -> tuple[Finding, ...]:
    now = office.clock()
    try:
        office.engine.start(definition, first_variables(definition, "-", None, now, office.calendar.zone), now=now)
    except (Refused, StepFailed) as failure:
        return (_finding(failure),)
    return ()


def _stories(office: Office, bundle: Bundle) -> tuple[Finding, ...]:
    try:
        office.stories(bundle.files.get(SCENARIOS, b""))
    except LajurError as refused:
        return (Finding("scenarios", Severity.ERROR, None, refused),)
    return ()


def _finding(failure: LajurError) -> Finding:
    element = failure.element if isinstance(failure, StepFailed) else None
    return Finding("engine", Severity.ERROR, element, failure)
