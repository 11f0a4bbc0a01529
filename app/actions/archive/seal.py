"""Seal the books: write down, signed and dated, how far every case has come (`app.model.seal`)."""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from app.actions.days import today
from app.model.dossier import Head
from app.model.errors import LajurError, NotFound
from app.model.seal import (
    LONGEST,
    Header,
    NotASeal,
    deployed_line,
    head_line,
    header_line,
    line,
    name_of,
    number_of,
    read_header,
    signed,
)
from app.ports import Office
from app.ports.proofs import BEFORE_ALL
from app.ports.seals import Notary, Seals

#: Heads read in one view of the books.
PAGE = 1000
PIECE = 1 << 16


def seal(office: Office) -> str:
    """Write the next seal; answers its name. Raises LajurError where seals have no place, Unavailable."""
    seals, notary = place(office)
    while True:
        name = _next(seals)
        if _kept(office, seals, notary, name):
            return name


def seal_daily(office: Office) -> str | None:
    """Write the seal of today unless there is one; answers its name, None when there was nothing to do.

    Of several nodes that share the place one writes it.
    """
    if office.seals is None or office.notary is None or _is_of_today(office, office.seals):
        return None
    name = _next(office.seals)
    return name if _kept(office, office.seals, office.notary, name) else None


def place(office: Office) -> tuple[Seals, Notary]:
    """Where seals lie and who signs them. Raises LajurError where there is no such place."""
    if office.seals is None or office.notary is None:
        raise LajurError("This installation keeps no seals.")
    return office.seals, office.notary


def newest(seals: Seals) -> tuple[str, Header] | None:
    """The name of the newest seal and its first line; None when there is none that can be read."""
    for name in reversed(seals.names()):
        try:
            with seals.open(name) as file:
                return name, read_header(file.readline(LONGEST))
        except (NotASeal, NotFound):
            continue
    return None


def heads(office: Office) -> Iterator[Head]:
    """How far each case has come, by internal number. Each page is read in a view of its own."""
    after, more = BEFORE_ALL, True
    while more:
        with office.store.reading() as reader:
            page = reader.heads(after=after, limit=PAGE)
        yield from page
        more = len(page) == PAGE
        after = page[-1].id if page else after


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of a stream, hexadecimal."""
    digest = sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _is_of_today(office: Office, seals: Seals) -> bool:
    found = newest(seals)
    return found is not None and found[1].at.astimezone(office.calendar.zone).date() >= today(office)


def _next(seals: Seals) -> str:
    names = seals.names()
    return name_of((number_of(names[-1]) or 0) + 1 if names else 1)


def _kept(office: Office, seals: Seals, notary: Notary, name: str) -> bool:
    number = number_of(name) or 0
    header = Header(number, office.clock(), _digest_before(seals, number), notary.public_key())

    def write(file: IO[bytes]) -> None:
        sealed = sha256()
        for text in _lines(office, header):
            sealed.update(text)
            file.write(text)
        file.write(line({"signature": notary.sign(signed(sealed.digest())).hex()}))

    return seals.keep(name, write)


def _digest_before(seals: Seals, number: int) -> str | None:
    if number == 1:
        return None
    with seals.open(name_of(number - 1)) as file:
        return digest_of(file)


def _lines(office: Office, header: Header) -> Iterator[bytes]:
    yield header_line(header)
    with office.store.reading() as reader:
        deployed = reader.deployed()
    yield from map(deployed_line, deployed)
    yield from map(head_line, heads(office))
