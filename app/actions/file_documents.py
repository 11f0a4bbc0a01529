"""What a worker does with documents: set the next one that waits, outside any transaction, and file its PDF.

A document is leased to one worker. What fails is tried again later; what fails for good waits for a supervisor, and
holds up no other document. Who has lost the lease files nothing.
"""

import logging
from dataclasses import replace
from io import BytesIO

from app.actions._files import remove_unused
from app.actions._issue import named
from app.actions._notify import facts_of, tell
from app.actions._paper import paper_of
from app.actions._step import keep
from app.actions.perform import LEASE, TRIES, retry_delay
from app.model.document import Document, DocumentState
from app.model.errors import LajurError, NotFound, Unavailable, packed
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance
from app.model.notice import Announcement, Audience, Topic
from app.model.people import SUPERVISOR
from app.ports import Office, Printer, Unit

log = logging.getLogger(__name__)

#: No letter is larger than this: pictures are made smaller.
MOST_BYTES = 64 * 1024 * 1024
#: Larger pictures are not set.
LARGEST_PHOTO = 32 * 1024 * 1024
ACTOR = "worker:surat"


def file_next(office: Office, owner: str) -> bool:
    """Make and file the next PDF; answers whether there was one. Costs one read when there is none.

    Raises Unavailable when the storage goes away meanwhile: it is tried again when the lease has run out.
    """
    if office.printer is None:
        return False
    with office.store.reading() as reader:
        due = reader.next_document()
    document = _lease(office, owner) if due is not None and due <= office.clock() else None
    if document is None:
        return False
    try:
        digest, _ = office.vault.put(BytesIO(_pdf(office, office.printer, document)), limit=MOST_BYTES)
    except Unavailable:
        raise
    except LajurError as failure:
        _fail(office, document, owner, failure, for_good=True)
    except Exception as fault:
        log.exception("Document %s failed in an unexpected way.", document.id)
        sentence = LajurError("It has failed in an unexpected way ({fault}).", fault=type(fault).__name__)
        _fail(office, document, owner, sentence, for_good=document.attempts >= TRIES)
    else:
        _file(office, document, owner, digest)
    return True


def _pdf(office: Office, printer: Printer, document: Document) -> bytes:
    with office.store.reading() as reader:
        paper = paper_of(office, reader, document)
    return printer.print(paper, lambda digest: _photo(office, digest))


def _photo(office: Office, digest: str) -> bytes | None:
    try:
        with office.vault.open(digest) as file:
            data = file.read(LARGEST_PHOTO + 1)
    except NotFound:
        return None
    return data if len(data) <= LARGEST_PHOTO else None


def _lease(office: Office, owner: str) -> Document | None:
    now = office.clock()
    with office.store.writing() as unit:
        document = unit.lease_document(owner=owner, now=now, until=now + LEASE)
        unit.commit()
        return document


def _file(office: Office, document: Document, owner: str, digest: str) -> None:
    with office.store.writing() as unit:
        found, case = _fenced(unit, document, owner)
        if found is None or case is None:
            remove_unused(office, unit, digest)
            return
        state = DocumentState.FILED if found.state is DocumentState.ISSUED else found.state
        filed = replace(found, state=state, filed=digest, ready_at=None, owner=None, failure="")
        fact = Fact(Happening.DOCUMENT_FILED, filed.element, payload={**named(filed), "digest": digest})
        unit.save_document(filed)
        keep(office, unit, case, case, [fact], ACTOR, now=office.clock())
        unit.commit()


def _fail(office: Office, document: Document, owner: str, failure: LajurError, *, for_good: bool) -> None:
    now = office.clock()
    with office.store.writing() as unit:
        found, case = _fenced(unit, document, owner)
        if found is None or case is None:
            return
        again = None if for_good else now + retry_delay(found.attempts)
        unit.save_document(replace(found, failure=packed(failure), ready_at=again, owner=None))
        if for_good:
            _announce(office, unit, case, found)
        unit.commit()


def _fenced(unit: Unit, document: Document, owner: str) -> tuple[Document | None, ProcessInstance | None]:
    """The document, if `owner` still has it, and its case: both held, the case first."""
    case = unit.hold(document.instance)
    found = unit.hold_document(document.id)
    return (found if found is not None and found.owner == owner and found.filed is None else None), case


def _announce(office: Office, unit: Unit, case: ProcessInstance, document: Document) -> None:
    """Supervisors are told that a letter cannot be made."""
    key = f"{case.number}/document/{document.id}/{document.attempts}"
    facts = facts_of(case, "stopped", str(named(document)["title"]))
    about = Announcement(Topic.INCIDENT, key, Audience(group=SUPERVISOR), case.id, facts, office.clock())
    tell(office, unit, [about], now=office.clock())
