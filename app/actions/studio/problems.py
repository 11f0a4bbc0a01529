"""What stands in the way of deploying a working copy: the same rules that guard the deploy."""

from app.actions.deploy import check
from app.actions.studio.open_copy import opened
from app.model.bundle import DIAGRAM, Bundle
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.people import User
from app.ports import Office

#: The rule under which it is told that a file cannot even be read.
UNREADABLE = "unreadable"


def problems(office: Office, copy_id: int, *, by: User, diagram: bytes = b"") -> tuple[Finding, ...]:
    """The findings of a working copy, with `diagram` in the place of the one that was saved, if it is given.

    What cannot be read is a finding, too. Raises NotFound, or Forbidden for those who have no business here.
    """
    bundle = opened(office, copy_id, by=by).bundle
    return findings_of(office, bundle.replacing(DIAGRAM, diagram) if diagram else bundle)


def findings_of(office: Office, bundle: Bundle) -> tuple[Finding, ...]:
    """What the rules say of files that may be unfinished or hostile; it never raises on their account."""
    try:
        return check(office, bundle).findings
    except LajurError as refused:
        return (Finding(UNREADABLE, Severity.ERROR, None, refused),)
