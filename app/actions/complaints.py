"""Complaints: filed by anybody, followed by ticket and code, answered by supervisors."""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from hmac import compare_digest
from typing import IO

from app.actions import _rights
from app.actions._definitions import definition
from app.actions.attach import LIMIT, safe_name, sniff
from app.model.complaint import RESULTS, Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.errors import Conflict, Invalid, LajurError, NotFound
from app.model.people import User
from app.model.standard import ComplaintRule
from app.ports import Office, Reader, Unit

SERIES = "complaint"
PREFIX = "ADU"
#: The actor of whoever complains: nobody is asked who he is.
SOMEBODY = "complainant"
FILES = 3
SHORTEST, LONGEST = 10, 5000
#: The longest text of each field, in characters.
LENGTHS = {"subject": 150, "contact": 200, "case_number": 40}
CODE_SIGNS, CODE_GROUP = 12, 4
PAGE = 25


@dataclass(frozen=True, slots=True)
class Grievance:
    """What somebody has written. `contact` and `case_number` may be empty."""

    sop: str
    subject: str
    text: str
    contact: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: a stream that can be rewound, and the name its sender gave it."""

    stream: IO[bytes]
    name: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What a supervisor does with a complaint; `detail` is the kind, the receiver or the result (see the event)."""

    what: ComplaintDeed
    text: str = ""
    detail: str = ""


@dataclass(frozen=True)
class ComplaintView:
    """A complaint with its history and its files; `days` are the kinds it may have with their working days."""

    complaint: Complaint
    events: Sequence[ComplaintEvent]
    files: Sequence[ComplaintFile]
    rule: ComplaintRule
    late: bool


@dataclass(frozen=True)
class ComplaintPage:
    """A page of complaints with those of them that are late; `next` is the key of the next page."""

    rows: Sequence[Complaint]
    late: frozenset[int]
    next: int | None


def file_complaint(office: Office, given: Grievance, uploads: Sequence[Upload] = ()) -> tuple[Complaint, str]:
    """Keep a complaint; answers it with the code that opens its page, which is told once and kept by nobody.

    Raises Invalid with a sentence for each field, NotFound for an unknown service, TooLarge or UnsupportedFile.
    """
    given = _clean(given)
    _check(given, uploads)
    code = b32encode(office.salts()).decode()[:CODE_SIGNS]
    files = [_kept(office, upload) for upload in uploads]
    with office.store.writing() as unit:
        rule = _rule(office, unit, given.sop)
        now = office.clock()
        complaint = unit.add_complaint(_new(office, unit, given, rule, code, now), _filed(now), files)
        unit.commit()
    return complaint, spaced(code)


def follow(office: Office, number: str, code: str) -> ComplaintView:
    """A complaint for who knows its ticket number and code. Raises NotFound, with one sentence whatever was wrong."""
    with office.store.reading() as reader:
        complaint = reader.complaint(number.strip().upper())
        if not compare_digest(_digest(code), complaint.code if complaint else "") or complaint is None:
            raise NotFound("There is no complaint with this ticket number and code.")
        return _view(office, reader, complaint)


def complaints(
    office: Office, user: User, *, state: ComplaintState | None = None, before: int | None = None
) -> ComplaintPage:
    """Complaints, newest first. Raises Forbidden unless the user supervises."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        rows = reader.complaints(state=state, before=before, limit=PAGE + 1)
    today = office.clock().astimezone(office.calendar.zone).date()
    late = frozenset(row.id for row in rows if row.is_late(today))
    return ComplaintPage(rows[:PAGE], late, rows[PAGE - 1].id if len(rows) > PAGE else None)


def complaint(office: Office, number: str, user: User) -> ComplaintView:
    """A complaint by its number. Raises Forbidden unless the user supervises, or NotFound."""
    _rights.must_supervise(user)
    with office.store.reading() as reader:
        return _view(office, reader, _found(reader, number))


def complaint_file(office: Office, number: str, file_id: int, user: User) -> tuple[ComplaintFile, IO[bytes]]:
    """A file of a complaint and its bytes. Raises Forbidden unless the user supervises, or NotFound."""
    for file in complaint(office, number, user).files:
        if file.id == file_id:
            return file, office.vault.open(file.digest)
    raise NotFound


def handle(office: Office, number: str, deed: Deed, *, by: User) -> Complaint:
    """Classify, forward, answer or close a complaint.

    Raises Forbidden unless `by` supervises, NotFound, Conflict when it is closed, LajurError when something is missing.
    """
    _rights.must_supervise(by)
    with office.store.writing() as unit:
        before = _found(unit, number)
        if before.state is ComplaintState.CLOSED:
            raise Conflict("This complaint is closed.")
        now = office.clock()
        after = replace(_after(office, unit, before, deed, now), events=before.events + 1)
        event = ComplaintEvent(after.events, now, deed.what, by.actor, deed.text.strip(), deed.detail.strip())
        unit.keep_complaint(before, after, event)
        unit.commit()
        return after


def spaced(code: str) -> str:
    """A code in groups, as people copy it: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + CODE_GROUP] for at in range(0, len(code), CODE_GROUP))


