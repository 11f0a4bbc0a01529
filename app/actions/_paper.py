"""A document as paper: its template, filled with what the history of its case says at the event of its issuing."""

from collections.abc import Sequence
from typing import Any

from app.actions._definitions import definition
from app.letters import LetterFailed, choices_of, fill
from app.model.definition import ProcessDefinition
from app.model.document import Document
from app.model.errors import LajurError, NotFound
from app.model.event import Event, Happening, told
from app.model.frames import frame_at
from app.model.instance import ProcessInstance
from app.model.paper import Facts, Paper
from app.model.paper_data import unpacked_signer
from app.model.values import Json, Variables
from app.ports import Office, Reader

#: Where the web shows anybody what a document is.
PUBLIC_PAGE = "{url}/dokumen/{code}"


def paper_of(office: Office, reader: Reader, document: Document) -> Paper:
    """The paper of a document: the same whenever it is asked for, unless what it says was erased from the history.

    Raises LetterFailed, or NotFound when the history does not tell of it.
    """
    case = reader.instance(document.instance)
    if case is None:
        raise NotFound
    process = definition(office, reader, case.digest)
    template = next((each for each in process.templates.values() if each.path == document.template), None)
    if template is None:
        raise LetterFailed(path=document.template, reason=LajurError("it is not in the definition of the case."))
    values = _values(reader.history(case.id), process, document)
    return fill(template, values, _facts(office, process, case, document))


def _values(history: Sequence[Event], process: ProcessDefinition, document: Document) -> Variables:
    issued = (it for it in history if it.kind is Happening.DOCUMENT_ISSUED)
    event = next((it for it in issued if told(it).get("document") == document.id), None)
    moment = frame_at(history, event.number, process.outline) if event else None
    if moment is None:
        raise NotFound
    return {**moment.variables, **_part(document, "values")}


def _facts(office: Office, process: ProcessDefinition, case: ProcessInstance, document: Document) -> Facts:
    zone = office.calendar.zone
    return Facts(
        date=document.date,
        number=document.number,
        case=case.number,
        letterhead=office.house.letterhead(process.key, document.date),
        signer=unpacked_signer(document.data.get("signer")),
        choices=choices_of(process.forms.values()),
        steps=_part(document, "steps"),
        issued=_part(document, "issued"),
        verify=PUBLIC_PAGE.format(url=office.public_url, code=document.code) if office.public_url else "",
        now=document.issued_at,
        zone=zone,
    )


def _part(document: Document, name: str) -> dict[str, Any]:
    part: Json = document.data.get(name)
    return part if isinstance(part, dict) else {}
