"""What both sides of a complaint share: how it is looked up, shown, and when it falls due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from app.actions._definitions import definition
from app.actions.days import today
from app.model.complaint import Complaint, ComplaintEvent, ComplaintFile
from app.model.errors import NotFound
from app.model.standard import ComplaintRule
from app.ports import Office, Reader


@dataclass(frozen=True)
class ComplaintView:
    """A complaint with its history and its files, and the rule by which it falls due."""

    complaint: Complaint
    events: Sequence[ComplaintEvent]
    files: Sequence[ComplaintFile]
    rule: ComplaintRule
    late: bool


def found(reader: Reader, number: str) -> Complaint:
    """The complaint of this number. Raises NotFound."""
    complaint = reader.complaint(number)
    if complaint is None:
        raise NotFound
    return complaint


def view(office: Office, reader: Reader, complaint: Complaint) -> ComplaintView:
    """A complaint with all that belongs to it."""
    return ComplaintView(
        complaint,
        reader.complaint_events(complaint.id),
        reader.complaint_files(complaint.id),
        rule_of(office, reader, complaint.sop),
        complaint.is_late(today(office)),
    )


def rule_of(office: Office, reader: Reader, sop: str) -> ComplaintRule:
    """The rules of the newest version of an SOP. Raises NotFound when there is no such SOP."""
    deployment = reader.deployment(sop)
    if deployment is None:
        raise NotFound("There is no SOP named {sop}.", sop=sop)
    return definition(office, reader, deployment.digest).sop.complaints


def due_of(office: Office, rule: ComplaintRule, kind: str, filed_at: datetime) -> date:
    """The last day to answer a complaint of a kind."""
    return office.calendar.after(office.calendar.day_zero(filed_at), rule.days[kind])


def digest_of(code: str) -> str:
    """The digest of a code, however it was typed."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(plain.encode()).hexdigest()