def _after(office: Office, reader: Reader, before: Complaint, deed: Deed, now: datetime) -> Complaint:
    """The complaint as the deed leaves it."""
    match deed.what:
        case ComplaintDeed.CLASSIFIED:
            rule = _rule(office, reader, before.sop)
            if deed.detail not in rule.days:
                raise LajurError("Please choose the kind of the complaint.")
            return replace(before, kind=deed.detail, due=_due(office, rule, deed.detail, before.filed_at))
        case ComplaintDeed.FORWARDED:
            _must_say(deed.detail, LajurError("Please say to whom the complaint is forwarded."))
            return replace(before, state=ComplaintState.FORWARDED)
        case ComplaintDeed.ANSWERED:
            _must_say(deed.text, LajurError("Please write an answer."))
            today = now.astimezone(office.calendar.zone).date()
            return replace(before, state=ComplaintState.ANSWERED, answered_on=before.answered_on or today)
        case ComplaintDeed.CLOSED if deed.detail in RESULTS:
            return replace(before, state=ComplaintState.CLOSED, result=deed.detail)
        case _:
            raise LajurError("Please choose the result of the complaint.")


def _must_say(text: str, otherwise: LajurError) -> None:
    if not text.strip():
        raise otherwise


def _new(office: Office, unit: Unit, given: Grievance, rule: ComplaintRule, code: str, now: datetime) -> Complaint:
    year = now.astimezone(office.calendar.zone).year
    return Complaint(
        id=0,
        number=f"{PREFIX}-{year}-{unit.next_number(SERIES, year):05d}",
        code=_digest(code),
        sop=given.sop,
        kind=rule.usual,
        subject=given.subject,
        text=given.text,
        contact=given.contact,
        case_number=given.case_number,
        filed_at=now,
        due=_due(office, rule, rule.usual, now),
        events=1,
    )


def _filed(now: datetime) -> ComplaintEvent:
    return ComplaintEvent(1, now, ComplaintDeed.FILED, SOMEBODY)


def _due(office: Office, rule: ComplaintRule, kind: str, filed_at: datetime) -> date:
    return office.calendar.after(office.calendar.day_zero(filed_at), rule.days[kind])


def _check(given: Grievance, uploads: Sequence[Upload]) -> None:
    problems: dict[str, LajurError] = {}
    if not given.subject:
        problems["subject"] = LajurError("Please say in a few words what it is about.")
    if not SHORTEST <= len(given.text) <= LONGEST:
        problems["text"] = LajurError(
            "Please describe it in {least} to {most} characters.", least=SHORTEST, most=LONGEST
        )
    for field, most in LENGTHS.items():
        if len(getattr(given, field)) > most:
            problems[field] = LajurError("This is longer than {most} characters.", most=most)
    if len(uploads) > FILES:
        problems["files"] = LajurError("No more than {most} files, please.", most=FILES)
    if problems:
        raise Invalid(problems)


def _clean(given: Grievance) -> Grievance:
    """Without blanks around and without signs that cannot be seen."""
    fields = ("subject", "text", "contact", "case_number")
    return replace(given, **{field: _visible(getattr(given, field)) for field in fields})


def _visible(text: str) -> str:
    return "".join(sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign in "\n\t").strip()


def _kept(office: Office, upload: Upload) -> ComplaintFile:
    name = safe_name(upload.name)
    media_type = sniff(upload.stream, name)
    digest, size = office.vault.put(upload.stream, limit=LIMIT)
    return ComplaintFile(0, 0, digest, name, media_type, size)


def _found(reader: Reader, number: str) -> Complaint:
    found = reader.complaint(number)
    if found is None:
        raise NotFound
    return found


def _view(office: Office, reader: Reader, complaint: Complaint) -> ComplaintView:
    today = office.clock().astimezone(office.calendar.zone).date()
    return ComplaintView(
        complaint,
        reader.complaint_events(complaint.id),
        reader.complaint_files(complaint.id),
        _rule(office, reader, complaint.sop),
        complaint.is_late(today),
    )


def _rule(office: Office, reader: Reader, sop: str) -> ComplaintRule:
    deployment = reader.deployment(sop)
    if deployment is None:
        raise NotFound("There is no SOP named {sop}.", sop=sop)
    return definition(office, reader, deployment.digest).sop.complaints


def _digest(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(plain.encode()).hexdigest()
