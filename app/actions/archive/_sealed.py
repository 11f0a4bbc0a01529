"""Compare the books with what one seal says of them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from app.actions.archive.seal import heads
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.dossier import Deployed, Head
from app.model.event import microseconds
from app.model.seal import Header, read_rows
from app.ports import Office
from app.ports.seals import Seals

#: Heads compared in one view of the books.
PAGE = 500
#: A case that began so long before a seal was written is in it; one that began later may not have been kept yet.
SURE = timedelta(minutes=5)
#: What the seal says of a case, and how far the books say it has come; None where one of them does not know it.
Pair = tuple[Head | None, Head | None]


def compare(office: Office, seals: Seals, name: str, header: Header) -> Iterator[Discrepancy]:
    """Where the books do not go on from what the seal says. Both are read side by side, in constant memory."""
    with seals.open(name) as file:
        yield from _deployments(office, name, (row for row in read_rows(file) if isinstance(row, Deployed)))
    named, fitting = 0, 0
    with seals.open(name) as file:
        pairs = _pairs((row for row in read_rows(file) if isinstance(row, Head)), heads(office))
        while page := list(islice(pairs, PAGE)):
            for pair, digest in zip(page, _digests(office, page), strict=True):
                found = _judged(name, header, pair, digest)
                named += pair[0] is not None
                fitting += pair[0] is not None and found is None
                if found is not None:
                    yield found
    if named and not fitting:
        yield discrepancy(Code.SEALED_DATABASE, seal=name)


def _deployments(office: Office, name: str, sealed: Iterator[Deployed]) -> Iterator[Discrepancy]:
    with office.store.reading() as reader:
        kept = set(reader.deployed())
    for it in sealed:
        if it not in kept:
            yield discrepancy(Code.SEALED_DEPLOYMENT, sop=it.sop, version=it.version, seal=name)


def _pairs(sealed: Iterator[Head], kept: Iterator[Head]) -> Iterator[Pair]:
    """The cases of both, by internal number."""
    left, right = next(sealed, None), next(kept, None)
    while left or right:
        if right is None or (left and left.id < right.id):
            yield left, None
            left = next(sealed, None)
        elif left is None or right.id < left.id:
            yield None, right
            right = next(kept, None)
        else:
            yield left, right
            left, right = next(sealed, None), next(kept, None)


def _digests(office: Office, page: list[Pair]) -> list[bytes | None]:
    """For each pair the digest of the event that was the last one when the seal was written."""
    places = [(sealed.id, sealed.events) for sealed, _ in page if sealed]
    with office.store.reading() as reader:
        found = reader.digests_at(places)
    return [found.get((sealed.id, sealed.events)) if sealed else None for sealed, _ in page]


def _judged(name: str, header: Header, pair: Pair, digest: bytes | None) -> Discrepancy | None:
    sealed, kept = pair
    if sealed is None:
        early = kept is not None and kept.started_at < microseconds(header.at - SURE)
        return discrepancy(Code.NOT_SEALED, kept.number, seal=name) if kept and early else None
    if kept is None:
        return discrepancy(Code.SEALED_CASE_MISSING, sealed.number, seal=name)
    if kept.number != sealed.number:
        return discrepancy(Code.SEALED_CASE_OTHER, sealed.number, seal=name)
    if digest is None:
        return discrepancy(Code.SEALED_TRUNCATED, sealed.number, sealed.events, seal=name, count=sealed.events)
    if digest != sealed.digest:
        return discrepancy(Code.SEALED_HEAD, sealed.number, sealed.events, seal=name)
    return None
