"""The documents of a case: who may see which, their PDFs, and what a supervisor does with them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import IO

from app.actions import _rights
from app.actions._definitions import definition
from app.actions._issue import named
from app.actions._step import keep
from app.model.definition import ProcessDefinition
from app.model.document import Document, DocumentState
from app.model.errors import Conflict, NotFound
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance
from app.model.people import User
from app.model.text import must_be_reason
from app.ports import Office, Reader, Unit

#: How a document is taken back, by how far it has come: what was signed is revoked, anything else cancelled.
TAKEN_BACK = {
    DocumentState.SIGNED: (DocumentState.REVOKED, Happening.DOCUMENT_REVOKED),
    DocumentState.FILED: (DocumentState.CANCELLED, Happening.DOCUMENT_CANCELLED),
    DocumentState.ISSUED: (DocumentState.CANCELLED, Happening.DOCUMENT_CANCELLED),
}


def seen(process: ProcessDefinition, documents: Iterable[Document], user: User) -> list[Document]:
    """Those of a case that somebody who may see it may see: the office all of them, an applicant those whose template
    says `applicant`, unless they were cancelled and never left the house."""
    if _rights.is_staff(process, user):
        return list(documents)
    return [it for it in documents if it.applicant and it.state is not DocumentState.CANCELLED]


@dataclass(frozen=True, slots=True)
class OfCase:
    """A document with its case."""

    document: Document
    instance: ProcessInstance
    process: ProcessDefinition


def of_case(office: Office, reader: Reader, document_id: int, user: User) -> OfCase:
    """A document, for somebody who may see it. Raises NotFound."""
    found = reader.document(document_id)
    case = reader.instance(found.instance) if found else None
    if found is None or case is None:
        raise NotFound
    process = definition(office, reader, case.digest)
    _rights.must_see(process, case, user)
    if not seen(process, [found], user):
        raise NotFound
    return OfCase(found, case, process)


def document(office: Office, document_id: int, user: User) -> tuple[Document, ProcessInstance]:
    """A document with its case. Raises NotFound."""
    with office.store.reading() as reader:
        found = of_case(office, reader, document_id, user)
    return found.document, found.instance


def pdf(office: Office, document_id: int, user: User) -> tuple[Document, IO[bytes]]:
    """A document and its PDF, the signed one if there is one. Raises NotFound, also while it is still being made."""
    found, _ = document(office, document_id, user)
    if found.digest is None:
        raise NotFound("This document is still being made.")
    return found, office.vault.open(found.digest)


def make(office: Office, document_id: int, *, by: User) -> Document:
    """Let a worker make the PDF (once more). Raises NotFound, Forbidden, or Conflict when it is there already."""
    with office.store.writing() as unit:
        found, case = _held(office, unit, document_id, by)
        _rights.must_speak(definition(office, unit, case.digest), case, by)
        if found.filed or not _rights.is_staff(definition(office, unit, case.digest), by):
            raise Conflict
        asked = replace(found, ready_at=office.clock(), owner=None, attempts=0, failure="")
        unit.save_document(asked)
        unit.commit()
        return asked


def take_back(office: Office, document_id: int, note: str, *, by: User) -> Document:
    """Revoke a signed document, or cancel another. Its number stays, with the note.

    Raises NotFound, Forbidden, LajurError without a reason, or Conflict when it is closed already.
    """
    _rights.must_supervise(by)
    reason = must_be_reason(note)
    with office.store.writing() as unit:
        found, case = _held(office, unit, document_id, by)
        if found.closed:
            raise Conflict
        state, happening = TAKEN_BACK[found.state]
        after = replace(found, state=state, note=reason)
        unit.save_document(after)
        fact = Fact(happening, found.element, payload={**named(after), "note": reason})
        keep(office, unit, case, case, [fact], by.actor, now=office.clock())
        unit.commit()
        return after


def _held(office: Office, unit: Unit, document_id: int, user: User) -> tuple[Document, ProcessInstance]:
    """A document and its case, both held, the case first."""
    first = of_case(office, unit, document_id, user)
    case, found = unit.hold(first.instance.id), unit.hold_document(document_id)
    if case is None or found is None:
        raise NotFound
    return found, case
