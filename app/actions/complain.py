"""Make a complaint, and follow it. Anybody may, without signing in."""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import IO

from app.actions._complaint import ComplaintView, digest_of, due_of, rule_of, view
from app.actions.attach import LIMIT, safe_name, sniff
from app.model.complaint import Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile
from app.model.errors import Invalid, LajurError, NotFound
from app.model.standard import ComplaintRule
from app.model.text import free_text
from app.ports import Office, Unit

SERIES = "complaint"
PREFIX = "ADU"
#: The actor of whoever complains: nobody is asked who he is.
SOMEBODY = "complainant"
FILES = 3
SHORTEST, LONGEST = 10, 5000
#: The longest text of each field, in characters.
LENGTHS = {"subject": 150, "contact": 200, "case_number": 40}
CODE_SIGNS, CODE_GROUP = 12, 4


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


def file_complaint(office: Office, given: Grievance, uploads: Sequence[Upload] = ()) -> tuple[Complaint, str]:
    """Keep a complaint; answers it with the code that opens its page, which is told once and kept by nobody.

    Raises Invalid with a sentence for each field, NotFound for an unknown service, TooLarge or UnsupportedFile.
    """
    given = _clean(given)
    _check(given, uploads)
    code = b32encode(office.salts()).decode()[:CODE_SIGNS]
    files = [_kept(office, upload) for upload in uploads]
    with office.store.writing() as unit:
        rule = rule_of(office, unit, given.sop)
        now = office.clock()
        complaint = unit.add_complaint(_new(office, unit, given, rule, code, now), _filed(now), files)
        unit.commit()
    return complaint, spaced(code)


def follow(office: Office, number: str, code: str) -> ComplaintView:
    """A complaint for who knows its ticket number and code. Raises NotFound, with one sentence whatever was wrong."""
    with office.store.reading() as reader:
        complaint = reader.complaint(number.strip().upper())
        if not compare_digest(digest_of(code), complaint.code if complaint else "") or complaint is None:
            raise NotFound("There is no complaint with this ticket number and code.")
        return view(office, reader, complaint)


def spaced(code: str) -> str:
    """A code in groups, as people copy it: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + CODE_GROUP] for at in range(0, len(code), CODE_GROUP))


def _new(office: Office, unit: Unit, given: Grievance, rule: ComplaintRule, code: str, now: datetime) -> Complaint:
    year = now.astimezone(office.calendar.zone).year
    return Complaint(
        id=0,
        number=f"{PREFIX}-{year}-{unit.next_number(SERIES, year):05d}",
        code=digest_of(code),
        sop=given.sop,
        kind=rule.usual,
        subject=given.subject,
        text=given.text,
        contact=given.contact,
        case_number=given.case_number,
        filed_at=now,
        due=due_of(office, rule, rule.usual, now),
        events=1,
    )


def _filed(now: datetime) -> ComplaintEvent:
    return ComplaintEvent(1, now, ComplaintDeed.FILED, SOMEBODY)


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
    """The text as it was typed; the fields that are one line without signs that cannot be seen."""
    lines = {field: _visible(getattr(given, field)) for field in ("subject", "contact", "case_number")}
    return replace(given, text=free_text(given.text), **lines)


def _visible(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable()).strip()


def _kept(office: Office, upload: Upload) -> ComplaintFile:
    name = safe_name(upload.name)
    media_type = sniff(upload.stream, name)
    digest, size = office.vault.put(upload.stream, limit=LIMIT)
    return ComplaintFile(0, 0, digest, name, media_type, size)
