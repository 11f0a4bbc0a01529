"""Verify the books against seals: what was cut off, made anew, taken away or brought in since."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from app.actions.archive._sealed import compare
from app.actions.archive.seal import digest_of
from app.actions.archive.verify import Progress
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.errors import NotFound
from app.model.seal import Header, NotASeal, Seal, Unfinished, number_of, read_seal, signed
from app.model.verification import shortened
from app.ports import Office
from app.ports.seals import Notary, Seals


@dataclass
class SealChain:
    """Follows seals in their order. It remembers the last one only."""

    notary: Notary
    seals: Seals
    keys: Collection[str]
    number: int = 0
    at: Header | None = None  #: the last header that could be read
    digest: str | None = None  #: of the seal before; None: nobody knows it

    def follow(self, name: str) -> tuple[Header | None, list[Discrepancy]]:
        """The header of the next seal when it can be believed, and what is wrong with the seal."""
        number = number_of(name) or 0
        wrong: list[Discrepancy] = []
        if number > self.number + 1:
            wrong.append(discrepancy(Code.SEAL_MISSING, first=self.number + 1, last=number - 1))
            self.digest = None
        self.number = number
        code, seal = self._read(name)
        if code is not None:
            wrong.append(discrepancy(code, seal=name))
        if seal is not None and not self._follows(seal.header):
            wrong.append(discrepancy(Code.SEAL_CHAIN, seal=name))
        with self.seals.open(name) as file:
            self.digest = digest_of(file)
        self.at = seal.header if seal else self.at
        return (seal.header if seal and code is None else None), wrong

    def _read(self, name: str) -> tuple[Code | None, Seal | None]:
        try:
            with self.seals.open(name) as file:
                seal = read_seal(file)
        except Unfinished:
            return Code.SEAL_UNFINISHED, None
        except NotASeal:
            return Code.SEAL_UNREADABLE, None
        if not self.notary.is_signed(signed(seal.sealed), seal.signature, seal.header.key):
            return Code.SEAL_SIGNATURE, seal
        return (None if seal.header.key in self.keys else Code.SEAL_KEY), seal

    def _follows(self, header: Header) -> bool:
        in_time = self.at is None or self.at.at <= header.at
        first = self.number == 1
        known = first or self.digest is not None
        expected = None if first else self.digest
        return header.number == self.number and in_time and (not known or header.previous == expected)


@dataclass
class Told:
    """Lets a finding about a case by once: the same trouble shows in every seal that comes after it."""

    known: set[tuple[Code, str]] = field(default_factory=set)

    def news(self, findings: Iterator[Discrepancy]) -> Iterator[Discrepancy]:
        for finding in findings:
            about = str(finding.case or finding.sentence)
            if (finding.code, about) not in self.known:
                self.known.add((finding.code, about))
                yield finding


def verify_seals(
    office: Office, seals: Seals, keys: Collection[str] = (), progress: Progress = lambda *_: None
) -> Iterator[Discrepancy]:
    """What is wrong with the seals, and with the books if the seals are right. `keys` are the public keys that may have
    signed them, by default the one of this installation; `progress` hears of every seal.

    A seal that cannot be believed is told, and the rest goes on. Raises NotFound when there are no seals.
    """
    if office.notary is None:
        raise NotFound("This installation keeps no seals.")
    names = seals.names()
    if not names:
        raise NotFound("There are no seals here.")
    chain = SealChain(office.notary, seals, keys or {office.notary.public_key()})
    told = Told()
    for done, name in enumerate(names, 1):
        header, wrong = chain.follow(name)
        yield from wrong
        if header is not None:
            yield from shortened(told.news(_compared(office, seals, name, header)), None)
        progress(done, len(names))


def _compared(office: Office, seals: Seals, name: str, header: Header) -> Iterator[Discrepancy]:
    try:
        yield from compare(office, seals, name, header)
    except NotASeal:  # signed, but not by a Lajur
        yield discrepancy(Code.SEAL_UNREADABLE, seal=name)
