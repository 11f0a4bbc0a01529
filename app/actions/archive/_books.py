"""What is wrong with one case: its history with itself, what the books keep beside it, and its files."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from json import loads

from app.actions._step import text_of
from app.actions.archive._definitions import Definitions, Facts
from app.actions.archive._letters import KINDS, STRANGE, LettersCheck
from app.actions.archive._moves import moves, ruling
from app.model import agreement, agreement_documents, agreement_files
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.dossier import Dossier, Entry
from app.model.errors import NotFound, Unavailable
from app.model.event import GENESIS
from app.model.happens import happen
from app.model.implied import Implied
from app.model.in_force import BEGINS
from app.model.instance import ProcessInstance
from app.model.values import Json
from app.model.verification import ChainCheck, fits, shortened
from app.ports import Office, Reader

#: Events in one page of a history, bytes in one piece of a file.
ENTRIES, PIECE = 1000, 1 << 16


@dataclass(frozen=True)
class Findings:
    """What is wrong with a case by its books, and the files that are still to be looked at: event and digest."""

    case: str | None
    told: list[Discrepancy]
    files: list[tuple[int, str]] = field(default_factory=list)


def books(office: Office, reader: Reader, definitions: Definitions, dossier: Dossier) -> Findings:
    """What is wrong with a case as far as the books tell."""
    if dossier.number is None:
        return Findings(None, [discrepancy(Code.HISTORY_WITHOUT_CASE, id=dossier.id)])
    files: list[tuple[int, str]] = []
    told = list(shortened(_case(office, reader, definitions, dossier, files), dossier.number))
    return Findings(dossier.number, told, files)


def vault(office: Office, findings: Findings) -> Iterator[Discrepancy]:
    """Files of a case that are missing in the vault, or are other ones by now."""
    for event, digest in findings.files:
        found = _digest(office, digest)
        if found != digest:
            code = Code.FILE_MISSING if found is None else Code.FILE_CHANGED
            yield discrepancy(code, findings.case, event, digest=digest[:12])


def _digest(office: Office, digest: str) -> str | None:
    """The digest of what is kept under a digest; None when it cannot be read."""
    actual = sha256()
    try:
        with office.vault.open(digest) as file:
            while piece := file.read(PIECE):
                actual.update(piece)
    except (NotFound, Unavailable, OSError):
        return None
    return actual.hexdigest()


def _case(
    office: Office, reader: Reader, definitions: Definitions, dossier: Dossier, files: list[tuple[int, str]]
) -> Iterator[Discrepancy]:
    """What is wrong; `files` are filled with those of which the history tells, with the number of an event."""
    number, case = dossier.number or "", dossier.case
    yield from (discrepancy(Code.ROW_UNREADABLE, number, table=table) for table in sorted(dossier.unreadable))
    implied, letters = Implied(), LettersCheck(number)
    chain = yield from _history(reader, definitions, dossier, implied, letters)
    files += [(it.event, str(it.payload.get("digest"))) for it in implied.files]
    papers = ((it.event, digest) for it in implied.documents.values() for digest in (it.filed, it.signed))
    files += [(event, digest) for event, digest in papers if isinstance(digest, str)]
    if chain is None:
        yield discrepancy(Code.CASE_WITHOUT_HISTORY, number)
        return
    yield from _erasures(number, implied)
    if case is None:
        return
    if implied.left:
        implied = _again(reader, definitions, dossier, implied)
    yield from chain.end(case.events, case.head)
    yield from definitions.of_case(reader, case.sop, case.version, case.digest, number)
    yield from moves(reader, definitions, case, implied)
    try:
        yield from _agreement(office, reader, definitions, dossier, case, implied)
        kept = reader.documents(dossier.id)
        yield from agreement_documents.documents(number, kept, implied)
        yield from letters.end(reader, dossier.id, office.calendar.zone, kept)
    except STRANGE:  # the chain has told of it already, unless it was forged as a whole
        yield discrepancy(Code.PAYLOAD_UNREADABLE, number)


def _history(
    reader: Reader, definitions: Definitions, dossier: Dossier, implied: Implied, letters: LettersCheck
) -> Generator[Discrepancy, None, ChainCheck | None]:
    """Follow the history; answers the chain at its end, None when there is no history."""
    number = dossier.number or ""
    chain: ChainCheck | None = None
    for entry in _entries(reader, dossier.id):
        if chain is None:
            chain = ChainCheck(number, name := _name(number, entry))
            if name != number:
                yield discrepancy(Code.ROW_DIFFERS, number, column="number")
        yield from chain.follow(entry)
        letters.follow(entry)
        if not happen(implied, entry):
            code = Code.PAYLOAD_UNREADABLE if entry.kind in KINDS else Code.KIND_UNKNOWN
            yield discrepancy(code, number, entry.number, kind=entry.kind)
        if entry.kind in BEGINS:
            facts = _rule(reader, definitions, implied)
            letters.rule(entry.number, facts.sop if facts else None)
    return chain


def _again(reader: Reader, definitions: Definitions, dossier: Dossier, first: Implied) -> Implied:
    """What the history implies now that it is known what erasures have left."""
    implied = Implied(rests=first.left)
    for entry in _entries(reader, dossier.id):
        happen(implied, entry)
        if entry.kind in BEGINS:
            _rule(reader, definitions, implied)
    return implied


def _rule(reader: Reader, definitions: Definitions, implied: Implied) -> Facts | None:
    """From here on the definition that the history has named last is in force. Answers its facts."""
    facts = definitions.facts(reader, str(implied.definition))
    implied.collected = facts.collected if facts else frozenset()
    return facts


def _entries(reader: Reader, instance_id: int) -> Iterator[Entry]:
    last, more = 0, True
    while more:
        page = reader.entries(instance_id, after=last, limit=ENTRIES)
        yield from page
        more = len(page) == ENTRIES
        last = page[-1].number if page else last


def _name(number: str, first: Entry) -> str:
    """The number a chain was made with: its first event names it too, should somebody have changed that of the case."""
    if fits(GENESIS, number, first) or first.payload is None:
        return number
    try:
        told = loads(first.payload)["variables"]["nomor_kasus"]
    except STRANGE:
        return number
    return told if isinstance(told, str) and fits(GENESIS, told, first) else number


def _erasures(number: str, implied: Implied) -> Iterator[Discrepancy]:
    """Payloads that are gone though nobody has erased them, and the other way round."""
    for event in sorted(implied.gone - implied.erased.keys() - implied.explained):
        yield discrepancy(Code.PAYLOAD_GONE, number, event)
    for event in sorted(implied.erased.keys() - implied.gone):
        yield discrepancy(Code.PAYLOAD_KEPT, number, event)


def _agreement(
    office: Office,
    reader: Reader,
    definitions: Definitions,
    dossier: Dossier,
    case: ProcessInstance,
    implied: Implied,
) -> Iterator[Discrepancy]:
    yield from agreement.row(dossier, case, implied, office.calendar.zone)
    ruled = ruling(reader, definitions, case, implied)
    facts = ruled.get(case.digest)
    if facts is not None and "instance" not in dossier.unreadable:
        silent = frozenset[str]().union(*(each.silent for each in ruled.values()))
        yield from agreement.variables(dossier, case, implied, silent)
        yield from _words(dossier, case, implied, facts)
    if "work_item" not in dossier.unreadable:
        names = {digest: each.names for digest, each in ruled.items()}
        yield from agreement.work(dossier, implied, names)
    if not dossier.unreadable & {"attachment", "photo"}:
        yield from agreement_files.files(dossier, implied)
    if not dossier.unreadable & {"message", "comment"}:
        yield from agreement_files.words(dossier, implied)


def _words(dossier: Dossier, case: ProcessInstance, implied: Implied, facts: Facts) -> Iterator[Discrepancy]:
    """Title and business key, as the variables after the last step give them. Where they give none, the case keeps an
    earlier one."""
    if not implied.whole or implied.lost:
        return
    known: Mapping[str, Json] = {name: case.variables[name] for name in facts.silent & case.variables.keys()}
    variables = {**implied.at_last_step, **known}
    told = {"title": (facts.sop.title, case.title), "business_key": (facts.sop.business_key, case.business_key)}
    for column, (expression, kept) in told.items():
        if (said := text_of(expression, variables)) and said != kept:
            yield discrepancy(Code.ROW_DIFFERS, dossier.number, column=column)
