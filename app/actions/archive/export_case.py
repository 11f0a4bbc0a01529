"""Take one case away as a ZIP that can be verified without Lajur.

The same case gives the same bytes, as long as no newer seal is written: files stand in a fixed order and carry no time.
The ZIP is made while it is read; no file is in memory as a whole. What it holds is told in `outside/README.txt`:
`events.jsonl` has for each event an object with `instance`, `number`, `at` (microseconds since 1970), `kind`, `actor`,
`element`, `flow`, `payload` (the very JSON text that was hashed, null when it was erased), `salt`, `payload_digest` and
`digest` (hexadecimal).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from json import dumps, loads
from typing import IO

from app.actions.archive._zip import File, streamed
from app.actions.archive.read import note_reading
from app.actions.archive.seal import newest
from app.actions.attach import safe_name
from app.model.dossier import Entry, Head
from app.model.errors import NotFound, Unavailable
from app.model.event import Happening
from app.model.people import User
from app.model.reading import Reading
from app.model.values import Json
from app.ports import Office

FORMAT = "lajur-case-1"
#: Events in one view of the books, bytes in one piece of a file.
PAGE, PIECE = 500, 1 << 16
#: What goes along with every case.
ALONG = ("README.txt", "lajur_verify_case.py")
#: The events that name the definitions and the files.
TELLING = frozenset(
    {
        Happening.INSTANCE_STARTED,
        Happening.INSTANCE_MIGRATED,
        Happening.ATTACHMENT_ADDED,
        Happening.DOCUMENT_FILED,
        Happening.DOCUMENT_SIGNED,
    }
)
#: What looking into a payload that was tampered with may raise.
STRANGE = (ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True)
class Export:
    """A case on its way out: the name of the ZIP, and its bytes piece by piece."""

    name: str
    pieces: Iterator[bytes]


def export_case(office: Office, number: str, *, by: User | None) -> Export:
    """The case as a ZIP. That `by` takes it away is noted first; None is the house itself. Raises NotFound."""
    with office.store.reading() as reader:
        instance_id = reader.id_of(number)
        if instance_id is None:
            raise NotFound("There is no case {number}.", number=number)
        (head,) = reader.heads(after=instance_id - 1, limit=1)
    if by is not None:
        note_reading(office, head.id, Reading.ZIP, by=by)
    case = _Case(office, head)
    return Export(f"{safe_name(number)}.zip", streamed(case.files(), case.manifest))


class _Case:
    """One export. What the history tells on its way out is needed for the files that follow it."""

    def __init__(self, office: Office, head: Head) -> None:
        self.office = office
        self.head = head
        self.definition = ""
        self.moved: list[str] = []  #: digests of the definitions it was moved to
        self.attached: list[tuple[int, str, str]] = []  #: event, digest, name
        self.documents: list[tuple[int, str, str]] = []
        self.missing: list[Json] = []  #: what the history tells of and is not there

    def files(self) -> Iterator[File]:
        outside = files("app.actions.archive.outside")
        for name in ALONG:
            yield File(name, [outside.joinpath(name).read_bytes()])
        yield File("events.jsonl", self._events())
        yield from self._definition(self.definition, "definition")
        for digest in dict.fromkeys(self.moved):
            yield from self._definition(digest, f"definitions/{safe_name(digest)}")
        yield from self._attachments()
        yield from self._documents()
        yield from self._seal()

    def manifest(self, written: Mapping[str, Json]) -> bytes:
        facts: dict[str, Json] = {
            "format": FORMAT,
            "case": self.head.number,
            "events": self.head.events,
            "head": self.head.digest.hex(),
            "definition": self.definition,
            "definitions": [*dict.fromkeys(self.moved)],
            "missing": self.missing,
            "files": dict(written),
        }
        return dumps(facts, ensure_ascii=False, indent=1).encode()

    def _events(self) -> Iterator[bytes]:
        last = 0
        while last < self.head.events:
            with self.office.store.reading() as reader:
                page = reader.entries(self.head.id, after=last, limit=min(PAGE, self.head.events - last))
            for entry in page:
                self._learn(entry)
            yield b"".join(_line(self.head.number, entry) for entry in page)
            last = page[-1].number if page else self.head.events

    def _learn(self, entry: Entry) -> None:
        """Note what an event says of definition and files; what was tampered with says nothing."""
        if entry.payload is None or entry.kind not in TELLING:
            return
        with suppress(*STRANGE):
            said = loads(entry.payload)
            if entry.kind == Happening.INSTANCE_STARTED:
                self.definition = str(said["definition"])
            elif entry.kind == Happening.INSTANCE_MIGRATED:
                self.moved.append(str(said["definition"]))
            elif entry.kind == Happening.ATTACHMENT_ADDED:
                self.attached.append((entry.number, str(said["digest"]), str(said["name"])))
            else:
                title = str(said["title"]).replace("/", "-").replace(".", "-")
                self.documents.append((entry.number, str(said["digest"]), f"{title}.pdf"))

    def _definition(self, digest: str, folder: str) -> Iterator[File]:
        with self.office.store.reading() as reader:
            bundle = reader.bundle(digest) if _is_digest(digest) else None
        if bundle is None:
            self.missing.append(f"{folder}/")
        for path, data in sorted(bundle.files.items()) if bundle else ():
            yield File("/".join([folder, *map(safe_name, path.split("/"))]), [data])

    def _attachments(self) -> Iterator[File]:
        return self._kept("attachments", self.attached)

    def _documents(self) -> Iterator[File]:
        return self._kept("documents", self.documents)

    def _kept(self, folder: str, files: Iterable[tuple[int, str, str]]) -> Iterator[File]:
        for event, digest, name in files:
            path = f"{folder}/{event:05d}-{safe_name(name)}"
            try:
                stream = self.office.vault.open(digest)
            except (NotFound, Unavailable):
                self.missing.append(path)
            else:
                yield File(path, _read(stream), packed=True)

    def _seal(self) -> Iterator[File]:
        found = newest(self.office.seals) if self.office.seals else None
        if found is None or self.office.seals is None or self.office.notary is None:
            return
        yield File(f"seal/{found[0]}", _read(self.office.seals.open(found[0])))
        yield File("seal/public-key.txt", [f"{self.office.notary.public_key()}\n".encode()])


def _line(number: str, it: Entry) -> bytes:
    row = {
        "instance": number,
        "number": it.number,
        "at": it.at,
        "kind": it.kind,
        "actor": it.actor,
        "element": it.element,
        "flow": it.flow,
        "payload": None if it.payload is None else it.payload.decode(errors="replace"),
        "salt": it.salt.hex(),
        "payload_digest": it.payload_digest.hex(),
        "digest": it.digest.hex(),
    }
    return dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece


def _is_digest(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")
